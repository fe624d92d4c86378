import random
import re

import numpy as np
import pytest

from mathcore import ParseError, derivative, derivative_expr, parse

NAMES = ("x", "y", "w1", "theta", "loss", "λ")

# Formula, its text, LaTeX and Typst.
WRITTEN = [
    ("1/2 x^2", "1/2*x^2", r"\frac{1}{2} x^{2}", "1/2 x^2"),
    ("sin^2 x", "sin(x)^2", r"\sin^{2} x", "sin^2 x"),
    ("x sin x", "x*sin(x)", r"x \sin x", "x sin x"),
    ("sin(x) x", "sin(x)*x", r"\sin\left(x\right) x", "sin(x) x"),
    ("2 sin x cos x", "2*sin(x)*cos(x)", r"2 \sin x \cos x", "2 sin x cos x"),
    ("sin(x+1)", "sin(x + 1)", r"\sin\left(x + 1\right)", "sin(x + 1)"),
    ("√(x+1)", "sqrt(x + 1)", r"\sqrt{x + 1}", "sqrt(x + 1)"),
    ("(x+1)/(x-1)", "(x + 1)/(x - 1)", r"\frac{x + 1}{x - 1}", "(x + 1)/(x - 1)"),
    ("x - (y - 1)", "x - (y - 1)", r"x - \left(y - 1\right)", "x - (y - 1)"),
    ("x + (y + 1)", "x + (y + 1)", "x + y + 1", "x + y + 1"),
    ("3(x-1)", "3*(x - 1)", r"3 \left(x - 1\right)", "3 (x - 1)"),
    ("2*3", "2*3", r"2 \cdot 3", "2 dot 3"),
    ("-x^2", "-x^2", "-x^{2}", "-x^2"),
    ("(-x)^2", "(-x)^2", r"\left(-x\right)^{2}", "(-x)^2"),
    ("e^(-x^2)", "e^(-x^2)", "e^{-x^{2}}", "e^(-x^2)"),
    ("x^(2/3)", "x^(2/3)", "x^{2/3}", "x^(2\\/3)"),
    ("∛x", "cbrt(x)", r"\sqrt[3]{x}", "root(3, x)"),
    ("|x - 1|", "abs(x - 1)", r"\left|x - 1\right|", "abs(x - 1)"),
    ("ln x", "ln(x)", r"\ln x", "ln x"),
    ("log10 x", "log10(x)", r"\log_{10}\left(x\right)", "log_10(x)"),
    ("2pi x", "2*pi*x", r"2 \pi x", "2 pi x"),
    ("relu(x)", "relu(x)", r"\operatorname{ReLU}\left(x\right)", 'op("ReLU")(x)'),
    ("max(x, 0)", "max(x, 0)", r"\max\left(x, 0\right)", "max(x, 0)"),
    ("w1 + theta + λ", "w1 + theta + λ", r"w_{1} + \theta + \lambda", "w_1 + theta + lambda"),
    ("loss", "loss", r"\mathrm{loss}", '"loss"'),
    ("1e-20 x", "1e-20x", r"10^{-20} x", "10^(-20) x"),
    (
        "x^2 if x < 0 else x",
        "x^2 if x < 0 else x",
        r"\begin{cases} x^{2} & \text{if } x < 0 \\ x & \text{otherwise} \end{cases}",
        'cases(x^2 & "if" x < 0, x & "otherwise")',
    ),
]


@pytest.mark.parametrize(("typed", "text", "latex", "typst"), WRITTEN)
def test_a_formula_is_written_as_a_mathematician_would(typed, text, latex, typst):
    f = parse(typed, NAMES)
    assert (str(f), f.latex(), f.typst()) == (text, latex, typst)


