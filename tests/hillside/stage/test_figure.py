"""What a figure must say of itself, and that whatever is derived from one is a figure too."""

from collections.abc import Iterator
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import pytest
from manim import Animation

from hillside.stage.drawing import Part, Pixels, dot
from hillside.stage.figure import F, Figure, P
from hillside.stage.film import Beat
from hillside.stage.labels import Beside, Instead, Parts
from hillside.stage.lettering.typesetting import lettering
from hillside.stage.look.theme import Theme
from hillside.stage.params import param, parameters
from hillside.stage.sheet import Box, Sheet
from hillside.studio.renderer import configured

LANDSCAPE = {"pixel_width": 192, "pixel_height": 108, "format": "none", "verbosity": "WARNING"}


@parameters
class Params:
    radius: float = param(default=20.0, help="of the dot, in layout pixels", above=0)


class Round:
    """A dot of some radius in the middle of the sheet, and its name: all of a figure but its base."""

    view: Box
    theme: Theme

    @staticmethod
    def view_of(params: Params, sheet: Sheet) -> Box:
        return sheet.box

    @staticmethod
    def facts(params: Params, view: Box) -> float:
        return params.radius

    def parts(self, facts: float) -> Parts:
        middle = dot(np.array(self.view.center), facts, self.theme.curve, self.theme.paper, 0.0)
        return {"dot": middle, "name": Beside(lettering=lettering("dot"), by="dot")}

    def title(self) -> str:
        return "A dot"

    def alt(self, facts: float) -> str:
        return f"A dot of radius {facts:g}."


class Dot(Round, Figure[Params, Box, float]):
    pass


class Same(Dot):
    pass


class Renamed(Dot):
    def title(self) -> str:
        return "A disk"


class Greeting:
    def greet(self) -> str:
        return "hello"


class MixedIn(Greeting, Dot):
    pass


T = TypeVar("T")


class Typed(Generic[T]):
    pass


class MixedInTyped(Typed[int], Dot):
    pass


DotLike: TypeAlias = Figure[Params, Box, float]


class Aliased(Round, DotLike):
    pass


class OnSheet(Figure[P, Box, F]):
    @staticmethod
    def view_of(params: P, sheet: Sheet) -> Box:
        return sheet.box


class Between(Round, OnSheet[Params, float]):
    pass


KINDS = [Dot, Same, Renamed, MixedIn, MixedInTyped, Aliased, Between]


@pytest.mark.parametrize("kind", KINDS)
def test_a_subclass_of_a_figure_is_a_figure(kind: type[Figure]):
    assert kind.Params is Params
    with configured(LANDSCAPE):
        figure = kind()
        assert figure.params == Params()
        assert list(figure.still()) == ["dot", "name"]
        assert figure.alt(figure.final_facts) == "A dot of radius 20."


def test_a_derived_figure_has_its_own_texts():
    with configured(LANDSCAPE):
        assert Same().title() == "A dot"
        assert Renamed().title() == "A disk"


def test_a_derived_figure_can_have_other_parameters():
    @parameters
    class More:
        radius: float = param(default=7.0, help="of the dot")
        color: str = param(default="red", help="of the dot")

    class Larger(Round, OnSheet[More, float]):
        pass

    assert Larger.Params is More
    assert Dot.Params is Params


def test_a_generic_figure_has_no_parameters_yet():
    assert not hasattr(OnSheet, "Params")
    assert not hasattr(Figure, "Params")


def test_the_default_story_says_the_alt_text_and_shows_all_parts():
    with configured(LANDSCAPE):
        (beat,) = Dot(Params(radius=5)).film.beats
        assert beat.say == "A dot of radius 5."
        assert beat.show == ("dot", "name")


class Counting(Dot):
    """The dot, its name, and another word in the place of that name."""

    def parts(self, facts: float) -> Parts:
        other = Instead(lettering=lettering("d"), of="name")
        return {**super().parts(facts), "count": other}

    def story(self) -> Iterator[Beat]:
        yield Beat(say="One.", show=("dot", "count"))
        yield Beat(say="Two.", show=("name",), hide=("count",))


def test_words_instead_of_others_stand_in_their_upper_corner() -> None:
    with configured(LANDSCAPE):
        figure = Counting()
        place = figure.layout.placed["name"].box
        painted = figure.picture(figure.film.end_of(0))["count"].blocks[0]
        last = figure.still()
    assert isinstance(painted, Box)
    assert painted.left == pytest.approx(place.left, abs=4.0)
    assert place.top - 4.0 <= painted.top <= place.top
    assert "count" not in last
    assert "name" in last


def test_under_manims_own_command_each_frame_is_the_picture_of_its_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with configured(LANDSCAPE):
        figure, fresh = Counting(), Counting()
        seen: list[tuple[float, Pixels]] = []

        def play(animation: Animation) -> None:
            start = figure.film.starts()[len(seen) // len(SHARES)]
            for share in SHARES:
                animation.interpolate(share)
                seen.append((start + share, figure.paint({"canvas": Part(*figure.mobjects)})))

        monkeypatch.setattr(figure, "play", play)
        monkeypatch.setattr(figure, "wait", lambda seconds: None)
        figure.construct()
        assert len(seen) == len(SHARES) * len(figure.film.beats)
        for second, pixels in seen:
            assert np.array_equal(pixels, fresh.paint(fresh.picture(fresh.film.at(second))))


SHARES = (0.2, 0.5, 0.9)
"""The shares of a beat of one second at which its frames are compared."""
