"""A house with two small figures in place of the real ones, so that tests need not draw."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from hillside.files.atomic import atomic_write
from hillside.studio.import_closure import Sources
from hillside.studio.job import Job
from hillside.studio.rendering import Rendering

SLOPE = '''
"""Slope of a line: how steep it is.

More about it.
"""
from hillside.stage.params import param, parameters


@parameters
class Params:
    at: float = param(default=1.5, help="where it is measured", low=-10, high=10)
    steps: int = param(default=3, help="how many steps", low=0)


class Slope:
    Params = Params

    @staticmethod
    def facts(params):
        return {"slope": params.at}
'''

CURVE = '''
"""A curve: nothing else."""
from hillside.stage.params import param, parameters
from mathcore import Expr


@parameters
class Params:
    function: Expr = param(default="x^2", help="the curve, in x")
    at: float = param(default=1.5, help="where it is looked at")


class Curve:
    Params = Params

    @staticmethod
    def facts(params):
        return {}
'''


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder of a `scenes` package with the figures `slope` and `two-words`."""
    folder = tmp_path / "house" / "scenes"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    add_figure(folder, "slope", SLOPE)
    add_figure(folder, "two_words", SLOPE.replace("Slope of a line: how steep it is.", "Two words"))
    real = take_out_scenes()
    monkeypatch.syspath_prepend(folder.parent)  # pyright: ignore[reportUnknownMemberType]
    # The figures may change while a test runs, which sources that are read once would not notice.
    monkeypatch.setattr("hillside.studio.key.sources", Sources)
    yield folder
    take_out_scenes()
    sys.modules.update(real)


def add_figure(scenes: Path, name: str, source: str) -> None:
    """Put a figure into a folder `scenes`: a folder of its name with its scene."""
    (scenes / name).mkdir()
    (scenes / name / "__init__.py").touch()
    (scenes / name / "scene.py").write_text(source)


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a camera in place that writes the job instead of a picture."""
    stand_in = ModuleType("hillside.studio.renderer")
    stand_in.render = write_job  # pyright: ignore
    monkeypatch.setitem(sys.modules, "hillside.studio.renderer", stand_in)


def write_job(job: Job, target: Path, report: Callable[[int, int], None], workers: int = 1) -> Rendering:
    """Write the job as JSON, as if it were its picture."""
    with atomic_write(target) as aside:
        aside.write_text(json.dumps(job.to_json()))
    return Rendering("Slope", "A slope.", job.size, {}, (target,))


def take_out_scenes() -> dict[str, ModuleType]:
    """Make Python forget the `scenes` it has imported, and return them."""
    return {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "scenes"}
