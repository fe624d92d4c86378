"""What an optimizer is told about the place where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from mathcore.differentiate import tower
from mathcore.expr import Expr
from mathcore.gradients import gradient, hessian
from mathcore.kernels import Array


@dataclass(frozen=True)
class Local:
    """The function around n points at once: a method asks only for what it needs.

    Attributes:
        points: Where we stand, shape (n, d).
        values: The function there, shape (n,).
        gradients: Its gradients there, shape (n, d).
        hessians: Computes its Hessians there, shape (n, d, d).
        values_at: Computes its values at other points, shape (n, d) to (n,).
    """

    points: Array
    values: Array
    gradients: Array
    hessians: Callable[[], Array]
    values_at: Callable[[Array], Array]


def values_of(f: Expr, points: Array) -> Array:
    """Return f at points of shape (n, d), as shape (n,)."""
    return tower(f.code, f.names, 0).arrays([points[:, i] for i in range(len(f.names))])[0]


def local(f: Expr, points: Array) -> Local:
    """Return what is known about f at points of shape (n, d)."""
    return Local(
        points=points,
        values=values_of(f, points),
        gradients=gradient(f, points),
        hessians=lambda: hessian(f, points),
        values_at=lambda others: values_of(f, others),
    )
