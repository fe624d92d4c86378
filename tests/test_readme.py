"""The README's own commands, run as they stand there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM = ".venv/bin/hillside "
EXAMPLES = [line.removeprefix(PROGRAM) for line in README.splitlines() if line.startswith(PROGRAM)]


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "render.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def test_the_readme_has_five_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_does_what_it_says(example: str, tmp_path: Path) -> None:
    arguments = shlex.split(example)
    if arguments[0] == "film":
        arguments += ["--quality", "draft"]
    (tmp_path / "lectures").symlink_to(ROOT / "lectures")
    done = run(arguments, tmp_path)
    assert done.returncode == 0, done.stderr
    if "-o" in arguments:
        target = arguments[arguments.index("-o") + 1]
        assert done.stdout.strip() == target
        assert (tmp_path / target).stat().st_size > 1000
    if arguments[0] == "build":
        assert (tmp_path / "slides" / "tangent.svg").exists()


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_the_stock_manim_command_draws_a_figure(tmp_path: Path) -> None:
    scene = next(word for word in README.split() if word.startswith("scenes/")).strip("`.")
    command = [sys.executable, "-m", "manim", "render", "-ql", "--media_dir", str(tmp_path)]
    done = subprocess.run(
        [*command, "-s", "--progress_bar", "none", str(ROOT / scene), "Tangent"],
        cwd=tmp_path,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*.png"))
