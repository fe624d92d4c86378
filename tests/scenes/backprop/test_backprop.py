"""Backpropagation: every number in the graph is that of forward mode, finite differences and sympy."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import sympy

from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import numeral
from hillside.studio.renderer import configured
from mathcore import gradient, parse
from scenes.backprop.facts import MAX_BOXES, NAMES, values_of, variables_of
from scenes.backprop.scene import Backprop

SMALL = {"pixel_width": 480, "pixel_height": 270, "format": "none"}
EXPRESSIONS = (
    "(sigmoid(w*x + b) - y)^2",
    "x*sin(x) + x",
    "relu(w1*x1 + w2*x2 + b)",
    "a*b*c + a/b - ln(c^2 + 1)",
    "x^2 if x < 1 else 3x",
    "tanh(a*tanh(b*x))",
    "x*y*z + x*y + y*z",
    "max(x, 0) + 2^x",
)


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with configured(SMALL):
        yield


def figure(function: str = EXPRESSIONS[0], values: str | None = None) -> Any:
    return Backprop(Backprop.Params(function=parse(function, names=NAMES), values=values))


def given(drawn: Any) -> dict[str, float]:
    known = drawn.final_facts
    return {known.boxes[k].text: known.value[k] for k in known.variables}


def written(drawn: Any, name: str) -> str:
    """The words that are painted under a name."""
    (letters,) = drawn.still()[name].shapes()
    return re.findall(r'"(.*)"', letters.outline.markup)[0]


@pytest.mark.parametrize("function", EXPRESSIONS)
def test_the_painted_derivatives_agree_with_forward_mode(function: str) -> None:
    drawn = figure(function)
    values = given(drawn)
    names = variables_of(drawn.params.function)
    f = parse(function, names=names)
    forward = gradient(f, [values[name] for name in names])
    for k in drawn.final_facts.variables:
        slope = forward[names.index(drawn.final_facts.boxes[k].text)]
        assert written(drawn, f"derivative-{k + 1}") == numeral(float(slope))


@pytest.mark.parametrize("function", EXPRESSIONS)
def test_the_derivatives_agree_with_finite_differences(function: str) -> None:
    drawn = figure(function)
    values = given(drawn)
    f, names = drawn.params.function, drawn.params.function.names
    at = np.array([values.get(name, 0.0) for name in names])
    for k in drawn.final_facts.variables:
        step = 1e-6 * (np.array(names) == drawn.final_facts.boxes[k].text)
        quotient = (f(*(at + step)) - f(*(at - step))) / 2e-6
        assert drawn.final_facts.derivative[k] == pytest.approx(quotient, abs=1e-6)


def test_every_box_of_the_neuron_agrees_with_sympy() -> None:
    known = figure(values="w = 0.3, x = -1.5, b = 0.25, y = 0.9").final_facts
    w, x, b, y, inner = sympy.symbols("w x b y inner")
    at = {w: 0.3, x: -1.5, b: 0.25, y: 0.9}
    names = {"w": w, "x": x, "b": b, "y": y, "sigmoid": lambda u: 1 / (1 + sympy.exp(-u))}
    result = (1 / (1 + sympy.exp(-(w * x + b))) - y) ** 2
    for k, box in enumerate(known.boxes):
        step = sympy.sympify(box.text.replace("^", "**"), locals=names)
        assert known.value[k] == pytest.approx(float(step.subs(at)))
        if box.op != "name":
            slope = sympy.diff(result.subs(step, inner), inner).subs(inner, step)
        else:
            slope = sympy.diff(result, step)
        assert known.derivative[k] == pytest.approx(float(slope.subs(at))), box.text


def test_a_value_that_is_used_twice_is_drawn_once() -> None:
    known = figure("sin(x)*sin(x) + x").final_facts
    assert [box.text for box in known.boxes].count("sin(x)") == 1
    assert [box.op for box in known.boxes] == ["name", "sin", "mul", "add"]


def test_a_constant_is_written_in_the_box_that_uses_it() -> None:
    known = figure("3x + 1").final_facts
    assert [box.arguments for box in known.boxes] == [(), (3.0, None), (None, 1.0)]


def test_in_every_shape_operands_precede_the_boxes_that_use_them() -> None:
    for width, height in ((480, 270), (360, 270), (270, 270), (270, 480)):
        with configured({**SMALL, "pixel_width": width, "pixel_height": height}):
            drawn = figure()
        for box, node in zip(drawn.diagram.boxes, drawn.final_facts.boxes, strict=True):
            for source in (drawn.diagram.boxes[k] for k in node.sources):
                assert source.right < box.left if drawn.diagram.rightward else source.top < box.bottom


def test_each_edge_joins_a_box_to_the_one_that_it_is_computed_from() -> None:
    drawn = figure("x*sin(x) + x")
    pairs = [
        (source, user) for user, node in enumerate(drawn.final_facts.boxes) for source in set(node.sources)
    ]
    boxes = drawn.diagram.boxes
    ends = {
        next((s, u) for s, u in pairs if edge[0][0] == boxes[s].right and edge[-1][0] == boxes[u].left)
        for edge in drawn.diagram.edges
    }
    assert len(drawn.diagram.edges) == len(pairs)
    assert ends == set(pairs)


def test_no_two_boxes_overlap() -> None:
    for function in EXPRESSIONS:
        boxes = figure(function).diagram.boxes
        assert not any(one.overlaps(other) for k, one in enumerate(boxes) for other in boxes[:k])


def test_a_corner_and_an_undefined_value_are_refused() -> None:
    for function, values in (
        ("|x|", "x = 0"),
        ("relu(w*x)", "w = 0"),
        ("relu(x) - relu(-x)", "x = 0"),
        ("max(x, y)", "x = 1, y = 1"),
        ("sqrt(x)", "x = 0"),
        ("ln(x)", "x = -1"),
        ("1/x", "x = 0"),
    ):
        with pytest.raises(ParamError, match="values"):
            figure(function, values)


def test_a_smooth_point_of_a_power_is_not_a_corner() -> None:
    assert figure("x^2", "x = 0").final_facts.derivative == (0.0, 1.0)


def test_values_that_cannot_be_read_are_refused() -> None:
    for values in ("w", "w =", "q = 1", "w = one", "w = 1/0"):
        with pytest.raises(ParamError, match="values"):
            figure(values=values)


def test_too_many_boxes_are_refused_with_the_largest_legible_number() -> None:
    with pytest.raises(ParamError, match=f"at most {MAX_BOXES}"):
        figure("(w*x + b - y)^2 + (w*z + b - u)^2")
    with pytest.raises(ParamError, match="layers"):
        figure("sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(x)))))))))))))")


def test_an_expression_without_a_variable_is_refused() -> None:
    with pytest.raises(ParamError, match="no variable"):
        figure("2 + 3")


def test_forward_comes_before_backward_and_the_result_is_the_first_to_have_a_derivative() -> None:
    drawn = figure()
    shown = [name for beat in drawn.film.beats for name in beat.appearing]
    last = len(drawn.final_facts.boxes)
    assert shown.index(f"value-{last}") < shown.index(f"derivative-{last}")
    for k, node in enumerate(drawn.final_facts.boxes, 1):
        for source in node.sources:
            assert shown.index(f"value-{source + 1}") < shown.index(f"value-{k}")
            assert shown.index(f"derivative-{k}") < shown.index(f"derivative-{source + 1}")


@pytest.mark.parametrize(
    ("text", "probabilities"),
    [
        ("-y ln(p)", "p"),
        ("p ln(p/q)", "pq"),
        ("-(y ln(a) + (1 - y) ln(1 - a))", "ya"),
        ("-p log2(p) - q log2(q)", "pq"),
        ("log10(p)", "p"),
        ("w ln(1 - t)", "t"),
    ],
)
def test_a_probability_has_a_default_value_between_0_and_1(text: str, probabilities: str) -> None:
    values = values_of(parse(text, names=NAMES), None)
    assert all(0 < values[name] < 1 for name in probabilities)


@pytest.mark.parametrize(
    "text",
    ["a*sqrt(b) + ln(c)", "ln(x*y - z)", "sqrt(1 - x^2 - y^2)", "1/(x - 0.5)", "acosh(x)", "asin(x*y)"],
)
def test_default_values_are_inside_the_domain(text: str) -> None:
    f = parse(text, names=NAMES)
    point = [values_of(f, None).get(name, 0.0) for name in f.names]
    assert np.isfinite(f(*point))
    assert np.isfinite(gradient(f, point)).all()


def test_given_values_are_kept_where_the_others_are_chosen() -> None:
    assert values_of(parse("-y ln(p)", names=NAMES), "p = 2") == {"y": 0.5, "p": 2.0}
    assert values_of(parse("sqrt(x - y)", names=NAMES), "y = 2") == {"x": 3.0, "y": 2.0}
