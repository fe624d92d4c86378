"""The numerals of the axes, read back from the picture: a false one is found, the true ones are not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from hillside.check import Kind, check_figure
from hillside.stage.lettering.language import Language
from hillside.stage.ticks import Tick
from hillside.studio.catalogue import load
from hillside.studio.renderer import configured
from hillside.studio.serialization import from_text


@pytest.fixture(autouse=True)
def full_size() -> Iterator[None]:
    with configured({"pixel_width": 1920, "pixel_height": 1080, "format": "none"}):
        yield


def tangent(language: str = "en", **params: str) -> Any:
    kind = load("tangent")
    return kind(from_text(kind.Params, params), language=Language(language))


def untrue(figure: Any) -> set[str]:
    return {found.part for found in check_figure(figure) if found.kind is Kind.NUMBER}


@pytest.mark.parametrize(
    ("language", "params"),
    [
        ("en", {}),
        ("de", {"function": "sin(x)", "at": "0.7"}),
        ("ar", {"function": "e^x", "at": "-0.5"}),
        ("en", {"function": "1e-6 x^2", "at": "1"}),
        ("fr", {"function": "12000 x^3", "at": "0.1"}),
    ],
)
def test_the_numerals_of_a_picture_are_true_in_any_notation(language: str, params: dict[str, str]) -> None:
    figure = tangent(language, **params)
    assert any(name.startswith("y-tick") for name in figure.layout.placed)
    assert untrue(figure) == set()


def test_a_numeral_of_another_number_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Tick.markup

    def false(tick: Tick, language: Language, *, inline: bool = False) -> str:
        return usual(replace(tick, at=tick.at + 1), language, inline=inline)

    monkeypatch.setattr(Tick, "markup", false)
    figure = tangent()
    ticks = {name for name in figure.layout.placed if "-tick-" in name}
    assert ticks
    assert untrue(figure) == ticks


def test_a_numeral_of_another_multiple_of_pi_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Tick.markup

    def false(tick: Tick, language: Language, *, inline: bool = False) -> str:
        changed = tick if tick.turns is None else replace(tick, turns=2 * tick.turns)
        return usual(changed, language, inline=inline)

    monkeypatch.setattr(Tick, "markup", false)
    figure = tangent(function="sin(x)", at="0.8")
    assert {name for name in figure.layout.placed if name.startswith("x-tick")} <= untrue(figure)
