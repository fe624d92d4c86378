"""How a formula was read is told on standard error, and stands in the JSON answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.conftest import CURVE, add_figure

Run = Callable[..., Result]


@pytest.fixture
def draw(figures: Path, run: Run) -> Run:
    """Draw a figure that has a formula, with options."""
    add_figure(figures, "curve", CURVE)
    return lambda *words: run("still", "curve", "-o", "a.svg", *words)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("x sinx", "f(x) = x*sin(x)"),
        ("h(t) = 5t^2", "h(t) = 5*t^2"),
        (r"\frac{1}{x}", "f(x) = 1/x"),
        ("log(x)", "f(x) = ln(x)"),
        ("1/2x", "f(x) = 1/2*x"),
        ("{x<0: x^2, x}", "f(x) = x^2 if x < 0 else x"),
    ],
)
def test_what_had_to_be_interpreted_is_told(draw: Run, typed: str, read: str) -> None:
    result = draw("--function", typed)
    assert (result.exit_code, result.stdout) == (0, "a.svg\n")
    assert result.stderr == f"--function is read as {read}\n"


@pytest.mark.parametrize("typed", ["x**2 - 1", "2x^3 − 3", "3πx", "sin(x)"])
def test_what_is_read_as_it_stands_is_not_told(draw: Run, typed: str) -> None:
    assert draw("--function", typed).stderr == ""


def test_a_number_is_told_too(draw: Run) -> None:
    assert draw("--at", "log(10)").stderr == "--at is read as ln(10)\n"


def test_json_has_the_formula_as_text_and_as_latex(draw: Run) -> None:
    result = draw("--function", "a t^2 + b", "--let", "a=2", "--let", "b=1/3", "--json")
    assert json.loads(result.stdout)["formulas"] == {
        "function": {
            "name": "f",
            "variables": ["t"],
            "text": "2*t^2 + 1/3",
            "latex": r"2 t^{2} + \frac{1}{3}",
        }
    }
    assert result.stderr == "--function is read as f(t) = 2*t^2 + 1/3\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--function", "a x^2"), "--let a=2, or in a lecture file let = {a = 2}"),
        (("--function", "x = 2"), "y = 2"),
        (("--function", "a x", "--let", "a"), "LETTER=VALUE"),
        (("--function", "a x", "--let", "a=1", "--let", "a=2"), "a has two values"),
        (("--at", "1,5"), "decimals with a point"),
    ],
)
def test_what_is_unclear_is_refused_with_the_way_out(
    draw: Run, options: tuple[str, ...], message: str
) -> None:
    result = draw(*options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not Path("a.svg").exists()


def test_a_decimal_comma_is_read_where_the_language_has_it(draw: Run) -> None:
    assert draw("--at", "1,5", "--function", "0,5x", "--lang", "de").exit_code == 0
    text = Path("a.svg").read_text()
    assert "('at', '1.5')" in text
    assert "('function', '0.5x')" in text
