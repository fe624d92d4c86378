import numpy as np
import pytest
import sympy

from mathcore import (
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
