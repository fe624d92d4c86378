import os
import subprocess
import sys

import numpy as np
import pytest
import svgelements

from hillside.stage.errors import Failure, Refusal
from hillside.stage.lettering.typesetting import read_outline, typeset
from hillside.stage.lettering.typst_markup import formula, plain, wrapped

PANIC = """
import resource
from hillside.stage.errors import Failure
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import plain
pages = int(open("/proc/self/statm").read().split()[0])
room = pages * resource.getpagesize() + 400_000_000
resource.setrlimit(resource.RLIMIT_AS, (room, room))
try:
    typeset(plain("slope"), 40.0)
except Failure as error:
    print(error)
"""


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


PATHS = (
    "M 1 2 L 5 2 L 5 7 Z",
    "M 0 0m 3 -1q 2 -4 5 0c 1 1 2 2 3 -0.5h -4v 2.5l -1.5 1Z m 1 1 l 2 2",
    "M 1 1 C 1 2 3 4 5 5 Q 6 6 7 5 H 2 V -3 L 2 -3 Z",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_read_as_another_reader_reads_it(path: str) -> None:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#000" d="{path}"/></svg>'
    )
    curves = read_outline(drawing.encode()).points.reshape(-1, 4, 2)
    segments = [each for each in svgelements.Path(path) if not isinstance(each, svgelements.Move)]
    segments = [each for each in segments if each.start != each.end]
    assert len(curves) == len(segments)
    share = np.linspace(0, 1, 5)[:, None]
    weights = [(1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3]
    for curve, segment in zip(curves, segments, strict=True):
        drawn = sum(weight * point for weight, point in zip(weights, curve, strict=True))
        expected = np.array([[*segment.point(float(each))] for each in share[:, 0]])
        assert drawn * 0.75 == pytest.approx(np.column_stack([expected[:, 0], 9 - expected[:, 1]]))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process in this way")
def test_a_panic_of_the_typesetter_is_a_failure_and_no_traceback():
    # It panics where it cannot start its threads, here for lack of room for their stacks.
    done = subprocess.run(
        [sys.executable, "-c", PANIC],
        env={**os.environ, "RAYON_NUM_THREADS": "5000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("the typesetter breaks down: "), done.stderr
    assert "use -j 1" in done.stdout