# Derivatives as they should stand on a slide.
SLIDES = [
    ("x^3/3 - x", "x^2 - 1"),
    ("x^2 sin x", "2x*sin(x) + x^2*cos(x)"),
    ("1/x", "-1/x^2"),
    ("1/x^2", "-2/x^3"),
    ("x/(x^2 + 1)", "(1 - x^2)/(x^2 + 1)^2"),
    ("√x", "1/(2*sqrt(x))"),
    ("sqrt(x^2 + 1)", "x/sqrt(x^2 + 1)"),
    ("e^(-x^2)", "-2x*e^(-x^2)"),
    ("x^x", "x^x*(ln(x) + 1)"),
    ("ln(x^2)", "2/x"),
    ("0.1x^2", "0.2x"),
    ("sin^2 x", "2*sin(x)*cos(x)"),
    ("2^x", "2^x*ln(2)"),
    ("tanh x", "sech(x)^2"),
    ("sigmoid(x)", "sigmoid(x)*sigmoid(-x)"),
    ("relu(x)", "step(x)"),
    ("|x|", "sign(x)"),
    ("x^(2/3)", "2/(3*cbrt(x))"),
    ("(2x + 1)^5", "10*(2x + 1)^4"),
    ("x^2 if x < 0 else x", "2x if x < 0 else 1"),
    ("x(x - 1) - (x^2 - 1)", "-1"),
    ("(x - 2)(x + 3)", "2x + 1"),
    ("x(x - 1)(x - 2)", "3*x^2 - 6x + 2"),
    ("(x + 1)^3 (x - 1)^2", "(x - 1)*(x + 1)^2*(5x - 1)"),
    ("((2x - 3)^2 + (x - 1)^2)/2", "5x - 7"),
    ("-x/(x^2 + 1)", "(x^2 - 1)/(x^2 + 1)^2"),
    ("(x^2 - 1)/(x^2 + 1)", "4x/(x^2 + 1)^2"),
    ("(2x + 1)/(3x - 2)", "-7/(3x - 2)^2"),
    ("√x/(x + 1)", "(1 - x)/(2*sqrt(x)*(x + 1)^2)"),
    ("x√(1 - x^2)", "(1 - 2*x^2)/sqrt(1 - x^2)"),
    ("x^2 e^-x", "x*e^(-x)*(2 - x)"),
    ("x^2/e^x", "x*(2 - x)/e^x"),
    ("e^x/(1 + e^x)", "e^x/(1 + e^x)^2"),
    ("(e^x - e^-x)/(e^x + e^-x)", "4/(e^x + e^(-x))^2"),
    ("e^(-x/4) sin(3x)", "e^(-x/4)*(12*cos(3x) - sin(3x))/4"),
    ("cos(x)/x", "-(x*sin(x) + cos(x))/x^2"),
    ("ln|x|", "1/x"),
    ("|x|^3", "3*x^2*sign(x)"),
    ("ln(cosh x)", "tanh(x)"),
    ("asin x", "1/sqrt(1 - x^2)"),
    ("atanh(x/4)", "4/(16 - x^2)"),
    ("atan(1/x)", "-1/(1 + x^2)"),
    ("sigmoid(2x - 1)", "2*sigmoid(2x - 1)*sigmoid(1 - 2x)"),
    ("7", "0"),
]


@pytest.mark.parametrize(("f", "slope"), SLIDES)
def test_a_derivative_is_short_enough_for_a_slide(f, slope):
    assert str(derivative_expr(parse(f), "x")) == slope


# Second derivatives, taken of the first as it is printed.
TWICE = [
    ("1/(x^2 + 1)", "2*(3*x^2 - 1)/(x^2 + 1)^3"),
    ("x/(x^2 + 1)", "2x*(x^2 - 3)/(x^2 + 1)^3"),
    ("sqrt(x^2 + 1)", "1/(x^2 + 1)^(3/2)"),
    ("e^(-x^2/2)", "e^(-x^2/2)*(x^2 - 1)"),
    ("e^(-x^2)", "2*e^(-x^2)*(2*x^2 - 1)"),
    ("ln(x)/x", "(2*ln(x) - 3)/x^3"),
    ("sin^2 x", "2*cos(x)^2 - 2*sin(x)^2"),
    ("1/ln x", "(ln(x) + 2)/(x^2*ln(x)^3)"),
    ("asin x", "x/(1 - x^2)^(3/2)"),
    ("x atan x", "2/(x^2 + 1)^2"),
]


@pytest.mark.parametrize(("f", "bend"), TWICE)
def test_a_second_derivative_is_short_enough_too(f, bend):
    assert str(derivative_expr(derivative_expr(parse(f), "x"), "x")) == bend


LECTURE = [f for f, _ in SLIDES + TWICE] + [
    "(1-cos x)/x^2",
    "(x^2-1)/(x-1)",
    "gelu(x)",
    "x ln x",
    "atan(x)/x",
    "exp(-x^2) cos(3x)",
    "x^4/4 - 2x^2 + 3",
    "softplus(3x) - sqrt(x)/x",
    "max(x, x^2) + min(x, 1)",
    "log2(x) + log10(x) + ln(x + 2)/x",
    "x^-1.5 + x^0.5",
    "asin(x/4) acos(x/5)",
    "(x e^x - 1)/(x + e^x)",
    "erf(x) + normal_cdf(x)",
    "atan2(x, 2) + x % 2",
    "(sqrt(x) + tanh(x)) x^(2/3)",
]


