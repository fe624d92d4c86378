"""Formulas and texts made by chance: every formula survives printing, and no text breaks the parser."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import ParseError, parse

ATOMS = st.sampled_from(["x", "y", "2", "0.5", "pi", "e", "1e-3", "10"])


def _combined(parts):
    functions = st.sampled_from(["sin", "ln", "abs", "relu", "sqrt", "exp", "tanh", "gelu", "floor"])
    signs = st.sampled_from([" + ", " - ", "*", "/", "^", " < ", " >= ", " == ", "%"])
    compared = st.builds("({}) {} ({})".format, parts, st.sampled_from(["<", ">=", "==", "!="]), parts)
    conditions = st.one_of(
        compared,
        st.builds("not ({})".format, compared),
        st.builds("({}) {} ({})".format, compared, st.sampled_from(["and", "or"]), compared),
    )
    return st.one_of(
        st.builds("({}){}({})".format, parts, signs, parts),
        st.builds("{}({})".format, functions, parts),
        st.builds("-({})".format, parts),
        st.builds("max({}, {})".format, parts, parts),
        st.builds("({} if {} else {})".format, parts, conditions, parts),
        st.builds("({})^(2/3)".format, parts),
        conditions.map("({})".format),
        st.builds("|{}|".format, ATOMS),
    )


FORMULAS = st.recursive(ATOMS, _combined, max_leaves=12)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(FORMULAS, st.floats(-5, 5), st.floats(-5, 5))
def test_any_formula_survives_printing_and_parsing(text, x, y):
    f = parse(text, ("x", "y"))
    again = parse(str(f), ("x", "y"))
    assert again == f
    assert f(x, y) == again(x, y) or math.isnan(f(x, y))


ALPHABET = [
    *"xyz0123456789.+-*/^()|,=<>! eEπ√²⁻³·×÷−%&#@'\"_[]{}\\\n\t\x00жхｘ",
    *("sin", "cos", "ln", "max", "if", "else", "and", "or", "not", "where", "pi", "lambda", "**", "//"),
    *("1e999", "9**9", "x.real", "e^", "abs(", "((((((", " x", "__import__"),
]


NOTATIONS = [
    *ALPHABET,
    *(r"\frac", r"\sqrt", r"\sin", r"\left(", r"\right)", r"\begin{cases}", r"\end{cases}", r"\\", r"\theta"),
    *(
        "½",
        "°",
        "⌊",
        "⌋",
        "⌈",
        "⌉",
        "∜",
        "eˣ",
        "xₙ",
        "𝑥",
        "⁽",
        "⁾",
        "?",
        ":",
        ";",
        "->",
        ":=",
        "_2",
        "_{1}",
        "&",
    ),
    *("_+", "^+", "^{-}", "‖", "||", "%e", "5%", " times ", "frac(", "norm.pdf(", "===", "{x}", r"\(x)"),
    *("0,5", "1,000", "smoothstep(", " on [", "π(q) = "),
    *(
        "sinx",
        "xsin",
        "2pix",
        "asinx",
        "log_2",
        "np.",
        "math.pi",
        "Sin[",
        "IF(",
        "Piecewise(",
        "PI()",
        "θ",
        "wb",
    ),
    *(
        "f(x) = ",
        "y = ",
        "x ↦ ",
        "@(x)",
        "lambda x: ",
        "then",
        "otherwise",
        "deg",
        "mod",
        "tg",
        "csch",
        "sinc",
    ),
]


@pytest.mark.parametrize("alphabet", [ALPHABET, NOTATIONS], ids=["plain", "notations"])
def test_any_text_is_parsed_or_refused_without_a_crash(alphabet):
    rng = random.Random(20260712)
    read = 0
    for _ in range(6000):
        text = "".join(rng.choice(alphabet) for _ in range(rng.choice([1, 3, 8, 20, 60, 300])))
        if rng.random() < 0.02:
            text = rng.choice("(-|+√") * rng.choice([50, 100, 101, 999, 1999, 5000]) + text
        position = _fault(text)
        if position is None:
            read += 1
            assert isinstance(parse(text, ("x", "y"))(0.5, 1.5), float)
        else:
            assert 0 <= position <= len(text)
    assert read > 100


def test_any_text_has_letters_of_its_own_or_is_refused():
    rng = random.Random(20261129)
    for _ in range(4000):
        text = "".join(rng.choice(NOTATIONS) for _ in range(rng.choice([1, 2, 4, 8, 20])))
        try:
            f = parse(text, usual=("x", "y"), let={"a": 2, "b": "1/3"})
        except ParseError:
            continue
        assert len(f.names) == 2
        assert isinstance(f(0.5, 1.5), float)
        assert parse(str(f), f.names) == f


def _fault(text):
    try:
        parse(text, ("x", "y"))
    except ParseError as error:
        return error.position
    return None
