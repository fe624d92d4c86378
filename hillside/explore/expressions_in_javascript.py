"""Python's expressions as JavaScript."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from hillside.explore.javascript_names import BUILTINS, ERRORS, FOREIGN, LIBRARY, attribute, local
from hillside.explore.python_sources import Source, full_name, is_erased

_OPERATORS: Mapping[type[ast.operator], str] = MappingProxyType({
    ast.Add: "$add", ast.Sub: "$sub", ast.Mult: "$mul", ast.Div: "$div", ast.FloorDiv: "$floordiv",
    ast.Mod: "$mod", ast.Pow: "$power", ast.BitOr: "$or", ast.BitAnd: "$and", ast.BitXor: "$xor",
})  # fmt: skip
_ORDERS: Mapping[type[ast.cmpop], str] = MappingProxyType(
    {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
)
_TRUTHS = frozenset({"any", "all", "isinstance", "bool"})


class Untranslatable(Exception):  # noqa: N818 - reads as what it says
    """A construction of Python that the translation does not know."""


@dataclass(frozen=True)
class Scope:
    """Where an expression stands.

    Attributes:
        source: The module.
        names: The name of each definition in JavaScript, by its full name.
        parameters: The names of the parameters of functions, classes and methods; `None` where two differ.
        locals: The variables of the functions around.
        members: The short names of attributes.
        methods: The names of methods, which remember whose they are when they are passed on.
    """

    source: Source
    names: Mapping[str, str]
    parameters: Mapping[str, Sequence[str] | None]
    locals: frozenset[str] = field(default_factory=frozenset[str])
    members: Mapping[str, str] = field(default_factory=dict[str, str])
    methods: frozenset[str] = frozenset()

    def within(self, names: set[str]) -> Scope:
        """Return the scope inside a function with these variables."""
        return replace(self, locals=self.locals | names)

    def member(self, name: str) -> str:
        """Return the name of an attribute."""
        return self.members.get(name) or attribute(name)


def fail(node: ast.AST) -> Untranslatable:
    """Return the error about a node that cannot be translated."""
    return Untranslatable(f"line {getattr(node, 'lineno', '?')}: {ast.unparse(node)}")


def expression(node: ast.expr, scope: Scope) -> str:
    """Return an expression in JavaScript."""
    match node:
        case ast.Constant():
            return _constant(node.value)
        case ast.Name():
            return _name(node, scope)
        case ast.Attribute():
            return _attribute(node, scope)
        case ast.Call():
            return _call(node, scope)
        case ast.BinOp():
            function = _OPERATORS.get(type(node.op))
            if function is None:
                raise fail(node)
            return f"{function}({expression(node.left, scope)},{expression(node.right, scope)})"
        case ast.UnaryOp():
            return _unary(node, scope)
        case ast.BoolOp():
            return _boolean(node, scope)
        case ast.Compare():
            return _compared(node, scope)
        case ast.IfExp():
            test, body, other = (
                truth(node.test, scope),
                expression(node.body, scope),
                expression(node.orelse, scope),
            )
            return f"({test}?{body}:{other})"
        case ast.Tuple() | ast.List():
            return f"[{','.join(_items(node.elts, scope))}]"
        case ast.Set():
            return f"$set([{','.join(_items(node.elts, scope))}])"
        case ast.Dict():
            return _dictionary(node, scope)
        case ast.ListComp() | ast.GeneratorExp():
            return _comprehension(node.generators, partial(expression, node.elt), scope)
        case ast.SetComp():
            made = _comprehension(node.generators, partial(expression, node.elt), scope)
            return f"$set({made})"
        case ast.DictComp():

            def pair(inner: Scope) -> str:
                return f"[{expression(node.key, inner)},{expression(node.value, inner)}]"

            return f"$dict({_comprehension(node.generators, pair, scope)})"
        case ast.JoinedStr():
            return _joined(node, scope)
        case ast.Lambda():
            names = parameter_names(node.args)
            inner = scope.within(set(names))
            body = expression(node.body, inner)
            return f"(({parameters(node.args, scope)})=>{'(' + body + ')' if body[0] == '{' else body})"
        case ast.Subscript():
            return _subscript(node, scope)
        case ast.Starred():
            return f"...$list({expression(node.value, scope)})"
        case ast.NamedExpr():
            return f"({local(node.target.id)}={expression(node.value, scope)})"
        case ast.Yield():
            return f"(yield {expression(node.value, scope) if node.value else 'null'})"
        case ast.YieldFrom():
            return f"(yield* {expression(node.value, scope)})"
        case _:
            raise fail(node)


def _constant(value: Any) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        shown = repr(value)
        return shown.removesuffix(".0") if abs(value) < 2**53 else shown
    raise Untranslatable(repr(value))


def _items(nodes: Sequence[ast.expr], scope: Scope) -> list[str]:
    return [expression(each, scope) for each in nodes]


def _name(node: ast.Name, scope: Scope) -> str:
    name = node.id
    if name in scope.locals:
        return local(name)
    full = scope.source.meaning(name)
    if full is not None:
        return _defined(full, node, scope)
    if name in BUILTINS:
        return f"${name}"
    if name in ERRORS:
        return ERRORS[name]
    raise fail(node)


def _defined(full: str, node: ast.expr, scope: Scope) -> str:
    """Return what a full name is in JavaScript."""
    if is_erased(full):
        return "null"
    if full.startswith("numpy."):
        return f"np.{full.removeprefix('numpy.')}"
    known = FOREIGN.get(full) or LIBRARY.get(full) or scope.names.get(full)
    if known is None:
        raise fail(node)
    return known


def _attribute(node: ast.Attribute, scope: Scope, called: bool = False) -> str:
    if not (isinstance(node.value, ast.Name) and node.value.id in scope.locals):
        full = full_name(node, scope.source)
        if full is not None:
            return _defined(full, node, scope)
    if not called and node.attr in scope.methods and isinstance(node.ctx, ast.Load):
        return f'$bound({_operand(node.value, scope)},"{scope.member(node.attr)}")'
    return f"{_operand(node.value, scope)}.{scope.member(node.attr)}"


def _operand(node: ast.expr, scope: Scope) -> str:
    shown = expression(node, scope)
    return f"({shown})" if isinstance(node, ast.Constant) and not isinstance(node.value, str) else shown


def _unary(node: ast.UnaryOp, scope: Scope) -> str:
    if isinstance(node.op, ast.Not):
        return f"!{truth(node.operand, scope)}"
    if isinstance(node.op, ast.USub):
        number = isinstance(node.operand, ast.Constant)
        shown = expression(node.operand, scope)
        return f"-{shown}" if number else f"$neg({shown})"
    if isinstance(node.op, ast.UAdd):
        return expression(node.operand, scope)
    return f"$not({expression(node.operand, scope)})"


def is_truth(node: ast.expr) -> bool:
    """Return whether the value of an expression is true or false."""
    match node:
        case ast.Compare():
            return True
        case ast.UnaryOp():
            return isinstance(node.op, ast.Not)
        case ast.BoolOp():
            return all(map(is_truth, node.values))
        case ast.Constant():
            return isinstance(node.value, bool)
        case ast.Call(func=ast.Name(id=name)):
            return name in _TRUTHS
        case ast.Call(func=ast.Attribute(attr=name)):
            return name.startswith(("is_", "starts", "ends", "isd", "isa"))
        case ast.Attribute():
            return node.attr.startswith("is_")
        case _:
            return False


def truth(node: ast.expr, scope: Scope) -> str:
    """Return an expression in JavaScript that is true where Python takes the value for true."""
    match node:
        case ast.BoolOp():
            sign = "&&" if isinstance(node.op, ast.And) else "||"
            return f"({sign.join(truth(each, scope) for each in node.values)})"
        case ast.UnaryOp(op=ast.Not()):
            return f"!{truth(node.operand, scope)}"
        case _:
            shown = expression(node, scope)
            return shown if is_truth(node) else f"$true({shown})"


def _boolean(node: ast.BoolOp, scope: Scope) -> str:
    if is_truth(node):
        return truth(node, scope)
    function = "$all_of" if isinstance(node.op, ast.And) else "$any_of"
    first, *others = node.values
    later = [f"()=>{_body(each, scope)}" for each in others]
    return f"{function}({','.join([expression(first, scope), *later])})"


def _body(node: ast.expr, scope: Scope) -> str:
    shown = expression(node, scope)
    return f"({shown})" if shown.startswith("{") else shown


def _compared(node: ast.Compare, scope: Scope) -> str:
    sides = [node.left, *node.comparators]
    shown = [
        _relation(op, one, other, scope) for op, one, other in zip(node.ops, sides, sides[1:], strict=False)
    ]
    return shown[0] if len(shown) == 1 else f"({'&&'.join(shown)})"


def _relation(op: ast.cmpop, one: ast.expr, other: ast.expr, scope: Scope) -> str:
    left, right = expression(one, scope), expression(other, scope)
    plain = any(
        isinstance(each, ast.Constant) and isinstance(each.value, str | bool | None) for each in (one, other)
    )
    match op:
        case ast.Is():
            return f"({left}=={right})" if right == "null" else f"({left}==={right})"
        case ast.IsNot():
            return f"({left}!={right})" if right == "null" else f"({left}!=={right})"
        case ast.Eq():
            return f"({left}==={right})" if plain else f"$eq({left},{right})"
        case ast.NotEq():
            return f"({left}!=={right})" if plain else f"!$eq({left},{right})"
        case ast.In():
            return f"$in({left},{right})"
        case ast.NotIn():
            return f"!$in({left},{right})"
        case _:
            if isinstance(one, ast.Tuple) or isinstance(other, ast.Tuple):
                return f"($order({left},{right}){_ORDERS[type(op)]}0)"
            if _is_set(one) or _is_set(other):
                if not isinstance(op, ast.LtE):
                    raise fail(one)
                return f"$subset({left},{right})"
            return f"({left}{_ORDERS[type(op)]}{right})"


def _is_set(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("set", "frozenset")
    )


def _dictionary(node: ast.Dict, scope: Scope) -> str:
    shown: list[str] = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            shown.append(f"...{expression(value, scope)}.items_()")
        else:
            shown.append(f"[{expression(key, scope)},{expression(value, scope)}]")
    return f"$dict([{','.join(shown)}])"


def pattern(node: ast.expr, scope: Scope) -> str:
    """Return the target of an assignment, a loop or a comprehension."""
    match node:
        case ast.Name():
            return local(node.id)
        case ast.Tuple() | ast.List():
            if any(isinstance(each, ast.Starred) for each in node.elts[:-1]):
                raise fail(node)
            return f"[{','.join(pattern(each, scope) for each in node.elts)}]"
        case ast.Starred():
            return f"...{pattern(node.value, scope)}"
        case ast.Attribute():
            return f"{expression(node.value, scope)}.{scope.member(node.attr)}"
        case _:
            raise fail(node)


def _bound(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _comprehension(generators: Sequence[ast.comprehension], item: Any, scope: Scope) -> str:
    """Return the list of a comprehension."""
    first, *others = generators
    source = f"$list({expression(first.iter, scope)})"
    inner = scope.within(_bound(first.target))
    target = pattern(first.target, inner)
    target = target if target.isidentifier() else f"({target})"
    if any(isinstance(each, ast.NamedExpr) for test in first.ifs for each in ast.walk(test)):
        # What a condition names must be there when the item of the same round is made.
        tests = "&&".join(truth(test, inner) for test in first.ifs)
        return f"{source}.flatMap({target}=>{tests}?[{item(inner)}]:[])"
    for test in first.ifs:
        source += f".filter({target}=>{truth(test, inner)})"
    if others:
        return f"{source}.flatMap({target}=>{_comprehension(others, item, inner)})"
    made = item(inner)
    if made == target:
        return source
    return f"{source}.map({target}=>{'(' + made + ')' if made[0] == '{' else made})"


def _joined(node: ast.JoinedStr, scope: Scope) -> str:
    shown: list[str] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            text = str(part.value)
            shown.append(text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${"))
            continue
        assert isinstance(part, ast.FormattedValue)
        value = expression(part.value, scope)
        if part.format_spec is not None:
            value = f"$formatted({value},{expression(part.format_spec, scope)})"
        elif part.conversion == ord("r"):
            value = f"$repr({value})"
        else:
            value = f"$str({value})"
        shown.append("${" + value + "}")
    return f"`{''.join(shown)}`"


def _subscript(node: ast.Subscript, scope: Scope) -> str:
    value = _operand(node.value, scope)
    if isinstance(node.value, ast.Name) and node.value.id in BUILTINS and node.value.id not in scope.locals:
        return value  # dict[str, int]() makes a plain dictionary
    if isinstance(node.slice, ast.Slice):
        ends = [node.slice.lower, node.slice.upper, node.slice.step]
        shown = ["null" if each is None else expression(each, scope) for each in ends]
        while shown[-1] == "null" and len(shown) > 1:
            shown.pop()
        return f"$slice({','.join([value, *shown])})"
    return f"$at({value},{expression(node.slice, scope)})"


def _call(node: ast.Call, scope: Scope) -> str:
    function = node.func
    if isinstance(function, ast.Name | ast.Attribute) and not (
        isinstance(function, ast.Name) and function.id in scope.locals
    ):
        full = full_name(function, scope.source)
        if full is not None and is_erased(full):
            return "null"
        if full is not None and full in ("typing.TypeVar", "functools.partial"):
            raise fail(node)
    if isinstance(function, ast.Call) and isinstance(function.func, ast.Name) and function.func.id == "super":
        raise fail(node)
    if isinstance(function, ast.Attribute) and _is_super(function.value):
        return f"super.{scope.member(function.attr)}({','.join(_arguments(node, function.attr, scope))})"
    if isinstance(function, ast.Name) and function.id in ("any", "all") and function.id not in scope.locals:
        lazy = _quantified(node, function.id, scope)
        if lazy is not None:
            return lazy
    if isinstance(function, ast.Name) and function.id == "isinstance":
        return f"$isinstance({expression(node.args[0], scope)},{_types(node.args[1], scope)})"
    if isinstance(function, ast.Attribute):
        shown = _attribute(function, scope, called=True)
    else:
        shown = expression(function, scope)
    if isinstance(function, ast.Name):
        key = full_name(function, scope.source) if function.id not in scope.locals else None
        arguments = _arguments(node, key, scope)
    elif isinstance(function, ast.Attribute):
        full = full_name(function, scope.source)
        arguments = _arguments(node, full or function.attr, scope)
    else:
        arguments = _arguments(node, None, scope)
    made = "new " if _is_class(shown, function, scope) else ""
    return f"{made}{shown}({','.join(arguments)})"


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _is_class(shown: str, function: ast.expr, scope: Scope) -> bool:
    if isinstance(function, ast.Name) and function.id in scope.locals:
        return False
    full = full_name(function, scope.source) if isinstance(function, ast.Name | ast.Attribute) else None
    if full in FOREIGN:
        return full == "mathcore.expressions.evaluation.Program"
    if full is not None and full in scope.names:
        return scope.parameters.get(f"class {full}") is not None
    return shown in ERRORS.values() or shown == "Fraction"


def _types(node: ast.expr, scope: Scope) -> str:
    nodes = node.elts if isinstance(node, ast.Tuple) else [node]
    return f"[{','.join(expression(each, scope) for each in nodes)}]"


def _quantified(node: ast.Call, name: str, scope: Scope) -> str | None:
    """Return `any` or `all` of a comprehension, which stops at the first that decides."""
    argument = node.args[0]
    if not isinstance(argument, ast.GeneratorExp):
        return None
    *outer, last = argument.generators
    inner = scope
    start = ""
    for each in outer:
        target = pattern(each.target, inner.within(_bound(each.target)))
        test = name == "any"
        start += f"$list({expression(each.iter, inner)})"
        inner = inner.within(_bound(each.target))
        for condition in each.ifs:
            start += f".filter(({target})=>{truth(condition, inner)})"
        start += f".{'some' if test else 'every'}(({target})=>"
    source = f"$list({expression(last.iter, inner)})"
    inner = inner.within(_bound(last.target))
    target = pattern(last.target, inner)
    for condition in last.ifs:
        source += f".filter(({target})=>{truth(condition, inner)})"
    method = "some" if name == "any" else "every"
    return f"{start}{source}.{method}(({target})=>{truth(argument.elt, inner)}){')' * len(outer)}"


_KEYWORDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "sorted": ("iterable", "key", "reverse"),
        "sort": ("key", "reverse"),
        "zip": (),
        "fractions.Fraction": ("numerator", "denominator"),
        "difflib.get_close_matches": ("word", "possibilities", "n"),
        "dataclasses.replace": (),
    }
)
"""The parameters of Python's own functions that are given by name."""


