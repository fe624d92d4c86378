"""Numbers on pictures and in what is told: each is a fact, rounded, or is found."""

import dataclasses

import numpy as np
import pytest

from hillside.check import Kind
from hillside.check.painted_picture import picture_of
from hillside.check.stated_numbers import (
    is_among,
    numbers_in,
    numbers_in_files,
    numbers_in_words,
    numbers_on_picture,
)
from hillside.stage.drawing import Letters
from hillside.studio.renderer import staged
from tests.hillside.check.pictures import job, kinds


def test_a_number_on_the_picture_that_is_not_a_fact_is_reported() -> None:
    with staged(job("tangent")) as figure:
        picture = picture_of(figure, figure.film.last())
        assert not kinds(numbers_on_picture(picture))
        letters = next(each for each in picture.painted["slope"].shapes() if isinstance(each, Letters))
        markup = letters.outline.markup.replace("1.25", "1.87", 1)
        letters.outline = dataclasses.replace(letters.outline, markup=markup)
        assert kinds(numbers_on_picture(picture)) == {(Kind.NUMBER, "slope")}


def test_a_number_written_together_with_the_arabic_and_is_read_whole() -> None:
    (stated,) = numbers_in("\u0648\u20684.23 \u00d7 10\u207b\u2078\u2069")
    assert (stated.text, stated.value) == ("4.23 \u00d7 10\u207b\u2078", 4.23e-8)


def test_a_number_in_a_text_that_is_not_a_fact_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    with staged(job("tangent")) as figure:
        assert not list(numbers_in_words(figure))
        beat = dataclasses.replace(figure.film.beats[4], say="The rise is 9.87 and the run is 1.")
        monkeypatch.setattr(figure.film, "beats", (*figure.film.beats[:4], beat, *figure.film.beats[5:]))
        monkeypatch.setattr(type(figure), "alt", lambda self, facts: "A slope of −1.25.")
        found = [(each.part, each.what.split('"')[1]) for each in numbers_in_words(figure)]
        assert found == [("the alt text", "−1.25"), ("the caption of beat 5", "9.87")]


def test_a_number_in_a_caption_file_that_is_not_a_fact_is_reported() -> None:
    captions = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nThe slope at x = 1.5 is {slope}.\n"
    with staged(job("tangent")) as figure:
        assert not list(numbers_in_files(figure, {"a.vtt": captions.format(slope="1.25")}))
        (found,) = numbers_in_files(figure, {"a.vtt": captions.format(slope="1.87")})
        assert (found.kind, found.part) == (Kind.NUMBER, "a.vtt")


@pytest.mark.parametrize("text", ["x^2", "w2 and y3", "x²", "1st", "f(x)", "v0.1.2"])
def test_digits_in_names_and_exponents_are_not_numbers(text: str) -> None:
    assert numbers_in(text) == ()


@pytest.mark.parametrize(
    ("written", "fact", "is_true"),
    [
        ("1.25", 1.25, True),
        ("1.25", -1.25, True),
        ("−1.25", 1.25, False),
        ("0.667", 2 / 3, True),
        ("0.67", 2 / 3, False),
        ("2", 2.004, True),
        ("2", 2.2, False),
        ("1,25", 1.25, True),
        ("1.2 × 10⁻⁵", 0.000012, True),
        ("1.2 · 10⁻⁵", 0.0000123, False),
        ("2.000", 2.0, True),
        ("2.000", 2.004, False),
        ("7.5e-05", 0.000075, True),
        ("7.5e-05", 0.00075, False),
        ("0", 1e-12, True),
        ("0", 1e-6, False),
    ],
)
def test_a_number_is_true_if_a_fact_rounds_to_it(written: str, fact: float, is_true: bool) -> None:
    (stated,) = numbers_in(written)
    assert is_among(stated, np.array([fact])) is is_true
