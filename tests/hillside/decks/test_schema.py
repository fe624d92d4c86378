"""What finds the faults of PowerPoint files in the other tests finds those that are planted here."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hillside.decks.decks import SLIDE, animated, rewritten
from tests.hillside.decks.schema import broken

TIMING = re.compile("<p:timing>.*</p:timing>", re.DOTALL)


def _second_timing(text: str) -> str:
    return TIMING.sub(lambda found: 2 * found[0], text)


def _timing_first(text: str) -> str:
    return TIMING.sub("", text).replace("<p:cSld>", f"{TIMING.findall(text)[0]}<p:cSld>", 1)


PLANTED: dict[str, tuple[Callable[[str], str], str, str]] = {
    "two timings": (_second_timing, SLIDE, "'timing'"),
    "timing too early": (_timing_first, SLIDE, "'cSld'"),
    "an attribute that is none": (lambda text: text.replace("restart=", "start="), SLIDE, "'start'"),
    "a value that is none": (lambda text: text.replace('"never"', '"nevermore"'), SLIDE, "nevermore"),
    "two time nodes with one number": (lambda text: text.replace('cTn id="3"', 'cTn id="2"'), SLIDE, "twice"),
    "two shapes with one number": (lambda text: text.replace('id="9" name', 'id="2" name'), SLIDE, "shape"),
    "an animation of nothing": (lambda text: text.replace('spid="9"', 'spid="77"'), SLIDE, "no shape 77"),
    "colors in another order": (
        lambda text: re.sub("(<a:dk1>.*?</a:dk1>)(.*?</a:lt1>)", r"\2\1", text, flags=re.DOTALL),
        "ppt/theme/theme1.xml",
        "'dk1'",
    ),
    "a layout that is missing": (
        lambda text: text.replace("slideLayout6.xml", "slideLayout66.xml"),
        "ppt/slides/_rels/slide1.xml.rels",
        "slideLayout66.xml",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, fault: str):
    plant, part, named = PLANTED[fault]
    mine = animated(tmp_path / "mine.pptx")
    assert broken(mine) == []
    assert any(named in each for each in broken(rewritten(mine, part, plant)))
