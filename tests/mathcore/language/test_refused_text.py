"""What is no formula, or an unclear one: refused at its fault, with the way out."""

import pytest

from mathcore import MathError, ParseError, parse

# The text, the column of the fault (from 0), and a word that the message must have.
REFUSED = [
    ("", 0, "no expression"),
    ("x +", 3, "too early"),
    ("(x", 0, "never closed"),
    ("|x", 0, "never closed"),
    ("x)", 1, "closes nothing"),
    ("2 3", 2, "operator"),
    ("1,5", 1, "point"),
    ("x/2y", 1, "parentheses"),
    ("sin^-1(x)", 4, "asin"),
    ("sin x(x+1)", 5, "parentheses"),
    ("e^2x", 3, "exponent"),
    ("sinn x", 0, "did you mean sin"),
    ("z", 0, "the variables here are x"),
    ("max(x)", 0, "2 arguments"),
    ("sin()", 0, "one argument"),
    ("x if OR() else 0", 5, "conditions such as"),
    ("1 if x < 0", 2, "else"),
    ("1 if x", 5, "condition"),
    ("x = = 2", 4, "does not belong"),
    ("1e999", 0, "larger"),
    ("х + 1", 0, "U+0445"),
    ("ѕin(x)", 0, "U+0455"),
    ("x\x00", 1, "U+0000"),
    ("\ud800", 0, "U+D800"),
    ("x.real", 1, "does not belong"),
    ("x.__class__", 1, "does not belong"),
    ("'x", 0, "does not belong"),
    ("__import__('os')", 1, "needs a letter"),
    ("[x for x in x]", 9, "unknown name"),
    ("x!", 1, "whole number"),
    ("∞", 0, "infinity"),
    ("๒x", 0, "U+0E52"),
    ("import os", 0, "unknown name"),
    ("x if", 4, "too early"),
    ("(" * 101 + "x" + ")" * 101, 100, "deep"),
    ("x" * 2001, 2000, "2000"),
    ("+1" * 900, 1000, "1000"),
]


@pytest.mark.parametrize(("text", "position", "word"), REFUSED)
def test_invalid_formulas_are_refused_at_the_column_of_the_error(text, position, word):
    with pytest.raises(ParseError) as caught:
        parse(text, ("x", "y") if text == "x/2y" else ("x",))
    assert word in caught.value.message
    if len(text) < 1000:
        assert caught.value.position == position
    assert caught.value.text == text


# What is unclear, and the two ways to write it that the message offers.
UNCLEAR = [
    ("x/2y", "x/(2y)", "x/2*y"),
    ("(x+1)/2x", "(x + 1)/(2x)", "(x + 1)/2*x"),
    ("1/x sin x", "1/(x*sin(x))", "1/x*sin(x)"),
    ("e^2x", "e^(2x)", "e^2*x"),
    ("e^-2x", "e^(-2x)", "e^(-2)*x"),
    ("2^3x", "2^(3x)", "2^3*x"),
]


@pytest.mark.parametrize(("text", "one", "other"), UNCLEAR)
def test_an_ambiguous_formula_is_refused_with_both_ways_to_write_it(text, one, other):
    with pytest.raises(ParseError) as caught:
        parse(text, ("x", "y"))
    assert caught.value.message.endswith(f"write {one} or {other}")
    assert parse(one, ("x", "y")) != parse(other, ("x", "y"))


def test_a_long_ambiguous_formula_is_refused_with_an_example():
    with pytest.raises(ParseError, match=r"write a/\(b\*c\) or a/b\*c"):
        parse("(x + 1)(x + 2)(x + 3)(x + 4)(x + 5)/(x + 6) x")


def test_values_that_are_not_text_are_refused():
    with pytest.raises(ParseError, match="NoneType"):
        parse(None)


@pytest.mark.parametrize("names", [("sin",), ("e",), ("x", "x"), ("if",), ("2",), ("x y",), ("х",)])
def test_a_variable_needs_an_unused_plain_name(names):
    with pytest.raises(MathError):
        parse("1", names)
