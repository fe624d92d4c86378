import mpmath
import numpy as np
import pytest
import sympy

from mathcore import (
    MathError,
    derivative,
    directional,
    gradient,
    hessian,
    jacobian,
    parse,
)

TWO = [
    "x^2 y + sin(x y)",
    "exp(-(x^2 + y^2)/2)",
    "(1 - x)^2 + 100(y - x^2)^2",
    "x/(1 + y^2) + y ln(x + 3)",
    "(x^2 + y - 11)^2",
]


@pytest.mark.parametrize("text", TWO)
def test_gradients_and_hessians_agree_with_sympy(text):
    x, y = sympy.symbols("x y")
    typed = (
        text.replace("^", "**")
        .replace("x y", "x*y")
        .replace("2 y", "2*y")
        .replace("y ln", "y*ln")
        .replace("100(", "100*(")
    )
    formula = sympy.sympify(typed, locals={"x": x, "y": y})
    f = parse(text, ("x", "y"))
    points = np.array([[0.3, -0.7], [1.5, 2.0], [-1.0, 0.25]])
    at = [dict(zip((x, y), point, strict=True)) for point in points.tolist()]
    slopes = [[float(sympy.diff(formula, v).evalf(30, subs=p)) for v in (x, y)] for p in at]
    bends = [
        [[float(sympy.diff(formula, v, w).evalf(30, subs=p)) for w in (x, y)] for v in (x, y)] for p in at
    ]
    np.testing.assert_allclose(gradient(f, points), slopes, rtol=1e-13, atol=1e-14)
    np.testing.assert_allclose(hessian(f, points), bends, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(gradient(f, points[0]), slopes[0], rtol=1e-13, atol=1e-14)
    assert hessian(f, points[1]).shape == (2, 2)


def test_a_jacobian_stacks_gradients():
    names = ("r", "t")
    polar = [parse("r cos t", names), parse("r sin t", names)]
    matrix = jacobian(polar, [2.0, 0.5])
    assert np.linalg.det(matrix) == pytest.approx(2.0, rel=1e-14)
    assert jacobian(polar, [[2.0, 0.5], [1.0, 0.0]]).shape == (2, 2, 2)


def test_the_steepest_direction_is_the_gradient():
    f = parse("x^2 + 3y^2 - x y", ("x", "y"))
    up = gradient(f, [1.0, -2.0])
    angles = np.linspace(0, 2 * np.pi, 721)
    rates = [directional(f, [1.0, -2.0], [np.cos(a), np.sin(a)]) for a in angles]
    assert max(rates) <= np.linalg.norm(up) * (1 + 1e-14)
    assert directional(f, [1.0, -2.0], up) == pytest.approx(np.linalg.norm(up), rel=1e-14)
    assert directional(f, [1.0, -2.0], 4 * up) == directional(f, [1.0, -2.0], up)


CANCELLING = [
    ("(e^x - 1 - x)/(x^2 + y^2)", lambda x, y: (mpmath.exp(x) - 1 - x) / (x**2 + y**2), (1e-9, 1e-9)),
    ("(1 - cos(x y))/(x^2 y^2)", lambda x, y: (1 - mpmath.cos(x * y)) / (x * y) ** 2, (1e-3, 1e-2)),
    ("sqrt(x + y) - sqrt(x)", lambda x, y: mpmath.sqrt(x + y) - mpmath.sqrt(x), (1e8, 1e-7)),
    ("ln(1 + x y) - x y", lambda x, y: mpmath.log(1 + x * y) - x * y, (1e-6, 1e-5)),
]


@pytest.mark.parametrize(("text", "generic", "at"), CANCELLING)
def test_gradients_hessians_and_directional_derivatives_keep_all_digits(text, generic, at):
    f = parse(text, ("x", "y"))
    with mpmath.workdps(80):
        point = tuple(mpmath.mpf(value) for value in at)
        step = min(point) * mpmath.mpf(10) ** -20

        def exact(*order):
            return mpmath.diff(generic, point, order, h=step)

        slopes = [exact(1, 0), exact(0, 1)]
        bends = [[exact(2, 0), exact(1, 1)], [exact(1, 1), exact(0, 2)]]
        across = float((slopes[0] + 2 * slopes[1]) / mpmath.sqrt(5))
        slopes, bends = ([*map(float, slopes)], [[*map(float, row)] for row in bends])
    np.testing.assert_allclose(gradient(f, at), slopes, rtol=4e-15)
    np.testing.assert_allclose(gradient(f, [at, at]), [slopes, slopes], rtol=4e-15)
    np.testing.assert_allclose(hessian(f, at), bends, rtol=4e-15)
    assert directional(f, at, [1, 2]) == pytest.approx(across, rel=4e-15)


def test_the_gradient_of_one_variable_is_its_derivative_to_the_last_digit():
    f = parse("(1 - cos x)/x^2")
    for x in (1e-5, 1e-7, 0.3):
        assert gradient(f, x)[0] == derivative(f, x)


def test_partial_derivatives_that_cancel_along_a_direction_keep_their_digits():
    f = parse("1e9(x - y) + x", ("x", "y"))
    assert directional(f, [1.0, 2.0], [1, 1]) == pytest.approx(1 / np.sqrt(2), rel=1e-15)


def test_a_variable_may_be_called_as_a_differential_is_written():
    assert directional(parse("x dx^2", ("x", "dx")), [2.0, 3.0], [0, 1]) == 12.0


def test_one_number_is_a_point_of_a_function_of_one_variable_alone():
    assert gradient(parse("x^2"), 3.0).tolist() == [6.0]
    assert gradient(parse("x^2"), [3.0]).tolist() == [6.0]
    two = parse("x y", ("x", "y"))
    for at in (3.0, [3.0], [1.0, 2.0, 3.0], [[1.0], [2.0]], [[[1.0, 2.0]]]):
        with pytest.raises(MathError, match="a function of x, y takes") as error:
            gradient(two, at)
        assert f"the points have shape {np.shape(at)};" in str(error.value)
        with pytest.raises(MathError, match="a function of x, y takes"):
            hessian(two, at)


def test_a_directional_derivative_needs_a_direction_of_as_many_components():
    two = parse("x y", ("x", "y"))
    for direction in ([1.0], [1.0, 2.0, 3.0], 1.0):
        with pytest.raises(MathError, match="2 components"):
            directional(two, [1.0, 2.0], direction)
    for direction in ([0.0, 0.0], [[1.0, 0.0], [0.0, 0.0]]):
        with pytest.raises(MathError, match="the direction is zero"):
            directional(two, [[1.0, 2.0], [3.0, 4.0]], direction)


def test_many_directions_at_one_point_have_the_rates_of_each():
    f, at = parse("sin(x) y^2", ("x", "y")), [0.7, -1.3]
    turns = np.linspace(0.0, 6.0, 9)
    ways = np.column_stack([np.cos(turns), np.sin(turns)])
    slope = [np.cos(0.7) * 1.69, np.sin(0.7) * -2.6]
    together = np.asarray(directional(f, at, ways))
    np.testing.assert_allclose(together, ways @ slope, rtol=1e-13)
    assert together.tolist() == [directional(f, at, way) for way in ways]
