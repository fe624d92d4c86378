"""Backpropagation: every number in the graph is that of forward mode, finite differences and sympy."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
import sympy

from hillside.stage.drawing import Letters
from hillside.stage.errors import ParamError
from hillside.stage.lettering.language import numeral
from hillside.studio.renderer import configured
from mathcore import Expr, gradient, parse
from scenes.backprop.facts import MAX_BOXES, NAMES, decimal_of, values_of, variables_of
from scenes.backprop.scene import Backprop
from tests.cases.required_labels import missing_labels

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
    (letters,) = (shape for shape in drawn.still()[name].shapes() if isinstance(shape, Letters))
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


SHAPES = ((480, 270), (360, 270), (270, 270), (270, 480))


@pytest.mark.parametrize("shape", SHAPES)
def test_in_every_shape_the_operands_come_first(shape: tuple[int, int]) -> None:
    with configured({**SMALL, "pixel_width": shape[0], "pixel_height": shape[1]}):
        drawn = figure()
    diagram = drawn.diagram
    for route in diagram.routes[:-1]:
        assert diagram.layer[route.source] < diagram.layer[route.user]


def test_each_edge_joins_a_box_to_the_one_that_it_is_computed_from() -> None:
    for function in EXPRESSIONS:
        drawn = figure(function)
        boxes = (*drawn.diagram.boxes, drawn.diagram.result)
        pairs = {(s, user) for user, node in enumerate(drawn.final_facts.boxes) for s in node.sources}
        last = len(drawn.final_facts.boxes) - 1
        assert {(route.source, route.user) for route in drawn.diagram.routes} == {*pairs, (last, last + 1)}
        for route in drawn.diagram.routes:
            for end, box in ((route.line[0], boxes[route.source]), (route.line[-1], boxes[route.user])):
                assert box.grown(1e-6).left <= end[0] <= box.grown(1e-6).right
                assert box.grown(1e-6).bottom <= end[1] <= box.grown(1e-6).top


@pytest.mark.parametrize("function", EXPRESSIONS)
def test_no_number_lies_on_a_box_a_plate_or_another_number(function: str) -> None:
    diagram = figure(function).diagram
    chips = [route.chip for route in diagram.routes if route.chip is not None]
    things = [*diagram.boxes, diagram.result, *chips, *diagram.values, *diagram.derivatives]
    assert not any(one.overlaps(other) for k, one in enumerate(things) for other in things[:k])


@pytest.mark.parametrize("function", EXPRESSIONS)
def test_each_painted_local_slope_is_that_of_its_box_alone(function: str) -> None:
    """By central differences of the one operation, the other operand held: not of all that is behind it."""
    drawn = figure(function)
    facts, f = drawn.final_facts, drawn.params.function
    values = given(drawn)
    for k, edge in enumerate(facts.edges, 1):
        step = parse(facts.boxes[edge.user].text, names=f.names).code[-1]
        arguments = [
            facts.value[s] if held is None else held
            for held, s in zip(
                facts.boxes[edge.user].arguments, sources_of(facts.boxes[edge.user]), strict=True
            )
        ]
        moved = [
            held is None and s == edge.source
            for held, s in zip(
                facts.boxes[edge.user].arguments, sources_of(facts.boxes[edge.user]), strict=True
            )
        ]
        names = tuple(f"x{n}" for n in range(len(arguments)))
        code = (
            *(type(step)("name", (), name) for name in names),
            step._replace(args=tuple(range(len(names)))),
        )
        alone = Expr(code, names)
        ends = [
            alone(*(a + sign * 1e-6 * m for a, m in zip(arguments, moved, strict=True))) for sign in (1, -1)
        ]
        assert edge.slope == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-5), (function, values)
        shown = written(drawn, f"slope-{k}")
        assert shown == "\N{MULTIPLICATION SIGN}" + drawn.language.numeral(edge.slope)


def sources_of(box: Any) -> list[int]:
    """The box that each argument comes from; -1 for a constant."""
    rest = iter(box.sources)
    return [next(rest) if held is None else -1 for held in box.arguments]


@pytest.mark.parametrize("function", EXPRESSIONS)
def test_a_derivative_is_the_sum_of_what_comes_back_along_the_edges(function: str) -> None:
    facts = figure(function).final_facts
    for box in range(len(facts.boxes) - 1):
        passed = [edge.passed for edge in facts.edges if edge.source == box]
        assert facts.derivative[box] == pytest.approx(sum(passed))
        for edge in facts.edges:
            assert edge.passed == pytest.approx(facts.derivative[edge.user] * edge.slope)


def test_the_chain_rule_of_the_neuron_multiplies_to_its_derivative() -> None:
    drawn = figure(values="w = 0.5, x = 2, b = -1, y = 1")
    (slopes,) = drawn.final_facts.chain.slopes
    assert slopes == (2.0, 1.0, 0.25, 1.0, -1.0)
    assert np.prod(slopes) == drawn.final_facts.chain.derivative == -0.5
    assert [drawn.final_facts.derivative[5], drawn.final_facts.edges[4].slope] == [-1.0, 0.25]


def test_two_ways_back_are_multiplied_and_added() -> None:
    chain = figure("a*b*c + a/b - ln(c^2 + 1)").final_facts.chain
    assert len(chain.ways) == 2
    assert sum(float(np.prod(way)) for way in chain.slopes) == pytest.approx(chain.derivative)


def test_a_multiplication_is_told_in_digits_in_which_it_holds() -> None:
    for function in EXPRESSIONS:
        facts = figure(function).final_facts
        edge = facts.edges[facts.multiplied]
        arriving, slope, passed = map(decimal_of, (facts.derivative[edge.user], edge.slope, edge.passed))
        assert abs(arriving * slope - passed) <= Decimal(1).scaleb(passed.as_tuple().exponent) / 2


@pytest.mark.parametrize(
    "function",
    [
        "-(y ln(sigmoid(w x + b)) + (1 - y) ln(1 - sigmoid(w x + b)))",
        "(v1*sigmoid(w1*x + b1) + v2*sigmoid(w2*x + b2) + c - y)^2",
        "(v1*tanh(w1*x + b1) + v2*tanh(w2*x + b2) - y)^2",
    ],
)
def test_the_cross_entropy_of_a_neuron_and_two_hidden_units_fit_a_wide_picture(function: str) -> None:
    assert not missing_labels(figure(function))


def test_parameters_are_filled_and_data_are_not() -> None:
    drawn = figure()
    names = {drawn.final_facts.boxes[k].text: k + 1 for k in drawn.final_facts.variables}
    for name, filled in {"w": True, "b": True, "x": False, "y": False}.items():
        (shape,) = drawn.still()[f"box-{names[name]}"].shapes()
        assert (shape.get_fill_opacity() > 0) == filled


def test_no_two_boxes_overlap() -> None:
    for function in EXPRESSIONS:
        boxes = figure(function).diagram.boxes
        assert not any(one.overlaps(other) for k, one in enumerate(boxes) for other in boxes[:k])


def test_a_corner_a_jump_and_an_undefined_value_are_refused() -> None:
    for function, values in (
        ("|x|", "x = 0"),
        ("relu(w*x)", "w = 0"),
        ("relu(x) - relu(-x)", "x = 0"),
        ("max(x, y)", "x = 1, y = 1"),
        ("sqrt(x)", "x = 0"),
        ("ln(x)", "x = -1"),
        ("1/x", "x = 0"),
        ("w*floor(x)", "x = 2"),
        ("sign(x) + w", "x = 0"),
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
        figure("+".join(f"(w{k}*x{k} + b{k} - y{k})^2" for k in range(1, 5)))


def test_a_graph_that_does_not_fit_a_square_is_refused_with_a_way_out() -> None:
    with (
        configured({**SMALL, "pixel_width": 270, "pixel_height": 270}),
        pytest.raises(ParamError, match=r"does not fit in this shape; .* another size such as 16:9"),
    ):
        figure("(v1*sigmoid(w1*x + b1) + v2*sigmoid(w2*x + b2) + c - y)^2")


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
