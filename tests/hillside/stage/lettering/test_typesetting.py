import numpy as np
import pytest

from hillside.stage.errors import Failure, Refusal
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import formula, plain, wrapped


def test_a_word_is_set_on_its_baseline() -> None:
    outline = typeset(plain("xz"), 40.0)
    assert abs(outline.ink[1]) < 0.5


def test_twice_the_size_is_twice_the_outline() -> None:
    small, large = typeset(plain("slope"), 30.0), typeset(plain("slope"), 60.0)
    assert np.allclose(2 * np.array([small.width, *small.ink]), [large.width, *large.ink], atol=0.2)


def test_digits_have_equal_width() -> None:
    assert typeset(plain("1.11"), 40.0).width == pytest.approx(typeset(plain("8.80"), 40.0).width)


@pytest.mark.parametrize(
    "hostile", ['"', "\\", '#read("x")', "$x$", "*a*", "_", "]", "\\u{41}", "// gone", "@a", "<a>"]
)
def test_user_words_are_typeset_literally(hostile: str) -> None:
    whole = typeset(plain(f"a{hostile}b"), 40.0)
    ends = typeset(plain("ab"), 40.0)
    assert whole.width > ends.width


def test_markup_that_does_not_compile_is_a_failure() -> None:
    with pytest.raises(Failure, match="typesetter refused"):
        typeset("$frac(1)$", 40.0)


def test_a_letter_missing_from_all_bundled_fonts_is_refused() -> None:
    with pytest.raises(Refusal, match="no glyph for \N{HIRAGANA LETTER A};"):
        typeset(plain("\N{HIRAGANA LETTER A}"), 40.0)


def test_the_bar_of_a_fraction_is_drawn() -> None:
    fraction = typeset(formula("1/2"), 40.0)
    left, bottom, right, top = fraction.ink
    middle = fraction.points[np.abs(fraction.points[:, 1] - (bottom + top) / 2) < 4]
    assert np.ptp(middle[:, 0]) == pytest.approx(right - left, abs=0.1)


def test_wrapping_keeps_every_word_in_order() -> None:
    text = "Derivative = Slope of the Tangent Line"
    for lines in (1, 2, 3, 4):
        broken = wrapped(text, lines)
        assert broken.split() == text.split()
        assert len(broken.splitlines()) == lines
