"""The command line in an empty folder; a stand-in draws, so that nothing here takes long."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

import render
from hillside.files.atomic import atomic_write
from hillside.files.captions import Clip
from hillside.stage.errors import Failure, ParamError
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering
from mathcore import MathError

Run = Callable[..., Result]
Program = Callable[..., Result]


def write_rendering(
    job: Job, target: Path, report: Callable[[int, int], None] | None = None, workers: int = 1
) -> Rendering:
    """Write the job instead of a picture of it, and fail in the ways in which a figure can."""
    at = dict(job.params)["at"]
    if at == "9":
        raise ParamError("at", "there is a corner at 9; choose a point beside it")
    if at == "8":
        raise MathError("the slope at 8 is vertical; choose another point")
    with atomic_write(target) as aside:
        aside.write_text("half")
        if at == "7":
            raise RuntimeError("seven")
        if at == "6":
            raise KeyboardInterrupt
        if at == "5":
            raise Failure("the encoder stopped")
        aside.write_text(repr(job))
    clips = (Clip("Look.", 1.0, 0.0),) if job.is_film else ()
    if report is not None and job.is_film:
        report(1, 2)
        report(2, 2)
    return Rendering("Slope", "A slope.", job.size, {"slope": 1.5}, (target,), clips)


@pytest.fixture
def run(figures: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder, with stand-ins for the figures and the camera."""
    camera = ModuleType("hillside.studio.renderer")
    camera.render = write_rendering  # pyright: ignore
    monkeypatch.setitem(sys.modules, "hillside.studio.renderer", camera)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(render.main, [str(word) for word in words])


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """Run the command line in an empty folder, with the real figures and the real camera."""
    folder = tmp_path / "there"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(render.main, [str(word) for word in words])
