"""Figures under manim's own command: parameters by constructor and class attribute, and settings of manim."""

import logging
from typing import Any

import pytest
from manim import config, logger, tempconfig
from manim.constants import RendererType

from hillside.stage.errors import HillsideError
from hillside.stage.look.theme import THEMES
from hillside.stage.manim_settings import misspelled_settings
from scenes.tangent.scene import Tangent


class Mine(Tangent):
    function = "sin x"
    at = "pi/4"
    theme = "dark"
    language = "de"


class Mixin:
    at = 2


def test_class_attributes_are_parameters_and_look():
    figure = Mine()
    assert (str(figure.params.function), figure.params.at) == ("sin(x)", pytest.approx(0.785398163))
    assert figure.theme.paper == THEMES["dark"].paper
    assert figure.language.code == "de"


def test_the_constructor_takes_parameters_by_name_and_overrides_attributes():
    assert Tangent(function="x^2", at=3).final_facts.slope == pytest.approx(6)
    assert Mine(at=0).final_facts.slope == pytest.approx(1)


def test_mixins_and_subclasses_of_subclasses_pass_their_attributes_on():
    mixed: Any = type("Mixed", (Mixin, Tangent), {"function": "x^2"})
    assert mixed().final_facts.slope == pytest.approx(4)
    assert type("Last", (mixed,), {"at": 5})().final_facts.slope == pytest.approx(10)


def test_attributes_that_are_no_parameters_are_the_users_own():
    assert type("Own", (Tangent,), {"speed": 3})().params == Tangent().params


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"att": 2}, 'att: no such parameter here; did you mean "at"'),
        ({"at": "foo"}, "at: "),
        ({"theme": "drak"}, 'there is no theme "drak"; did you mean "dark"'),
        ({"language": "xx"}, 'there is no language "xx"; the languages are en'),
    ],
)
def test_what_is_unknown_is_refused(given: dict[str, Any], message: str):
    with pytest.raises(HillsideError, match=message):
        Tangent(**given)


def test_another_renderer_than_cairo_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch):
    # Setting the option would change the bases of manim's classes.
    monkeypatch.setitem(config._d, "renderer", RendererType.OPENGL)
    with pytest.raises(HillsideError, match="leave out --renderer=opengl"):
        Tangent()


def test_an_attribute_that_seems_to_mean_a_parameter_is_told():
    own: dict[str, Any] = {"functon": "x^2", "speed": 3, "at": 2, "sketch": lambda self: None}
    told = list(misspelled_settings(type("Own", (Tangent,), own), ["function", "at", "window"]))
    assert told == ['a figure has no parameter functon; did you mean "function"?']


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"background_color": "#ffffff"}, "not background_color = #ffffff"),
        ({"frame_height": 4.0}, "not with frame_height = 4"),
        ({}, ""),
    ],
)
def test_a_setting_of_manim_without_effect_is_told(setting: dict[str, Any], said: str):
    told: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: told.append(record.getMessage())  # pyright: ignore
    quiet = {"dry_run": True, "pixel_width": 160, "pixel_height": 90, "frame_rate": 1, "progress_bar": "none"}
    with tempconfig({**quiet, "verbosity": "WARNING", **setting}):
        figure = Tangent()
        logger.addHandler(handler)
        try:
            figure.construct()
        finally:
            logger.removeHandler(handler)
    ours = [line for line in told if line.startswith("a figure")]
    assert [said in line for line in ours] == ([True] if said else [])
