"""One formula as on a blackboard, in LaTeX, in Python, in Wolfram's language and in a spreadsheet.

Each notation has a writer of its own here, with all parentheses; the parser reads all of them as the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore import parse

FUNCTIONS = ("sin", "cos", "tan", "ln", "exp", "sqrt", "abs", "atan", "tanh", "floor")


@dataclass(frozen=True)
class Tree:
    """An operation with its operands: numbers and letters have none."""

    op: str
    parts: tuple["Tree", ...] = ()


def _trees() -> st.SearchStrategy[Tree]:
    leaves = st.sampled_from([Tree(leaf) for leaf in ("x", "2", "0.5", "10", "pi")])
    return st.recursive(leaves, _larger, max_leaves=10)


def _larger(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    pairs = st.tuples(parts, parts)
    return st.one_of(
        st.builds(Tree, st.sampled_from(["+", "-", "*", "/", "^", "max"]), pairs),
        st.builds(Tree, st.sampled_from([*FUNCTIONS, "neg"]), st.tuples(parts)),
        st.builds(Tree, st.just("if"), st.tuples(parts, parts, parts)),
    )


@dataclass(frozen=True)
class Notation:
    """How each operation is written; a pattern without one of its own is that of the blackboard."""

    patterns: Mapping[str, str]
    functions: Mapping[str, str]
    call: str

    def written(self, tree: Tree) -> str:
        """Return the text of a formula."""
        parts = [self.written(part) for part in tree.parts]
        if tree.op in FUNCTIONS:
            if tree.op in self.patterns:
                return self.patterns[tree.op].format(*parts)
            return self.call.format(self.functions.get(tree.op, tree.op), *parts)
        return self.patterns.get(tree.op, tree.op).format(*parts)


PLAIN = {
    "+": "({} + {})", "-": "({} - {})", "*": "({}*{})", "/": "({}/{})", "^": "({})^({})", "neg": "(-({}))",
    "max": "max({}, {})", "if": "({1} if {0} < 1 else {2})",
}  # fmt: skip
BLACKBOARD = Notation(PLAIN, {}, "{}({})")
LATEX = Notation(
    {
        "+": r"\left({}+{}\right)", "-": r"\left({}-{}\right)", "*": r"\left({} \cdot {}\right)",
        "/": r"\frac{{{}}}{{{}}}", "^": r"\left({}\right)^{{{}}}", "neg": r"\left(-\left({}\right)\right)",
        "max": r"\max\left({}, {}\right)", "pi": r"\pi", "sqrt": r"\sqrt{{{}}}", "abs": r"\left|{}\right|",
        "exp": "e^{{{}}}", "floor": r"\lfloor {} \rfloor",
        "if": r"\begin{{cases}} {1} & \text{{if }} {0} < 1 \\ {2} & \text{{otherwise}} \end{{cases}}",
    },
    {"atan": "arctan"},
    r"\{}\left({}\right)",
)  # fmt: skip
PYTHON = Notation(
    {
        **PLAIN,
        "^": "({})**({})",
        "pi": "np.pi",
        "max": "np.maximum({}, {})",
        "if": "np.where({} < 1, {}, {})",
    },
    {"ln": "log", "atan": "arctan"},
    "np.{}({})",
)
WOLFRAM = Notation(
    {**PLAIN, "pi": "Pi", "max": "Max[{}, {}]", "if": "If[{} < 1, {}, {}]"},
    {"ln": "Log", "atan": "ArcTan"}
    | {name: name.title() for name in FUNCTIONS if name not in ("ln", "atan")},
    "{}[{}]",
)
SPREADSHEET = Notation(
    {**PLAIN, "pi": "PI()", "max": "MAX({};{})", "if": "IF({}<1;{};{})", "^": "POWER({};{})"},
    {name: name.upper() for name in FUNCTIONS},
    "{}({})",
)
OTHERS: Mapping[str, tuple[Notation, Callable[[str], str]]] = {
    "LaTeX": (LATEX, "${}$".format),
    "Python": (PYTHON, "lambda x: {}".format),
    "Wolfram": (WOLFRAM, "f[x_] := {}".format),
    "spreadsheet": (SPREADSHEET, "={}".format),
}


@pytest.mark.parametrize("name", OTHERS)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(_trees())
def test_a_formula_is_the_same_in_every_notation(name: str, tree: Tree) -> None:
    notation, framed = OTHERS[name]
    plain = parse(BLACKBOARD.written(tree), ("x",))
    assert parse(framed(notation.written(tree)), ("x",)) == plain


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_trees())
def test_the_latex_that_is_printed_is_read_as_the_same_function(tree: Tree) -> None:
    f = parse(BLACKBOARD.written(tree), ("x",))
    again = parse(f.latex(), ("x",))
    for x in (-1.75, -0.5, 0.25, 1.5, 3.25):
        assert again(x) == pytest.approx(f(x), rel=1e-9, abs=1e-12, nan_ok=True)
