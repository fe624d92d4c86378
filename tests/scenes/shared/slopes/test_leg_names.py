"""The visible words at the legs of a triangle, and the legs at which they stand."""

import re
from typing import Any

import numpy as np
import pytest

from hillside.stage.lettering.language import Language
from hillside.studio.catalogue import load

pytestmark = pytest.mark.usefixtures("small")

WORDS = {
    "en": ("run", "rise"),
    "de": ("horizontal", "vertikal"),
    "es": ("cambio horizontal", "cambio vertical"),
}


def word(label: Any) -> str:
    """Return the words of a label in each of its settings, without its number."""
    quoted = (" ".join(re.findall(r'"([^"]*)"', setting)) for setting in label.lettering.settings)
    (found,) = {" ".join(re.findall(r"[^\W\d]+", text.replace(r"\n", " "))) for text in quoted}
    return found


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("name", ["tangent", "header"])
def test_the_horizontal_leg_is_called_run_and_the_vertical_one_rise(name: str, code: str) -> None:
    figure: Any = load(name)(language=Language(code))
    facts = figure.final_facts
    parts, run, rise = figure.parts(facts), facts_named(facts, "run"), facts_named(facts, "rise")
    assert run.start.y == run.end.y
    assert rise.start.x == rise.end.x
    assert (word(parts["run-name"]), word(parts["rise-name"])) == WORDS[code]


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("name", ["tangent", "header"])
def test_each_name_is_seen_nearer_to_its_own_leg(name: str, code: str) -> None:
    figure: Any = load(name)(language=Language(code))
    parts, facts = figure.still(), figure.final_facts
    middles = {leg: parts[leg].plane.ends(facts_named(facts, leg)).mean(axis=0) for leg in ("run", "rise")}
    for own, other in (("run", "rise"), ("rise", "run")):
        box = figure.layout.placed[f"{own}-name"].box
        away = {leg: distance(box, middle) for leg, middle in middles.items()}
        assert away[own] < away[other]
        assert len(parts[f"{own}-name"].get_all_points()) > 0


def facts_named(facts: Any, name: str) -> Any:
    """Return a leg among the facts, or among those of the half of a header that has it."""
    return getattr(facts, name) if hasattr(facts, name) else getattr(facts.slope, name)


def distance(box: Any, point: np.ndarray) -> float:
    x, y = point
    return float(np.hypot(max(box.left - x, 0, x - box.right), max(box.bottom - y, 0, y - box.top)))
