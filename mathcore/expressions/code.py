"""Straight-line code: an expression as a list of steps on earlier steps, with constants folded."""

import operator
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from mathcore.math_errors import MathError

MOST_STEPS = 20_000
"""Maximum number of steps of derived code, so that high derivatives of long formulas are refused."""


_LARGEST = Fraction(10) ** 300
"""Bound of the numbers that are written as a float."""


class Step(NamedTuple):
    """One operation: its name in the function table and the indices of its arguments in the code.

    `value` is the float of a `number` and the spelling of a `name`, otherwise `None`.
    """

    op: str
    args: tuple[int, ...] = ()
    value: float | str | None = None


Code = tuple[Step, ...]
"""An expression as steps; the arguments of each come before it, and the last one is the result."""


class Builder:
    """A growing list of steps, each stored once, used while an expression is built."""

    def __init__(self, most: int = MOST_STEPS) -> None:
        self.steps: list[Step] = []
        self.sizes: list[int] = []
        """The number of nodes of each step's expression tree, in which shared steps are repeated."""
        self.requests = 0
        """The number of calls of `step`, a measure of the work done."""
        self._places: dict[Step, int] = {}
        self._most = most

    def step(self, op: str, *args: int, value: float | str | None = None) -> int:
        """Return the index of this step; add it if it is new.

        Raises:
            MathError: If the expression grows beyond the limit.
        """
        self.requests += 1
        step = Step(op, args, value)
        place = self._places.get(step)
        if place is None:
            if len(self.steps) >= self._most:
                raise MathError(f"the expression has more than {self._most} parts; use a simpler one")
            place = self._places[step] = len(self.steps)
            self.steps.append(step)
            self.sizes.append(1 + sum(self.sizes[a] for a in args))
        return place

    def number(self, value: float) -> int:
        """Return the index of a constant; a negative one is stored as the negation of a positive one."""
        if value < 0:
            return self.step("neg", self.step("number", value=-value))
        return self.step("number", value=float(value) + 0.0)

    def include(self, code: Code, replaced: "Replaced | None" = None) -> list[int]:
        """Add all steps of `code`, and return the index of each.

        Args:
            code: The code to add.
            replaced: Given a step of the code and the indices of its arguments here, the index of what stands
                in its place, or `None` for the step itself.
        """
        places: list[int] = []
        for step in code:
            args = [places[a] for a in step.args]
            other = None if replaced is None else replaced(step, args)
            places.append(self.step(step.op, *args, value=step.value) if other is None else other)
        return places


Replaced = Callable[[Step, list[int]], int | None]
"""What stands in the place of a step, see `Builder.include`."""


