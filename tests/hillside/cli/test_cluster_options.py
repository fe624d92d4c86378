"""The options of a cluster on the command line: what is refused before anything starts, and what is told."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import render

LECTURE = """\
title = "Slopes"
[[figure]]
id = "one"
figure = "tangent"
outputs = ["svg"]
"""


@pytest.fixture
def talk(tmp_path: Path) -> str:
    (tmp_path / "talk.toml").write_text(LECTURE)
    return str(tmp_path / "talk.toml")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--shared"], "--shared is for a cluster; name its scheduler with --scheduler"),
        (["--tls-ca", "ca.pem"], "--tls-ca is for a cluster"),
        (["--scheduler", "10.0.0.5:8786"], 'scheduler "10.0.0.5:8786" is not understood'),
        (["--scheduler", "local:0"], "or local:4 for four workers"),
        (["--scheduler", "tcp://10.0.0.5:8786", "--tls-ca", "ca.pem"], "certificates are for tls://"),
    ],
)
@pytest.mark.parametrize("command", ["build", "deck"])
def test_options_that_do_not_go_together_are_refused(
    command: str, talk: str, tmp_path: Path, words: list[str], message: str
):
    to = ["--to", str(tmp_path / "out")] if command == "build" else ["-o", str(tmp_path / "talk.html")]
    result = CliRunner().invoke(render.main, [command, talk, *to, *words])
    assert message in result.output
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_without_dask_the_way_to_install_it_is_told(talk: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(Path(talk).parent)
    result = CliRunner().invoke(render.main, ["build", talk, "--scheduler", "local:2"])
    assert "install it with: pip install 'hillside[cluster]'" in result.output
    assert result.exit_code == 2


def test_a_build_without_a_cluster_does_not_load_dask():
    """Nor does one with nothing to draw; the modules that it imports are those of the table of rooms."""
    from tests.test_architecture import SOURCES, needs, room_of

    started = [module for module in SOURCES if room_of(module) == "hillside.cli"]
    started += ["hillside.lectures.build", "hillside.lectures.site", "hillside.decks.lecture_slides"]
    for module in started:
        found = needs(module)
        assert "distributed" not in found, found["distributed"]
        assert not any(name.startswith("hillside.lectures.cluster") for name in found)
