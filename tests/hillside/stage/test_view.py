"""How a view gives more room, and when a figure turns to one that does."""

from collections.abc import Iterator
from typing import Any

import pytest

from hillside.stage.lettering.language import Language
from hillside.stage.plane import View, larger_views
from hillside.studio.renderer import configured
from mathcore import Interval, parse
from scenes.header.scene import Header

ANY = View(Interval(-2, 4), Interval(1, 4), 1.5)
CRAMPED: dict[str, Any] = {"function": parse("x^2/4 + sin(7.24*x)/5"), "at": -0.224}
"""In a frame of 4:3 and in Portuguese the first view of this curve has no place for the callout."""


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured({"pixel_width": 480, "pixel_height": 360, "format": "none"}):
        yield


def header(language: str = "pt", **given: Any) -> Header:
    return Header(Header.Params(**given), language=Language(language))


def test_a_larger_view_contains_the_old_view() -> None:
    views = list(larger_views(ANY))
    assert views
    for view in views:
        assert view.x.low <= ANY.x.low < ANY.x.high <= view.x.high
        assert view.y.low <= ANY.y.low < ANY.y.high <= view.y.high
        assert view.x.width * view.y.width > ANY.x.width * ANY.y.width


def test_the_least_change_comes_first_and_keeps_the_scales() -> None:
    first, *further = larger_views(ANY)
    assert first.stretch == pytest.approx(ANY.stretch)
    assert all(first.y.width <= view.y.width for view in further)


def test_a_given_window_is_never_enlarged() -> None:
    assert all(view.x == ANY.x for view in larger_views(ANY, ANY.x))


def test_the_first_view_is_shown_if_every_label_is_placed_in_it() -> None:
    made = header("en")
    assert made.view == made.view_of(made.params, made.sheet)


def test_if_a_label_has_no_place_a_larger_view_gives_it_one() -> None:
    made = header(**CRAMPED)
    first = made.view_of(made.params, made.sheet)
    assert made.view != first
    assert made.layout.left_out == ()
    made.view = first
    for of_the_other_view in ("final_facts", "layout"):
        vars(made).pop(of_the_other_view)
    made._drawn = None  # pyright: ignore[reportPrivateUsage]
    assert made.layout.left_out


def test_facts_and_alt_text_belong_to_the_view_that_is_shown() -> None:
    made = header(**CRAMPED)
    assert made.final_facts == made.facts(made.params, made.view)
    assert made.final_facts.slope.curve.over == made.view[0].x