def extract(steps: list[Step] | Code, roots: Iterable[int]) -> tuple[Code, tuple[int, ...]]:
    """Copy the steps that `roots` depend on, in canonical order: arguments first, left to right.

    Equal expressions get equal code, whatever else the builder holds.

    Returns:
        The code, and the indices of the roots in it.
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


def depending(steps: list[Step], places: Iterable[int]) -> set[int]:
    """Return the indices of all steps that those at `places` depend on, themselves included."""
    found: set[int] = set()
    waiting = list(places)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += steps[at].args
    return found


def tree_size(code: Code) -> int:
    """Return the number of nodes of the expression tree, in which shared steps are repeated."""
    sizes: list[int] = []
    for step in code:
        sizes.append(1 + sum(sizes[a] for a in step.args))
    return sizes[-1]


def number_of(builder: Builder, place: int) -> Fraction | None:
    """Return the exact value of a literal such as 2, -2, 1/3, -1/3 or 1/-3; otherwise `None`."""
    op, args, _ = builder.steps[place]
    if op == "neg":
        inner = _unsigned(builder, args[0])
        return None if inner is None else -inner
    return _unsigned(builder, place)


def _unsigned(builder: Builder, place: int) -> Fraction | None:
    """Return the value of an unsigned number, or of a quotient of two signed ones; otherwise `None`."""
    if builder.steps[place].op != "div":
        return _decimal(builder, place)
    over, under = (_decimal(builder, a) for a in builder.steps[place].args)
    return None if over is None or under is None or under == 0 else over / under


def _decimal(builder: Builder, place: int) -> Fraction | None:
    op, args, value = builder.steps[place]
    if op == "neg" and builder.steps[args[0]].op == "number":
        return -exactly(builder.steps[args[0]].value)
    return exactly(value) if op == "number" else None


TOO_LARGE = "a number in the result is larger than 1.8·10^308; scale the function"
"""The message for numbers beyond those of IEEE 754."""


@lru_cache(maxsize=1024)
def exactly(value: float | str | None) -> Fraction:
    """Return the value of the decimal by which a number is written: 1/10 for 0.1.

    Example:
        >>> exactly(0.1)
        Fraction(1, 10)

    Raises:
        MathError: If it is infinite.
    """
    if value == float("inf"):
        raise MathError(TOO_LARGE)
    return Fraction(repr(value))


def nearest(value: Fraction) -> float:
    """Return the float that is nearest to a fraction.

    Raises:
        MathError: If it is larger than any float.

    Example:
        >>> nearest(Fraction(10) ** 320)
        Traceback (most recent call last):
        mathcore.math_errors.MathError: a number in the result is larger than 1.8·10^308; scale the function
    """
    try:
        return float(value)
    except OverflowError as error:
        raise MathError(TOO_LARGE) from error


def exact_product(a: Fraction, b: Fraction) -> Fraction:
    """Return a b; most factors are 1, for which fractions need no multiplication.

    Example:
        >>> exact_product(Fraction(1), Fraction(2, 3))
        Fraction(2, 3)
    """
    return b if a == 1 else a if b == 1 else a * b


def write_number(builder: Builder, value: Fraction, decimal: bool) -> int | None:
    """Return the index of a number: as a decimal if requested and possible, as p/q otherwise.

    `None` if p or q is not exactly a float.
    """
    size = abs(value)
    small = size.denominator == 1 and size.numerator <= 2**53
    if small or ((decimal or size.denominator == 1) and _is_float(size)):
        place = builder.number(float(size))
        return builder.step("neg", place) if value < 0 else place
    if size.numerator > 2**53 or size.denominator > 2**53:
        return None
    over, under = builder.number(float(size.numerator)), builder.number(float(size.denominator))
    place = builder.step("div", over, under)
    return builder.step("neg", place) if value < 0 else place


def _is_float(size: Fraction) -> bool:
    """Return whether a positive number is the shortest decimal of a float."""
    return size < _LARGEST and Fraction(repr(float(size))) == size


def is_decimal(builder: Builder, place: int) -> bool:
    """Return whether a literal is a decimal with a fractional part."""
    step = builder.steps[place]
    if step.op == "number":
        return isinstance(step.value, float) and not step.value.is_integer()
    return any(is_decimal(builder, a) for a in step.args)


def folded(builder: Builder, op: str, *args: int) -> int:
    """Return the index of `op(args)` with constants folded and trivial operations removed."""
    folded = _number_folded(builder, op, args)
    if folded is not None:
        return folded
    simpler = _SIMPLER.get(op)
    found = simpler(builder, *args) if simpler is not None else None
    return builder.step(op, *args) if found is None else found


def _number_folded(builder: Builder, op: str, args: tuple[int, ...]) -> int | None:
    if op not in ("add", "sub", "mul", "div", "pow", *_RELATIONS) or len(args) != 2:
        return None
    a, b = (number_of(builder, place) for place in args)
    if a is None or b is None:
        return None
    if op in _RELATIONS:
        return builder.number(float(_RELATIONS[op](a, b)))
    value = _arithmetic(op, a, b)
    if value is None:
        return None
    return write_number(builder, value, any(is_decimal(builder, place) for place in args))


def _arithmetic(op: str, a: Fraction, b: Fraction) -> Fraction | None:
    if op == "add":
        return a + b
    if op == "sub":
        return a - b
    if op == "mul":
        return a * b
    if op == "div":
        return a / b if b != 0 else None
    if b.denominator == 1 and 0 <= b <= 20 and a.denominator == 1 and abs(a) < 1000 and (a != 0 or b != 0):
        return a ** int(b)
    return None


def _is(builder: Builder, place: int, value: int) -> bool:
    return number_of(builder, place) == value


def _negated(builder: Builder, place: int) -> int | None:
    """Return the index of a if the step is -a."""
    step = builder.steps[place]
    return step.args[0] if step.op == "neg" else None


def _add(builder: Builder, a: int, b: int) -> int | None:
    if _is(builder, a, 0):
        return b
    if _is(builder, b, 0):
        return a
    inner = _negated(builder, b)
    return None if inner is None else folded(builder, "sub", a, inner)


def _sub(builder: Builder, a: int, b: int) -> int | None:
    if _is(builder, b, 0):
        return a
    if _is(builder, a, 0):
        return folded(builder, "neg", b)
    inner = _negated(builder, b)
    return None if inner is None else folded(builder, "add", a, inner)


def _neg(builder: Builder, a: int) -> int | None:
    if _is(builder, a, 0):
        return a
    return _negated(builder, a)


def _mul(builder: Builder, a: int, b: int) -> int | None:
    for one, other in ((a, b), (b, a)):
        if _is(builder, one, 0):
            return one
        if _is(builder, one, 1):
            return other
    for one, other, first in ((a, b, True), (b, a, False)):
        inner = _negated(builder, one)
        if inner is not None:
            product = (inner, other) if first else (other, inner)
            return folded(builder, "neg", folded(builder, "mul", *product))
        step = builder.steps[one]
        if step.op == "div" and _is(builder, step.args[0], 1):
            return folded(builder, "div", other, step.args[1])
    if number_of(builder, b) is not None and number_of(builder, a) is None:
        return folded(builder, "mul", b, a)
    step = builder.steps[b]
    if (
        step.op == "mul"
        and number_of(builder, a) is not None
        and number_of(builder, step.args[0]) is not None
        # A product of two numbers stands where it is no double; to multiply on would never end.
        and number_of(builder, step.args[1]) is None
    ):
        return folded(builder, "mul", folded(builder, "mul", a, step.args[0]), step.args[1])
    return None


def _div(builder: Builder, a: int, b: int) -> int | None:
    if _is(builder, b, 1) or _is(builder, a, 0):
        return a
    for one, other, first in ((a, b, True), (b, a, False)):
        inner = _negated(builder, one)
        if inner is not None:
            quotient = (inner, other) if first else (other, inner)
            return folded(builder, "neg", folded(builder, "div", *quotient))
    return _cancelled(builder, a, b)


def _cancelled(builder: Builder, a: int, b: int) -> int | None:
    """Cancel a number that is a factor of numerator and denominator: (2x)/(2y) is x/y."""
    over, under = builder.steps[a], builder.steps[b]
    shared = over.op == under.op == "mul" and over.args[0] == under.args[0]
    if not shared or number_of(builder, over.args[0]) in (None, 0):
        return None
    return folded(builder, "div", over.args[1], under.args[1])


def _pow(builder: Builder, a: int, b: int) -> int | None:
    if _is(builder, b, 1):
        return a
    return builder.number(1.0) if _is(builder, b, 0) else None


def _and(builder: Builder, a: int, b: int) -> int | None:
    for one, other in ((a, b), (b, a)):
        if _is(builder, one, 0):
            return one
        if _is(builder, one, 1):
            return other
    return None


def _where(builder: Builder, condition: int, then: int, other: int) -> int | None:
    truth = number_of(builder, condition)
    if truth is not None:
        return then if truth else other
    return then if then == other else None


_RELATIONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {
        "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
        "eq": operator.eq, "ne": operator.ne,
    }
)  # fmt: skip
_SIMPLER = MappingProxyType({
    "add": _add, "sub": _sub, "neg": _neg, "mul": _mul, "div": _div, "pow": _pow, "and": _and,
    "where": _where,
})  # fmt: skip