def _arguments(node: ast.Call, key: str | None, scope: Scope) -> list[str]:
    """Return the arguments of a call in the order of the parameters."""
    given = _items(node.args, scope)
    name = node.func.id if isinstance(node.func, ast.Name) else key
    if not node.keywords:
        return given
    if name == "zip":
        return given
    named = {str(each.arg): expression(each.value, scope) for each in node.keywords}
    if key == "_replace" or name in ("min", "max") or key in FOREIGN:
        return [*given, "{" + ",".join(f"{scope.member(n)}:{value}" for n, value in named.items()) + "}"]
    order = (
        _KEYWORDS.get(key or "") or _KEYWORDS.get(name or "") or (scope.parameters.get(key) if key else None)
    )
    if order is None or "None" in named:
        raise fail(node)
    if any(each.startswith("*") for each in order):
        # A parameter after *args is given by a last argument that says its name.
        return [*given, "$named({" + ",".join(f"{local(n)}:{value}" for n, value in named.items()) + "})"]
    slots = list(order)[len(given) :]
    last = max(slots.index(each) for each in named)
    return [*given, *(named.get(each, "undefined") for each in slots[: last + 1])]


def parameter_names(arguments: ast.arguments) -> list[str]:
    """Return the names of all parameters."""
    plain = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return [*plain, *([arguments.vararg.arg] if arguments.vararg else [])]


def parameters(arguments: ast.arguments, scope: Scope, skip: int = 0) -> str:
    """Return the parameters of a function, those after *args aside."""
    if arguments.kwarg is not None:
        raise Untranslatable(f"**{arguments.kwarg.arg}")
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    shown = [
        _parameter(one.arg, value, scope)
        for one, value in zip(plain, [*defaults, *arguments.defaults], strict=True)
    ]
    if arguments.vararg is not None:
        shown.append(f"...{local(arguments.vararg.arg)}")
    else:
        shown += [
            _parameter(one.arg, value, scope)
            for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        ]
    return ",".join(shown[skip:])


def _parameter(name: str, value: ast.expr | None, scope: Scope) -> str:
    return local(name) if value is None else f"{local(name)}={expression(value, scope)}"
