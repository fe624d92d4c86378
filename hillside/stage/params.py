"""Parameters, declared once: the options, the help, the checks and the recipe of a figure all read this.

    @parameters
    class Params:
        function: Expr = param(default="x^3/3 - x", help="the curve, in x")
        at: float = param(default=1.5, help="where the tangent touches")

`Params` is then a frozen, keyword-only dataclass that checks itself on construction. A method `check(self)`
may hold the rules between fields; it raises `ParamError`. Each type has one codec, the conversions between
a value and its text, with `read(show(v)) == v`.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import get_annotations
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)
from unicodedata import category

from hillside.stage import AUTO, SEPARATOR
from hillside.stage.errors import LONGEST_NAME, ParamError, Refusal, as_refusals, shortened, suggestion
from hillside.stage.samples import Samples, accept_samples, read_samples, show_samples
from mathcore import Constant, Expr, Interval, constant, parse
from mathcore.language.decimal_commas import with_points
from mathcore.language.expr import USUAL_NAMES


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The allowed numbers: from `low` to `high`, above `above` and below `below`; `None` is no bound."""

    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None

    def __contains__(self, value: float) -> bool:
        return (
            (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )

    def __str__(self) -> str:
        """Return the rule in words, or the empty string.

        >>> str(Bounds(above=0, high=1))
        'above 0 and at most 1'
        """
        words = ("at least", self.low), ("above", self.above), ("at most", self.high), ("below", self.below)
        return " and ".join(f"{word} {bound:g}" for word, bound in words if bound is not None)


Values = Mapping[str, float | str]
"""Values of letters, as numbers or as formulas."""
NO_VALUES: Values = MappingProxyType({})

NONE = "none"
"""The text of no number at all."""
TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


@dataclass(frozen=True)
class Codec:
    """The conversions between a value and its text, and what to call the text in a help page."""

    read: Callable[..., Any]
    show: Callable[[Any], str]
    accept: Callable[[Any], Any]
    """Convert a value given in Python to the type's own, or raise `TypeError`."""
    shape: str
    is_formula: bool = False
    """Whether the text is a formula, whose letters may have values."""
    has_decimals: bool = False
    """Whether the text is a number, or several, that may have a decimal comma."""


def codec_of(annotation: object, names: tuple[str, ...] = ("x",)) -> Codec:
    """Return the codec of a number, numbers, bool, str, `Literal`, `Interval`, `Expr` or `Samples`, or None.

    `names` are the usual variables of an `Expr`, whose place other letters may take.

    A number that is typed as a formula keeps it:

    >>> codec_of(float).read("pi/2"), codec_of(float).read("1.5")
    (constant('pi/2'), 1.5)
    >>> codec_of(float | None).show(None)
    'auto'
    >>> codec_of(Interval).show(codec_of(Interval).read("-3:3"))
    '-3:3'
    >>> codec_of(tuple[float, ...]).read("-1; pi"), codec_of(tuple[float, ...]).show(())
    ((-1.0, constant('pi')), 'none')

    Raises:
        TypeError: The type has no codec.
    """
    if get_origin(annotation) in (Union, UnionType):
        inner = [part for part in get_args(annotation) if part is not NoneType]
        if len(inner) == 1 and NoneType in get_args(annotation):
            return _or_auto(codec_of(inner[0], names))
    if get_origin(annotation) is Literal:
        return _choice(get_args(annotation))
    if annotation is Expr:
        return Codec(
            partial(_read_expr, names),
            partial(_show_expr, names),
            partial(_accept_expr, names),
            "EXPRESSION",
            is_formula=True,
        )
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    raise TypeError(f"{annotation!r} has no text form; use float, int, bool, str, Literal, Interval or Expr")


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    return _finite(value, str(value))


def _finite(value: float, given: str) -> float:
    if not math.isfinite(value):
        raise Refusal(f"{given} is not a finite number; give one such as 1.5 or pi/2")
    return value if isinstance(value, Constant) else float(value)


def _read_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        with as_refusals():
            value = constant(text)
    return _finite(value, f'"{text}"')


def _show_number(value: float) -> str:
    return str(value) if isinstance(value, Constant) else _shortest(value)


def _shortest(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _read_whole(text: str) -> int:
    if not re.fullmatch(r"\s*[+-]?[0-9]{1,18}\s*", text):
        raise Refusal(f'"{text}" is not a whole number; write one such as 5')
    return int(text)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _read_truth(text: str) -> bool:
    word = text.strip().lower()
    if word not in TRUE + FALSE:
        raise Refusal(f'"{text}" is neither true nor false; write true or false')
    return word in TRUE


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    odd = [character for character in value if category(character) in ("Cc", "Cs") and character != "\n"]
    if odd:
        raise Refusal(f"{value!r} holds the character {odd[0]!r}, which cannot be drawn; leave it out")
    return value


def _read_interval(text: str) -> Interval:
    # A list of two numbers in a lecture file is written like any other list.
    low, between, high = text.partition(":" if ":" in text else SEPARATOR.strip())
    if not between:
        raise Refusal(f'"{text}" is not LOW:HIGH; write two numbers with a colon between them, such as -3:3')
    with as_refusals():
        return Interval(_read_number(low), _read_number(high))


def _show_interval(value: Interval) -> str:
    return f"{_show_number(value.low)}:{_show_number(value.high)}"


def _interval(value: object) -> Interval:
    """Return an interval, which may be given as a pair such as `[-3, 4]`."""
    if isinstance(value, Interval):
        return value
    if not isinstance(value, list | tuple):
        raise TypeError
    ends = cast(Sequence[object], value)
    if len(ends) != 2:
        raise TypeError
    with as_refusals():
        return Interval(_number(ends[0]), _number(ends[1]))


def _read_numbers(text: str) -> tuple[float, ...]:
    return () if text.strip() == NONE else tuple(_read_number(each) for each in _texts(text))


def _texts(text: str) -> list[str]:
    """Return the values in a text, each as text."""
    return [each for each in text.split(SEPARATOR.strip()) if each.strip()]


def _show_numbers(values: tuple[float, ...]) -> str:
    return SEPARATOR.join(map(_show_number, values)) or NONE


def _numbers(value: object) -> tuple[float, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(map(_number, cast("Sequence[object]", value)))


def _read_expr(names: tuple[str, ...], text: str, let: Values = NO_VALUES) -> Expr:
    with as_refusals():
        return parse(text, usual=names, let=let)


def _show_expr(names: tuple[str, ...], value: Expr) -> str:
    """Return the text of a function that is read as the same one: with its variables, where it needs them."""
    text = str(value)
    if value.called in USUAL_NAMES and parse(text, usual=names) == value:
        return text
    return f"{value.applied} = {text}"


def _accept_expr(names: tuple[str, ...], value: object) -> Expr:
    if not isinstance(value, Expr):
        raise TypeError
    if set(value.names) <= set(names):
        return value if len(value.names) == len(names) else Expr(value.code, names, value.called)
    if len(value.names) > len(names):
        many = "one variable" if len(names) == 1 else f"{len(names)} variables"
        raise Refusal(f'"{value}" is written in {", ".join(value.names)}; a function of {many} stands here')
    return value


def _choice(words: tuple[str, ...]) -> Codec:
    def accept(value: object) -> str:
        if value not in words:
            listed = ", ".join(words)
            raise Refusal(f'"{value}" is not one of {listed}{suggestion(str(value), words)}')
        return str(value)

    def read(text: str) -> str:
        return accept(text.strip().lower())

    return Codec(read, str, accept, "|".join(words))


def _or_auto(inner: Codec) -> Codec:
    """Return a codec in which `auto` stands for `None`; the text `auto` itself has a backslash."""

    def read(text: str, *let: Values) -> object:
        if text == AUTO:
            return None
        return inner.read(text[1:] if re.fullmatch(rf"\\+{AUTO}", text) else text, *let)

    def show(value: object) -> str:
        text = AUTO if value is None else inner.show(value)
        return rf"\{text}" if value is not None and re.fullmatch(rf"\\*{AUTO}", text) else text

    return Codec(
        read,
        show,
        lambda value: None if value is None else inner.accept(value),
        f"{inner.shape}|{AUTO}",
        inner.is_formula,
        inner.has_decimals,
    )


_PLAIN: Mapping[Any, Codec] = MappingProxyType(
    {
        float: Codec(_read_number, _show_number, _number, "NUMBER", has_decimals=True),
        int: Codec(_read_whole, str, _whole, "WHOLE NUMBER"),
        bool: Codec(_read_truth, lambda value: str(value).lower(), _truth, "true|false"),
        str: Codec(_words, str, _words, "TEXT"),
        Interval: Codec(_read_interval, _show_interval, _interval, "LOW:HIGH", has_decimals=True),
        tuple[float, ...]: Codec(
            _read_numbers, _show_numbers, _numbers, f"NUMBERS|{NONE}", has_decimals=True
        ),
        Samples: Codec(read_samples, show_samples, accept_samples, "FILE.csv"),
    }
)


__all__ = ["Param", "ParamError", "fields_of", "param", "parameters", "replace"]


@dataclass(frozen=True, kw_only=True)
class Param:
    """One declared parameter: its `name` and `type`, `help`, `default` value, `bounds` and text `codec`.

    `more` names the parameter that takes the other values, if several are given.
    """

    name: str
    type: Any
    help: str
    default: Any
    bounds: Bounds
    codec: Codec
    more: str | None = None

    @property
    def low(self) -> float | None:
        """The minimum, or an open lower bound."""
        return self.bounds.above if self.bounds.low is None else self.bounds.low

    @property
    def high(self) -> float | None:
        """The maximum, or an open upper bound."""
        return self.bounds.below if self.bounds.high is None else self.bounds.high

    def read(self, text: str, let: Values = NO_VALUES, *, comma: bool = False) -> object:
        """Return the value written as `text`, or raise `ParamError`.

        Args:
            text: The text.
            let: The values of letters in a formula.
            comma: Whether decimals may be written with a comma.
        """
        codec = self.codec
        try:
            if comma and (codec.is_formula or codec.has_decimals):
                with as_refusals():
                    text = with_points(text)
            return codec.read(text, let) if codec.is_formula and let else codec.read(text)
        except Refusal as error:
            raise ParamError(self.name, str(error)) from error

    def accept(self, value: object) -> object:
        """Return `value` in the declared type and within the bounds, or raise `ParamError`."""
        try:
            value = self.codec.accept(value)
        except TypeError as error:
            raise ParamError(self.name, f"{value!r} is not {self.codec.shape}") from error
        except Refusal as error:
            raise ParamError(self.name, str(error)) from error
        if isinstance(value, (int, float)) and value not in self.bounds:
            raise ParamError(
                self.name, f"{self.codec.show(value)} is out of range; choose a number {self.bounds}"
            )
        return value


@dataclass(frozen=True)
class Declaration:
    """The arguments of `param`, kept until the class is made and the type is known."""

    default: object
    help: str
    bounds: Bounds
    names: tuple[str, ...]
    more: str | None


class Parameters(Protocol):
    """Any instance of a class made by `parameters`."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


P = TypeVar("P", bound=Parameters)
T = TypeVar("T")


def param(
    *,
    default: object,
    help: str,  # noqa: A002 - the word every reader of an option looks for
    low: float | None = None,
    high: float | None = None,
    above: float | None = None,
    below: float | None = None,
    names: tuple[str, ...] = ("x",),
    more: str | None = None,
) -> Any:
    """Declare a parameter inside a class made by `parameters`.

    Args:
        default: The default value; a text is read by the codec of the type.
        help: A description in a few words, shown by the command line and the reference.
        low: The minimum.
        high: The maximum.
        above: A bound that the value must exceed.
        below: A bound that the value must stay under.
        names: The usual variables of an `Expr`; other letters may take their place.
        more: The parameter that takes the other values if this one is given several times; it keeps the last.
    """
    bounds = Bounds(low=low, high=high, above=above, below=below)
    return Declaration(default=default, help=help, bounds=bounds, names=names, more=more)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(param,))
def parameters(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, keyword-only dataclass of parameters that checks itself on construction.

    >>> @parameters
    ... class Params:
    ...     rate: float = param(default="0.25", help="learning rate", above=0)
    >>> Params().rate
    0.25
    >>> Params(rate=-1)
    Traceback (most recent call last):
    hillside.stage.errors.ParamError: rate: -1 is out of range; choose a number above 0

    Raises:
        TypeError: A field is not declared with `param`, lacks its help, or has a type without a text form.
    """
    hints = get_type_hints(cls)
    for name in get_annotations(cls):
        if get_origin(hints[name]) is not ClassVar:
            declared = _declared(name, hints[name], cls.__dict__.get(name))
            setattr(cls, name, dataclasses.field(default=declared.default, metadata={"param": declared}))
    cls.__post_init__ = _check  # pyright: ignore[reportAttributeAccessIssue]
    cls.__eq__ = _same
    return dataclass(frozen=True, kw_only=True)(cls)


def _declared(name: str, kind: object, found: object) -> Param:
    if not isinstance(found, Declaration) or not found.help:
        raise TypeError(f"{name} needs a declaration such as param(default=…, help='what it is')")
    codec = codec_of(kind, found.names)
    default = codec.read(found.default) if isinstance(found.default, str) else found.default
    made = Param(
        name=name,
        type=kind,
        help=found.help,
        default=default,
        bounds=found.bounds,
        codec=codec,
        more=found.more,
    )
    return dataclasses.replace(made, default=made.accept(default))


def _check(self: Parameters) -> None:
    for each in fields_of(self):
        object.__setattr__(self, each.name, each.accept(getattr(self, each.name)))
    check = getattr(self, "check", None)
    if check is not None:
        check()


def _same(self: object, other: object) -> bool:
    """Return whether two are of one class with the same values; π/2 is shown otherwise than its float."""
    if type(self) is not type(other):
        return NotImplemented
    declared = fields_of(cast(Parameters, self))
    return all(_agree(each, getattr(self, each.name), getattr(other, each.name)) for each in declared)


def _agree(declared: Param, one: object, another: object) -> bool:
    alike = type(one) is type(another) or declared.codec.show(one) == declared.codec.show(another)
    return alike and one == another


def params_of(
    kind: type[P], given: Mapping[str, object], let: Values = NO_VALUES, *, comma: bool = False
) -> P:
    """Return parameters from values or their texts; those not given keep their defaults.

    Args:
        kind: the class of the parameters.
        given: values by name.
        let: the values of letters in formulas.
        comma: whether decimals may be written with a comma.

    Raises:
        ParamError: a name is unknown, a text cannot be read, or a value is out of range.

    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> params_of(Params, {"at": "pi/2"}).at
    constant('pi/2')
    >>> @parameters
    ... class Several:
    ...     at: float = param(default=1.5, help="where the tangent touches", more="also_at")
    ...     also_at: tuple[float, ...] = param(default="none", help="where others touch")
    >>> params_of(Several, {"at": [-1, 0, 2]})
    Several(at=2.0, also_at=(-1.0, 0.0))
    """
    known = {each.name: each for each in fields_of(kind)}
    values: dict[str, object] = {}
    for name, value in _given_one_by_one(known, given).items():
        if name not in known:
            way_out = suggestion(name, known) or f"; choose from {', '.join(known)}"
            raise ParamError(shortened(name, LONGEST_NAME), f"no such parameter here{way_out}")
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        # A number is parsed like its text, so that it is also accepted for a function.
        is_text = number or isinstance(value, str)
        values[name] = known[name].read(str(value), let, comma=comma) if is_text else value
    return kind(**values)


def _given_one_by_one(known: Mapping[str, Param], given: Mapping[str, object]) -> dict[str, object]:
    """Return values by name, where several values of one parameter are shared with the one that takes more.

    Raises:
        ParamError: The other values are given twice: here, and by their own name.
    """
    values = dict(given)
    for name, value in given.items():
        more = known[name].more if name in known else None
        several = _several(value)
        if more is None or len(several) < 2:
            continue
        if more in given:
            raise ParamError(more, f"{name} is given {len(several)} times as well; use one of the two ways")
        *others, values[name] = several
        values[more] = SEPARATOR.join(str(each) for each in others)
    return values


def _several(value: object) -> Sequence[object]:
    if isinstance(value, str):
        return _texts(value)
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else (value,)


def fields_of(params: Parameters | type[Parameters]) -> tuple[Param, ...]:
    """Return the declared parameters in order of declaration, those of a class before those of its bases.

    >>> @parameters
    ... class Params:
    ...     steps: int = param(default=5, help="how many steps", low=0)
    >>> [(each.name, each.default, each.low, each.high) for each in fields_of(Params)]
    [('steps', 5, 0, None)]
    """
    kind = params if isinstance(params, type) else type(params)
    own = [name for base in kind.__mro__ for name in get_annotations(base)]
    fields = sorted(dataclasses.fields(params), key=lambda field: own.index(field.name))
    return tuple(field.metadata["param"] for field in fields)


def replace(params: P, **changes: object) -> P:
    """Return `params` with some values changed and checked again.

    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> replace(Params(), at=2)
    Params(at=2.0)
    """
    return dataclasses.replace(params, **changes)
