import random

import hypothesis
import hypothesis.strategies as st
import pytest

from mathcore import ParseError, derivative_expr, parse
from tests.mathcore.formulas import LECTURE
from tests.mathcore.sympy_forms import formulas

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
    ("e^(x^2)", "e^(x^2)", "e^{x^{2}}", "e^(x^2)"),
    ("(e^x)^2", "(e^x)^2", r"\left(e^{x}\right)^{2}", "(e^x)^2"),
    ("2^(3^x)", "2^(3^x)", "2^{3^{x}}", "2^(3^x)"),
    ("x^(y^2)/2", "x^(y^2)/2", r"\frac{x^{y^{2}}}{2}", "(x^(y^2))/2"),
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
def test_a_formula_is_printed_as_a_mathematician_would_write_it(typed, text, latex, typst):
    f = parse(typed, NAMES)
    assert (str(f), f.latex(), f.typst()) == (text, latex, typst)


OPERATIONS = [
    "{} + {}", "{} - {}", "({})*({})", "({})/({})", "({})^({})", "-({})", "e^({})", "sin({})", "√({})",
    "({})^(2/3)", "abs({})", "max({}, {})", "({} if {} < 1 else {})", "min({}, {})", "({})^2", "1/({})",
    "log2({})", "({})*2", "2*({})", "atan2({}, {})",
]  # fmt: skip


@hypothesis.settings(max_examples=150, deadline=None, derandomize=True)
@hypothesis.given(
    st.recursive(
        st.sampled_from(["x", "y", "2", "0.5", "pi", "e", "1e-3", "w1"]),
        lambda inner: st.tuples(st.sampled_from(OPERATIONS), inner, inner, inner),
        max_leaves=12,
    )
)
def test_any_formula_is_the_same_after_printing_and_parsing(tree):
    try:
        f = parse(_typed(tree), NAMES)
    except ParseError:
        hypothesis.assume(False)
    assert parse(str(f), NAMES) == f


def _typed(tree):
    if isinstance(tree, str):
        return tree
    pattern, *parts = tree
    return pattern.format(*(_typed(part) for part in parts[: pattern.count("{}")]))


def test_every_formula_of_the_collection_is_the_same_after_printing_and_parsing():
    found = [f for _, f in formulas()]
    assert len(found) > 800
    for f in found:
        assert parse(str(f), f.names) == f
    for f in random.Random(5).sample(found, 200):
        slope = derivative_expr(f, f.names[0])
        assert parse(str(slope), f.names) == slope


def test_typst_compiles_every_formula():
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


def test_an_expression_that_could_not_be_parsed_back_is_refused():
    text = "x"
    for _ in range(12):
        text = f"({text} < {text} < 2)" if len(text) < 300 else f"(1 < {text} < 2)"
    with pytest.raises(ParseError, match="written out"):
        parse(text)


def test_accepted_deep_expressions_can_be_parsed_back():
    for depth in range(20, 101, 5):
        text = "e^-" * depth + "x"
        try:
            f = parse(text)
        except ParseError:
            continue
        assert parse(str(f)) == f
    assert depth == 100
