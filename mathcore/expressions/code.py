"""An expression as a list of steps, each made from earlier ones: a graph without recursion.

`x*x + 1` is the code

    0  name    x
    1  mul     0 0
    2  number  1
    3  add     1 2

Equal steps are stored once (hash-consing, Ershov 1958), so shared parts are computed once, and whatever walks
an expression is a plain loop that no depth of nesting can break.
"""

from collections.abc import Iterable
from typing import NamedTuple

from mathcore.math_errors import MathError

MOST_STEPS = 20_000


class Step(NamedTuple):
    """One operation: its name in the function table and the places of its arguments in the code.

    `value` is the float of a `number` and the spelling of a `name`, otherwise `None`.
    """

    op: str
    args: tuple[int, ...] = ()
    value: float | str | None = None


Code = tuple[Step, ...]


class Builder:
    """A collection of steps, each stored once; it lives only while an expression is made."""

    def __init__(self, most: int = MOST_STEPS) -> None:
        self.steps: list[Step] = []
        self._places: dict[Step, int] = {}
        self._most = most

    def step(self, op: str, *args: int, value: float | str | None = None) -> int:
        """Return the place of this step, adding it if it is new.

        Raises:
            MathError: If the expression grows beyond the limit.
        """
        step = Step(op, args, value)
        place = self._places.get(step)
        if place is None:
            if len(self.steps) >= self._most:
                raise MathError(f"the expression has more than {self._most} parts; use a simpler one")
            place = self._places[step] = len(self.steps)
            self.steps.append(step)
        return place

    def number(self, value: float) -> int:
        """Return the place of a constant; a negative one is the negation of a positive one."""
        if value < 0:
            return self.step("neg", self.step("number", value=-value))
        return self.step("number", value=float(value) + 0.0)

    def include(self, code: Code) -> list[int]:
        """Add all steps of `code` as they are and return where each went."""
        places: list[int] = []
        for op, args, value in code:
            places.append(self.step(op, *(places[a] for a in args), value=value))
        return places


def extract(steps: list[Step] | Code, roots: Iterable[int]) -> tuple[Code, tuple[int, ...]]:
    """Copy what `roots` need, in the one canonical order: arguments first, left to right.

    Equal expressions get equal code, whatever was built on the way.

    Returns:
        The code, and the places of the roots in it.
    """
    places: dict[int, int] = {}
    code: list[Step] = []
    roots = tuple(roots)
    for root in roots:
        waiting = [root]
        while waiting:
            at = waiting[-1]
            step = steps[at]
            missing = [a for a in step.args if a not in places]
            if at in places or not missing:
                waiting.pop()
                if at not in places:
                    places[at] = len(code)
                    code.append(step._replace(args=tuple(places[a] for a in step.args)))
            else:
                waiting.extend(reversed(missing))
    return tuple(code), tuple(places[root] for root in roots)


def tree_size(code: Code) -> int:
    """Count the parts when shared ones are written out each time."""
    sizes: list[int] = []
    for step in code:
        sizes.append(1 + sum(sizes[a] for a in step.args))
    return sizes[-1]
