"""Running code on numbers: one loop over the steps, in blocks that stay in the processor's cache."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mathcore.code import Code
from mathcore.errors import MathError
from mathcore.kernels import Array, Value
from mathcore.rules import RULES

BLOCK = 32_768
"""Points evaluated at once; the intermediate arrays of one block fit in a second-level cache."""


@dataclass(frozen=True)
class Program:
    """Code with the steps whose values are wanted (`roots`) and the order of its arguments (`names`)."""

    code: Code
    roots: tuple[int, ...]
    names: tuple[str, ...]

    @cached_property
    def _released(self) -> tuple[tuple[int, ...], ...]:
        """For each step, the earlier values that nothing needs after it."""
        last = {a: at for at, step in enumerate(self.code) for a in step.args}
        kept = set(self.roots)
        released: list[list[int]] = [[] for _ in self.code]
        for place, at in last.items():
            if place not in kept:
                released[at].append(place)
        return tuple(tuple(places) for places in released)

    def at(self, inputs: Sequence[Value]) -> list[Value]:
        """Return the values of the roots for one block of inputs, shapes as numpy makes them."""
        values: list[Value] = [None] * len(self.code)
        with np.errstate(all="ignore"):
            for at, (op, args, value) in enumerate(self.code):
                if op == "number":
                    values[at] = value
                elif op == "name":
                    values[at] = inputs[self.names.index(str(value))]
                else:
                    values[at] = RULES[op].value(*[values[a] for a in args])
                for place in self._released[at]:
                    values[place] = None
        return [values[root] for root in self.roots]

    def scalars(self, inputs: Sequence[float]) -> list[float]:
        """Return the values of the roots at one point."""
        return [float(value) for value in self.at([np.float64(x) for x in inputs])]

    def arrays(self, inputs: Sequence[Value]) -> list[Array]:
        """Return the values of the roots, each of the inputs' common shape."""
        given = [np.asarray(x, dtype=np.float64) for x in inputs]
        shape = np.broadcast_shapes(*[x.shape for x in given])
        flat = [np.broadcast_to(x, shape).reshape(-1) for x in given]
        size = flat[0].size if flat else 1
        found = [np.empty(size) for _ in self.roots]
        for start in range(0, size, BLOCK):
            block = slice(start, start + BLOCK)
            for whole, part in zip(found, self.at([x[block] for x in flat]), strict=True):
                whole[block] = part
        return [whole.reshape(shape) for whole in found]

    def check(self, inputs: Sequence[Value]) -> None:
        """Refuse the wrong number of inputs.

        Raises:
            MathError: If there is not one input for each name.
        """
        if len(inputs) != len(self.names):
            expected = ", ".join(self.names) or "nothing"
            raise MathError(f"the function takes {expected}, but {len(inputs)} values were given")
