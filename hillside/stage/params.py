"""Parameters, declared once: the options, the help, the checks and the recipe of a figure all read this.

    @parameters
    class Params:
        function: Expr = param(default="x^3/3 - x", help="the curve, in x")
        at: float = param(default=1.5, help="where the tangent touches")

`Params` is then a frozen, keyword-only dataclass that checks itself on construction. A method `check(self)`
may hold the rules between fields; it raises `ParamError`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from inspect import get_annotations
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform, get_origin, get_type_hints

from hillside.stage.bounds import Bounds
from hillside.stage.codecs import Codec, codec_of
from hillside.stage.errors import ParamError, Refusal

__all__ = ["Param", "ParamError", "fields_of", "param", "parameters", "replace"]


@dataclass(frozen=True, kw_only=True)
class Param:
    """One declared parameter: its `name` and `type`, `help`, `default` value, `bounds` and text `codec`."""

    name: str
    type: Any
    help: str
    default: Any
    bounds: Bounds
    codec: Codec

    @property
    def low(self) -> float | None:
        """The least number allowed, or its open bound."""
        return self.bounds.above if self.bounds.low is None else self.bounds.low

    @property
    def high(self) -> float | None:
        """The greatest number allowed, or its open bound."""
        return self.bounds.below if self.bounds.high is None else self.bounds.high

    def read(self, text: str) -> object:
        """Return the value written as `text`, or raise `ParamError`."""
        try:
            return self.codec.read(text)
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
    """What `param` notes down, until the class is made and the type is known."""

    default: object
    help: str
    bounds: Bounds
    names: tuple[str, ...]


class Parameters(Protocol):
    """Any instance of a class that `parameters` has made."""

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
) -> Any:
    """Declare a parameter inside a class made by `parameters`.

    Args:
        default: The value when none is given; a text goes through the codec of the type.
        help: What it is, in a few words; shown by the command line and the reference.
        low: The least number allowed.
        high: The greatest number allowed.
        above: A number that the value must exceed.
        below: A number that the value must stay under.
        names: The variables that an `Expr` may hold.
    """
    bounds = Bounds(low=low, high=high, above=above, below=below)
    return Declaration(default=default, help=help, bounds=bounds, names=names)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(param,))
def parameters(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, keyword-only dataclass of parameters that checks itself on construction.

    >>> @parameters
    ... class Params:
    ...     rate: float = param(default="1/4", help="learning rate", above=0)
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
    return dataclass(frozen=True, kw_only=True)(cls)


def _declared(name: str, kind: object, found: object) -> Param:
    if not isinstance(found, Declaration) or not found.help:
        raise TypeError(f"{name} needs a declaration such as param(default=…, help='what it is')")
    codec = codec_of(kind, found.names)
    default = codec.read(found.default) if isinstance(found.default, str) else found.default
    made = Param(name=name, type=kind, help=found.help, default=default, bounds=found.bounds, codec=codec)
    return dataclasses.replace(made, default=made.accept(default))


def _check(self: Parameters) -> None:
    for each in fields_of(self):
        object.__setattr__(self, each.name, each.accept(getattr(self, each.name)))
    check = getattr(self, "check", None)
    if check is not None:
        check()


def fields_of(params: Parameters | type[Parameters]) -> tuple[Param, ...]:
    """Return the declared parameters in order.

    >>> @parameters
    ... class Params:
    ...     steps: int = param(default=5, help="how many steps", low=0)
    >>> [(each.name, each.default, each.low, each.high) for each in fields_of(Params)]
    [('steps', 5, 0, None)]
    """
    return tuple(field.metadata["param"] for field in dataclasses.fields(params))


def replace(params: P, **changes: object) -> P:
    """Return `params` with some values changed, checked again.

    >>> @parameters
    ... class Params:
    ...     at: float = param(default=1.5, help="where the tangent touches")
    >>> replace(Params(), at=2)
    Params(at=2.0)
    """
    return dataclasses.replace(params, **changes)
