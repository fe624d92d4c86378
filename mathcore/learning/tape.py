"""Reverse-mode differentiation over arrays, on a tape: each value keeps a record of how it was computed.

Elementwise operations take their values and partial derivatives from the function table; matrix products and
sums are defined here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mathcore.calculus.derivatives import partial_value
from mathcore.functions.function_table import FUNCTIONS
from mathcore.functions.kernels import Array
from mathcore.math_errors import MathError

Pull = Callable[[Array], Array | None]
"""The vector-Jacobian product that maps the derivative with respect to a value to that of one source."""


@dataclass(frozen=True, eq=False)
class Var:
    """An array with the values that it was computed from.

    Attributes:
        value: The array.
        op: The operation, `"given"` for an input.
        sources: The arguments of the operation.
        pulls: The vector-Jacobian product for each source.

    Example:
        >>> w = Var(np.array([1.0, 2.0]))
        >>> gradients_of((w * w).sum(), [w])[0]
        array([2., 4.])
    """

    value: Array
    op: str = "given"
    sources: "tuple[Var, ...]" = ()
    pulls: tuple[Pull, ...] = ()

    # Without this, numpy would evaluate array + Var element by element.
    __array_ufunc__ = None

    def __add__(self, other: "Var | Array | float") -> "Var":
        return apply("add", self, other)

    def __radd__(self, other: "Var | Array | float") -> "Var":
        return apply("add", other, self)

    def __sub__(self, other: "Var | Array | float") -> "Var":
        return apply("sub", self, other)

    def __rsub__(self, other: "Var | Array | float") -> "Var":
        return apply("sub", other, self)

    def __mul__(self, other: "Var | Array | float") -> "Var":
        return apply("mul", self, other)

    def __rmul__(self, other: "Var | Array | float") -> "Var":
        return apply("mul", other, self)

    def __truediv__(self, other: "Var | Array | float") -> "Var":
        return apply("div", self, other)

    def __rtruediv__(self, other: "Var | Array | float") -> "Var":
        return apply("div", other, self)

    def __pow__(self, other: float) -> "Var":
        return apply("pow", self, other)

    def __neg__(self) -> "Var":
        return apply("neg", self)

    def __matmul__(self, other: "Var | Array") -> "Var":
        right = _var(other)
        a, b = self.value, right.value
        if a.ndim != 2 or b.ndim not in (1, 2):
            raise MathError(
                f"a matrix product needs (n, k) and (k, m) or (k,), but got {a.shape} and {b.shape}"
            )
        to_left: Pull = (lambda g: g @ b.T) if b.ndim == 2 else (lambda g: np.outer(g, b))
        return Var(a @ b, "matmul", (self, right), (to_left, lambda g: a.T @ g))

    @property
    def T(self) -> "Var":  # noqa: N802 - numpy's name
        """The transpose of a matrix."""
        return Var(self.value.T, "transpose", (self,), (lambda g: g.T,))

    def sum(self) -> "Var":
        """Return the sum of all entries."""
        shape = self.value.shape
        return Var(np.asarray(self.value.sum()), "sum", (self,), (lambda g: np.broadcast_to(g, shape),))

    def mean(self) -> "Var":
        """Return the mean of all entries."""
        return self.sum() * (1.0 / self.value.size)

    def reshape(self, *shape: int) -> "Var":
        """Return the same entries in another shape."""
        before = self.value.shape
        return Var(self.value.reshape(shape), "reshape", (self,), (lambda g: g.reshape(before),))

    def picked(self, columns: NDArray[np.intp]) -> "Var":
        """Return the entry of each row of a matrix in the given column, shape (n,)."""
        rows, shape = np.arange(len(columns)), self.value.shape

        def pull(g: Array) -> Array:
            back = np.zeros(shape)
            back[rows, columns] = g
            return back

        return Var(self.value[rows, columns], "picked", (self,), (pull,))

    def logsumexp(self) -> "Var":
        """Return log(sum(exp(row))) for each row of a matrix, without overflow, shape (n,)."""
        top = self.value.max(axis=1, keepdims=True)
        shifted = np.exp(self.value - top)
        total = shifted.sum(axis=1, keepdims=True)
        value = (top + np.log(total))[:, 0]
        return Var(value, "logsumexp", (self,), (lambda g: g[:, None] * shifted / total,))


def _var(value: "Var | Array | float") -> Var:
    return value if isinstance(value, Var) else Var(np.asarray(value, dtype=np.float64))


def apply(op: str, *arguments: "Var | Array | float") -> Var:
    """Apply an elementwise operation of the function table.

    Example:
        >>> apply("relu", np.array([-1.0, 2.0])).value
        array([0., 2.])
    """
    sources = tuple(_var(argument) for argument in arguments)
    values = [source.value for source in sources]
    with np.errstate(all="ignore"):
        out = np.asarray(FUNCTIONS[op].value(*values))
    pulls = tuple(_pull(op, at, values, out) for at in range(len(sources)))
    return Var(out, op, sources, pulls)


def _pull(op: str, argument: int, values: list[Array], out: Array) -> Pull:
    def pull(g: Array) -> Array | None:
        share = partial_value(op, argument, values, out)
        return None if share is None else _summed(g * share, values[argument].shape)

    return pull


def _summed(g: Array, shape: tuple[int, ...]) -> Array:
    """Reverse broadcasting: sum the derivative over the repeated axes."""
    g = np.asarray(g)
    if g.shape == shape:
        return g
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1 and g.shape[axis] != 1)
    return g.sum(axis=stretched, keepdims=True)


def gradients_of(result: Var, wanted: list[Var]) -> list[Array]:
    """Return the derivatives of a scalar with respect to each of the wanted values, in their shapes.

    Raises:
        MathError: If the result is not a single number.

    Example:
        >>> x = Var(np.array([1.0, 2.0, 3.0]))
        >>> gradients_of(apply("sin", x).sum(), [x])[0].round(3)
        array([ 0.54 , -0.416, -0.99 ])
    """
    if result.value.size != 1:
        raise MathError(f"the result has shape {result.value.shape}; take its sum or mean first")
    flows: dict[int, Array] = {id(result): np.ones_like(result.value)}
    for node in reversed(_ordered(result)):
        flow = flows[id(node)] if node in wanted else flows.pop(id(node), None)
        if flow is None:
            continue
        for source, pull in zip(node.sources, node.pulls, strict=True):
            share = pull(flow) if source.op != "given" or source in wanted else None
            if share is not None:
                flows[id(source)] = flows[id(source)] + share if id(source) in flows else share
    return [np.array(flows.get(id(var), np.zeros_like(var.value))) for var in wanted]


def _ordered(result: Var) -> list[Var]:
    """Return all values that the result depends on in topological order, without recursion."""
    done: dict[int, Var] = {}
    waiting = [(result, False)]
    while waiting:
        node, ready = waiting.pop()
        if id(node) in done:
            continue
        if ready:
            done[id(node)] = node
        else:
            waiting.append((node, True))
            waiting += [(source, False) for source in node.sources]
    return list(done.values())
