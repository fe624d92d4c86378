"""A lecture that is drawn without manim, and a place to write another."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from hillside.lectures import build as building
from hillside.lectures.lecture import Lecture
from tests.hillside.lectures.stand_in import LECTURE, in_this_process, read, render, staged, write_transcript


@pytest.fixture
def file(tmp_path: Path, figures: Path) -> Path:
    """KeyPath a lecture of the stand-in figures may be written."""
    return tmp_path / "talk.toml"


@pytest.fixture
def lecture(tmp_path: Path, figures: Path, monkeypatch: pytest.MonkeyPatch) -> Lecture:
    """A lecture whose figures are drawn at once, by a stand-in for the camera."""
    renderer, transcription = (
        ModuleType("hillside.studio.renderer"),
        ModuleType("hillside.lectures.transcription"),
    )
    renderer.staged, renderer.render_staged = staged, render  # pyright: ignore
    transcription.write_transcript = write_transcript  # pyright: ignore
    monkeypatch.setitem(sys.modules, "hillside.studio.renderer", renderer)
    monkeypatch.setitem(sys.modules, "hillside.lectures.transcription", transcription)
    monkeypatch.setattr(building, "run_in_processes", in_this_process)
    return read(tmp_path, LECTURE)
