"""Lectures built on a real cluster: the same bytes as on this machine, long films in parts included."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hillside.lectures.build import Summary, build
from hillside.lectures.cluster import long_films
from hillside.lectures.cluster.connection import Cluster, ClusterOptions, connected
from hillside.lectures.lecture import read_lecture
from hillside.lectures.outputs import out_of_date, outputs_of
from hillside.lectures.schedule import LectureBuild
from hillside.stage.lettering.typeface import FONT_FOLDER
from hillside.studio.progress import Progress
from hillside.studio.workers import RunTasks, ignore_report
from tests.hillside.lectures.cluster.conftest import RealCluster, wait_for
from tests.hillside.lectures.cluster.stand_ins import Planned, request

LECTURE = """\
title = "Slopes"
quality = "draft"
size = "128x72"
theme = "mine.toml"

[[figure]]
id = "film"
figure = "tangent"
outputs = ["mp4"]
fps = 4

[[figure]]
id = "still"
figure = "tangent"
outputs = ["svg", "png"]

[[figure]]
id = "wrong"
figure = "tangent"
outputs = ["svg"]
[figure.params]
function = "1/x"
at = 0
"""


THEME = """\
base = "light"

[fonts]
text = "Mine.ttf"
"""
"""A theme with a font of one's own, which travels with the pieces."""


def built(folder: Path, run: RunTasks | None = None, only: tuple[str, ...] = ()) -> tuple[Summary, str]:
    """Build the lecture into a folder, and return its summary and the progress that was shown."""
    folder.mkdir(parents=True)
    home = folder.parent
    (home / "talk.toml").write_text(LECTURE)
    (home / "mine.toml").write_text(THEME)
    shutil.copyfile(FONT_FOLDER / "Inter-SemiBold.ttf", home / "Mine.ttf")
    lecture = read_lecture(home / "talk.toml")
    outputs = outputs_of(lecture, only)
    shown = io.StringIO()
    one = LectureBuild(lecture, outputs, out_of_date(outputs, folder), folder)
    (summary,) = build([one], 2, Progress(shown), run=run)
    return summary, shown.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the lecture as this machine draws them."""
    folder = tmp_path_factory.mktemp("alone") / "talk"
    built(folder)
    return contents(folder)


@pytest.fixture(scope="module")
def cluster(real: RealCluster) -> Iterator[Cluster]:
    with connected(ClusterOptions(address=real.address, long=5), print) as cluster:
        wait_for(lambda: cluster.staff.look() or len(cluster.staff.present) == 2)
        yield cluster


def test_a_cluster_makes_the_same_bytes_and_draws_a_long_film_in_parts(
    cluster: Cluster, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    planned: list[list[tuple[int, int]]] = []
    parts = long_films.PartPlan.parts

    def spy(plan: long_films.PartPlan, idle: int) -> list[tuple[int, int]]:
        planned.append(parts(plan, idle))
        return planned[-1]

    monkeypatch.setattr(long_films.PartPlan, "parts", spy)
    summary, shown = built(tmp_path / "talk", cluster.run)
    assert contents(tmp_path / "talk") == alone
    assert len(planned[0]) > 1
    assert summary.drawn == ("film.mp4", "still.svg", "still.png")
    assert [name for name, _ in summary.failed] == ["wrong.svg"]
    assert set(summary.to_json()["workers"].values()) <= {"a", "b"}
    assert set(summary.to_json()["workers"]) >= set(summary.drawn)
    assert "still.png by " in shown


def test_with_a_shared_disk_the_bytes_are_the_same_too(
    real: RealCluster, alone: dict[str, bytes], tmp_path: Path
):
    with connected(ClusterOptions(address=real.address, shared=True), print) as cluster:
        built(tmp_path / "talk", cluster.run, only=("still",))
    made = contents(tmp_path / "talk")
    assert {name: made[name] for name in ("still.svg", "still.png")} == {
        name: alone[name] for name in ("still.svg", "still.png")
    }


def test_a_long_film_of_which_parts_fail_fails_once(cluster: Cluster, tmp_path: Path):
    work = {"task": Planned((request("film.mp4", tmp_path),))}
    ends = list(cluster.run(work, 1, ignore_report, ()))
    assert [end.name for end in ends] == ["film.mp4", "task"]
    assert "at" in str(ends[0].error)
    assert ends[1].error is None
    assert list(tmp_path.iterdir()) == []