@pytest.mark.parametrize("text", LECTURE)
def test_what_is_printed_has_the_values_of_the_derivative(text):
    f, points = parse(text), np.array([0.31, 0.9, 1.7, 3.1])
    for order in (1, 2):
        g = derivative_expr(f if order == 1 else derivative_expr(f, "x"), "x")
        assert parse(str(g)) == g
        np.testing.assert_allclose(g(points), derivative(f, points, order), rtol=1e-8, atol=1e-11)


# What nobody writes: 1*x, x^1, two signs in a row, a sum in parentheses after a plus, a number behind a name.
UGLY = re.compile(
    r"(?<![\w.])1\*|\^1(?![\d.])|--|[+-] -|\+ \((?!\d+/|[^()]* if )[^()]*\)(?![\^*/])|[a-z)]\*\d+(?![\d.]*/)"
)


@pytest.mark.parametrize("text", LECTURE)
def test_nothing_is_printed_that_a_mathematician_would_not_write(text):
    first = derivative_expr(parse(text), "x")
    for formula in (first, derivative_expr(first, "x")):
        assert UGLY.search(str(formula)) is None


def test_the_search_for_ugly_formulas_finds_them():
    for ugly in ("1*x", "x^1", "--x", "x + -x", "x - -1", "x + (y - 1)", "x*3"):
        assert UGLY.search(ugly)
    for fine in ("x^10", "x^1.5", "11x", "-x - 1", "2*(x - 1)", "x + (y - 1)^2", "2^x"):
        assert not UGLY.search(fine)


def _any_formula(rng, depth):
    if depth == 0:
        return rng.choice(["x", "x", "2", "3", "x^2", "(x + 1)", "0.5", "pi"])
    one, other = (_any_formula(rng, depth - 1) for _ in range(2))
    powers = ["2", "3", "(1/2)", "(1/3)", "(2/3)", "(3/2)", "(-1)", "(-2)", "1.5"]
    functions = ["sin", "cos", "ln", "sqrt", "tanh", "abs", "sigmoid", "sinh", "cosh", "atan", "-"]
    return rng.choice(
        [f"({one} {sign} {other})" for sign in "+-"]
        + [f"({one})*({other})", f"({one})/({other})"] * 2
        + [f"({one})^{rng.choice(powers)}", f"e^(-({one}))", f"{rng.choice(functions)}({one})", f"3*({one})"]
    )


def test_simplifying_never_changes_a_value():
    rng = random.Random(20260712)
    points = np.array([0.37, 0.83, 1.31, 2.17, -0.61, -1.43])
    compared = 0
    for _ in range(300):
        f = parse(_any_formula(rng, rng.choice([1, 2, 3])))
        slope = derivative_expr(f, "x")
        assert parse(str(slope)) == slope
        printed, exact = slope(points), derivative(f, points)
        there = np.isfinite(exact) & (np.abs(exact) < 1e8)
        np.testing.assert_allclose(printed[there], exact[there], rtol=1e-6, atol=1e-9, err_msg=str(f))
        compared += int(there.sum())
    assert compared > 500


def test_typst_sets_every_formula():
    typst = pytest.importorskip("typst")
    formulas = [parse(typed, NAMES) for typed, *_ in WRITTEN]
    for text in LECTURE:
        first = derivative_expr(parse(text), "x")
        formulas += [parse(text), first, derivative_expr(first, "x")]
    formulas += [parse(f"{op}(x)") for op in ("sech", "sigmoid", "floor", "ceil", "step", "asinh", "gelu")]
    formulas += [
        parse("1 if not x < 0 and x ≠ 2 or x >= 3 else 2 if x == 1 else x % 2"),
        parse("leaky_relu(x)"),
    ]
    page = "#set page(height: auto)\n" + "\n\n".join(f"$ {f.typst()} $" for f in formulas)
    assert b"<svg" in typst.compile(page.encode(), format="svg")


def test_what_could_not_be_read_back_is_refused():
    text = "x"
    for _ in range(12):
        text = f"({text} < {text} < 2)" if len(text) < 300 else f"(1 < {text} < 2)"
    with pytest.raises(ParseError, match="written out"):
        parse(text)


def test_deep_expressions_that_are_accepted_can_be_read_back():
    for depth in range(20, 101, 5):
        text = "e^-" * depth + "x"
        try:
            f = parse(text)
        except ParseError:
            continue
        assert parse(str(f)) == f
    assert depth == 100
