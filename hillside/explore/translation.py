"""The mathematics of mathcore as JavaScript: the same parser, rules and functions run in a page.

A page reads formulas as the pictures do, down to the hints of its errors, because it runs the same source:
this module translates the part of Python in which mathcore is written, and refuses what it does not know.
Only what is reachable from the roots is translated. `page/python.js` holds the library that the result needs.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from hillside.explore.expressions_in_javascript import (
    Scope,
    Untranslatable,
    expression,
    fail,
    parameter_names,
    parameters,
    pattern,
    truth,
)
from hillside.explore.javascript_names import ERRORS, METHODS, local
from hillside.explore.python_sources import (
    Closure,
    Definition,
    decorators,
    full_name,
    is_of_mathcore,
    is_wanted,
    needed,
    spoken,
)
from hillside.explore.short_names import short_members, short_names, with_short_variables

KEPT = frozenset({"at", "check", "roots", "steps", "lastgroup", "lastindex", "numerator", "denominator"})
"""Attributes of the classes that are written in JavaScript."""
_MEMORIES = frozenset({"cache", "lru_cache"})
_RECORDS = frozenset({"dataclass"})


def translated(roots: Mapping[str, str], attributes: Collection[str]) -> str:
    """Return JavaScript that defines functions of mathcore under the names that `roots` gives them.

    Args:
        roots: The name in JavaScript of each function, by its full name.
        attributes: The attributes and methods of their values that are asked for.

    Raises:
        Untranslatable: If something is written in a part of Python that the translation does not know.
    """
    closure = needed(roots, attributes)
    often, asked = _mentions(closure)
    fresh = (f"{name}$" for name in short_names())
    names = {
        full: roots.get(full) or next(fresh)
        for full in sorted(closure.definitions, key=lambda full: (-often[full], full))
    }
    parameters_of = _all_parameters(closure)
    methods = _methods(closure)
    classes = [each.node for each in closure.definitions.values() if isinstance(each.node, ast.ClassDef)]
    members = short_members(classes, asked, KEPT | {*attributes})
    shown: list[str] = []
    done: set[int] = set()
    for definition in _in_order(closure):
        if id(definition.node) in done:
            continue
        done.add(id(definition.node))
        scope = Scope(definition.source, names, parameters_of, members=members, methods=methods)
        try:
            shown += _definition(definition, scope, closure)
        except Untranslatable as error:
            raise Untranslatable(f"{definition.module}: {error}") from error
    return "\n".join(shown)


def _mentions(closure: Closure) -> tuple[Counter[str], Counter[str]]:
    """Return how often each definition is referred to, and each attribute asked for."""
    often, asked = Counter[str](), Counter[str]()
    for node, source in {
        id(each.node): (each.node, each.source) for each in closure.definitions.values()
    }.values():
        for each in spoken(node, source):
            if isinstance(each, ast.Name):
                often[source.meaning(each.id) or ""] += 1
            elif isinstance(each, ast.Attribute):
                asked[each.attr] += 1
                often[full_name(each, source) or ""] += 1
    return often, asked


def _in_order(closure: Closure) -> Iterator[Definition]:
    """Yield the functions first, then classes and constants, each after those that it is made of."""
    functions = [each for each in closure.definitions.values() if isinstance(each.node, ast.FunctionDef)]
    yield from functions
    done: set[str] = set()

    def after(module: str) -> Iterator[Definition]:
        if module in done:
            return
        done.add(module)
        there = [each for each in closure.definitions.values() if each.module == module]
        if not there:
            return
        source = there[0].source
        for full in source.imported.values():
            inner = full if not is_of_mathcore(full) else full.rpartition(".")[0]
            if inner.startswith("mathcore."):
                yield from after(inner)
        order = {id(node): place for place, node in enumerate(source.definitions.values())}
        rest = [each for each in there if not isinstance(each.node, ast.FunctionDef)]
        yield from sorted(rest, key=lambda each: order[id(each.node)])

    for definition in list(closure.definitions.values()):
        yield from after(definition.module)


def _all_parameters(closure: Closure) -> dict[str, Sequence[str] | None]:
    """Return the parameters of functions and classes by full name, and of methods by name."""
    found: dict[str, Sequence[str] | None] = {}
    for full, definition in closure.definitions.items():
        node = definition.node
        if isinstance(node, ast.FunctionDef):
            found[full] = _order(node.args)
        elif isinstance(node, ast.ClassDef):
            found[f"class {full}"] = ()
            initial = [
                each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"
            ]
            found[full] = _order(initial[0].args)[1:] if initial else [name for name, _ in _fields(node)]
            for each in node.body:
                if isinstance(each, ast.FunctionDef):
                    own = _order(each.args)[1:]
                    same = each.name not in found or found[each.name] == own
                    found[each.name] = own if same else None
    return found


def _methods(closure: Closure) -> frozenset[str]:
    """Return the names that are those of methods, and of no property of another class."""
    methods, others = set(METHODS), set[str]()
    for definition in closure.definitions.values():
        if isinstance(definition.node, ast.ClassDef):
            for each in definition.node.body:
                if isinstance(each, ast.FunctionDef):
                    kinds = {kind.rpartition(".")[2] for kind in decorators(each)}
                    (others if kinds & {"property", "cached_property"} else methods).add(each.name)
    return frozenset(methods - others)


def _order(arguments: ast.arguments) -> list[str]:
    plain = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    rest = [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    return [*plain, *rest, *(each.arg for each in arguments.kwonlyargs)]


def _fields(node: ast.ClassDef) -> list[tuple[str, ast.expr | None]]:
    return [
        (each.target.id, each.value)
        for each in node.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]


def _definition(definition: Definition, scope: Scope, closure: Closure) -> Iterator[str]:
    node = definition.node
    if isinstance(node, ast.FunctionDef):
        yield _module_function(node, scope)
    elif isinstance(node, ast.ClassDef):
        yield _class(node, scope, closure)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        assert node.value is not None
        named = {each.target.id for each in ast.walk(node.value) if isinstance(each, ast.NamedExpr)}
        value = expression(node.value, scope.within(named))
        if named:
            value = f"(()=>{{let {','.join(sorted(map(local, named)))};return {value}}})()"
        yield f"const {_global_pattern(target, scope)}={value};"
    else:
        raise fail(node)


def _global_pattern(target: ast.expr, scope: Scope) -> str:
    if isinstance(target, ast.Name):
        return scope.names.get(f"{scope.source.name}.{target.id}", f"${target.id}")
    if isinstance(target, ast.Tuple):
        return f"[{','.join(_global_pattern(each, scope) for each in target.elts)}]"
    raise fail(target)


def _module_function(node: ast.FunctionDef, scope: Scope) -> str:
    name = scope.names[f"{scope.source.name}.{node.name}"]
    if _MEMORIES & {each.rpartition(".")[2] for each in decorators(node)}:
        own = function(node, scope, f"{name}$")
        return f"{own}\nfunction {name}(...a){{return $memory({name}$,a)}}"
    return function(node, scope, name)


def function(node: ast.FunctionDef, scope: Scope, name: str) -> str:
    """Return a function under another name."""
    star = "*" if _yields(node) else ""
    node = with_short_variables(node)
    return f"function{star} {name}({parameters(node.args, scope)}){{{_body_of(node, scope)}}}"


def _yields(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Yield | ast.YieldFrom) for each in _own(node))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes inside a function that are not inside another function in it."""
    for each in ast.iter_child_nodes(node):
        yield each
        if not isinstance(each, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            yield from _own(each)


def _variables(node: ast.FunctionDef) -> set[str]:
    """Return the names that are assigned in a function, not those of its comprehensions."""
    found: set[str] = set()
    for each in _own(node):
        if isinstance(each, ast.NamedExpr):
            found.add(each.target.id)
        if isinstance(each, ast.Assign | ast.For):
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            for target in targets:
                found |= {
                    n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
                }
        if isinstance(each, ast.AnnAssign | ast.AugAssign) and isinstance(each.target, ast.Name):
            found.add(each.target.id)
    return found


def _body_of(node: ast.FunctionDef, scope: Scope, first: str = "") -> str:
    given = set(parameter_names(node.args))
    inner_functions = {each.name for each in _own(node) if isinstance(each, ast.FunctionDef)}
    own = _variables(node) - given
    inner = scope.within(given | own | inner_functions)
    if node.args.vararg is not None and node.args.kwonlyargs:
        rest = local(node.args.vararg.arg)
        for one, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
            default = "undefined" if value is None else expression(value, scope)
            first += f"const {local(one.arg)}=$taken({rest},{_quoted(local(one.arg))},{default});"
        first += f"$without({rest});"
    declared = f"let {','.join(sorted(map(local, own)))};" if own else ""
    return first + declared + "".join(statement(each, inner) for each in _without_docstring(node.body))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _without_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    return [
        each for each in body if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
    ]


def statement(node: ast.stmt, scope: Scope) -> str:
    """Return a statement in JavaScript."""
    match node:
        case ast.Expr():
            return f"{expression(node.value, scope)};"
        case ast.Return():
            return f"return {expression(node.value, scope)};" if node.value else "return null;"
        case ast.Assign():
            return _assignment(node, scope)
        case ast.AnnAssign():
            if node.value is None:
                return ""
            return f"{pattern(node.target, scope)}={expression(node.value, scope)};"
        case ast.AugAssign():
            one = ast.BinOp(_loaded(node.target), node.op, node.value)
            return f"{_stored(node.target, expression(ast.copy_location(one, node), scope), scope)};"
        case ast.If():
            other = ""
            if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                other = f"else {statement(node.orelse[0], scope)}"
            elif node.orelse:
                other = f"else{{{_block(node.orelse, scope)}}}"
            return f"if({truth(node.test, scope)}){{{_block(node.body, scope)}}}{other}"
        case ast.While():
            return f"while({truth(node.test, scope)}){{{_block(node.body, scope)}}}"
        case ast.For():
            head = f"{pattern(node.target, scope)} of {expression(node.iter, scope)}"
            return f"for({head}){{{_block(node.body, scope)}}}"
        case ast.Raise():
            return f"throw {_raised(node, scope)};"
        case ast.Try():
            return _tried(node, scope)
        case ast.With():
            return _with(node, scope)
        case ast.FunctionDef():
            if _yields(node):
                raise fail(node)
            return f"const {local(node.name)}=({parameters(node.args, scope)})=>{{{_body_of(node, scope)}}};"
        case ast.Break():
            return "break;"
        case ast.Continue():
            return "continue;"
        case ast.Delete():
            return "".join(_deleted(each, scope) for each in node.targets)
        case ast.Pass() | ast.ImportFrom() | ast.Import() | ast.Assert():
            return ""
        case _:
            raise fail(node)


def _block(body: Sequence[ast.stmt], scope: Scope) -> str:
    return "".join(statement(each, scope) for each in body)


def _loaded(target: ast.expr) -> ast.expr:
    loaded = ast.parse(ast.unparse(target), mode="eval").body
    return ast.copy_location(loaded, target)


def _stored(target: ast.expr, value: str, scope: Scope) -> str:
    if isinstance(target, ast.Subscript):
        return f"$put({expression(target.value, scope)},{expression(target.slice, scope)},{value})"
    return f"{pattern(target, scope)}={value}"


def _assignment(node: ast.Assign, scope: Scope) -> str:
    value = expression(node.value, scope)
    for target in reversed(node.targets):
        if isinstance(target, ast.Tuple) and any(isinstance(each, ast.Starred) for each in target.elts[:-1]):
            value = _starred(target, value, scope)
        elif isinstance(target, ast.Tuple | ast.List):
            value = f"{pattern(target, scope)}=$list({value})"
        else:
            value = _stored(target, value, scope)
    return f"{value};"


def _starred(target: ast.Tuple, value: str, scope: Scope) -> str:
    """Return the assignment of `*others, last = value`."""
    *first, last = target.elts
    if len(first) != 1 or not isinstance(first[0], ast.Starred):
        raise fail(target)
    return f"[{pattern(first[0].value, scope)},{pattern(last, scope)}]=$apart({value})"


def _raised(node: ast.Raise, scope: Scope) -> str:
    if node.exc is None:
        return "$error"
    shown = expression(node.exc, scope)
    if isinstance(node.exc, ast.Name) and node.exc.id not in scope.locals:
        return f"new {shown}()"
    return shown


def _tried(node: ast.Try, scope: Scope) -> str:
    tests: list[str] = []
    for handler in node.handlers:
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        kinds = "||".join(
            f"$error instanceof {expression(each, scope)}" for each in caught if each is not None
        )
        inner = scope.within({handler.name}) if handler.name else scope
        name = f"const {local(handler.name)}=$error;" if handler.name else ""
        tests.append(f"if({kinds}){{{name}{_block(handler.body, inner)}}}")
    handled = "else ".join([*tests, "throw $error;"]) if tests else ""
    other = _block(node.orelse, scope)
    caught = f"catch($error){{{handled}}}" if handled else ""
    final = f"finally{{{_block(node.finalbody, scope)}}}" if node.finalbody else ""
    if other:
        tried = f"try{{{_block(node.body, scope)}$well=true;}}{caught}{final}"
        return f"{{let $well=false;{tried}if($well){{{other}}}}}"
    return f"try{{{_block(node.body, scope)}}}{caught}{final}"


def _with(node: ast.With, scope: Scope) -> str:
    call = node.items[0].context_expr
    if not isinstance(call, ast.Call):
        raise fail(node)
    full = full_name(call.func, scope.source)
    if full == "contextlib.suppress":
        kinds = "||".join(f"$error instanceof {expression(each, scope)}" for each in call.args)
        return f"try{{{_block(node.body, scope)}}}catch($error){{if(!({kinds}))throw $error}}"
    if full == "numpy.errstate":
        return _block(node.body, scope)
    raise fail(node)


def _deleted(target: ast.expr, scope: Scope) -> str:
    if not isinstance(target, ast.Subscript):
        raise fail(target)
    return f"$delete({expression(target.value, scope)},{expression(target.slice, scope)});"


def _class(node: ast.ClassDef, scope: Scope, closure: Closure) -> str:
    name = scope.names[f"{scope.source.name}.{node.name}"]
    if any(ast.unparse(each).endswith("Enum") for each in node.bases):
        members = [each for each in node.body if isinstance(each, ast.Assign)]
        pairs = ",".join(f"{each.targets[0].id}:{expression(each.value, scope)}" for each in members)  # type: ignore[attr-defined]
        return f"const {name}=$enumeration({{{pairs}}});"
    base = _base(node, scope)
    fields = _fields(node)
    record = bool(_RECORDS & {each.rpartition(".")[2] for each in decorators(node)}) or base == "Named"
    shown = [f"class {name} extends {base}{{"]
    methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
    if record:
        given = ",".join(_field(n, value, scope) for n, value in fields)
        kept = "".join(f"this.{scope.member(n)}={local(n)};" for n, _ in fields)
        shown.append(f"__init__({given}){{{kept}}}")
        shown.append(f"get $fields(){{return [{','.join(_quoted(scope.member(n)) for n, _ in fields)}]}}")
    for each in methods:
        if is_wanted(each, closure.attributes) and each.name not in ("__hash__", "__eq__", "__ne__"):
            shown.append(_method(each, scope))
    return "".join(shown) + "}"


def _field(name: str, value: ast.expr | None, scope: Scope) -> str:
    if value is None:
        return local(name)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "field":
        given = {each.arg: each.value for each in value.keywords}
        if "default" in given:
            return f"{local(name)}={expression(given['default'], scope)}"
        return f"{local(name)}={expression(given['default_factory'], scope)}()"
    return f"{local(name)}={expression(value, scope)}"


def _base(node: ast.ClassDef, scope: Scope) -> str:
    if not node.bases:
        return "Base"
    (base,) = node.bases
    if isinstance(base, ast.Name) and base.id in ERRORS:
        return ERRORS[base.id]
    return expression(base, scope)


def _method(node: ast.FunctionDef, scope: Scope) -> str:
    kinds = {each.rpartition(".")[2] for each in decorators(node)}
    name = scope.member(node.name)
    static = "staticmethod" in kinds
    node = with_short_variables(node)
    own = "" if static else f"const {local(node.args.args[0].arg)}=this;"
    given = parameters(node.args, scope, skip=0 if static else 1)
    body = _body_of(node, scope, own)
    star = "*" if _yields(node) else ""
    if "property" in kinds:
        return f"get {name}(){{{body}}}"
    if "cached_property" in kinds:
        return f"get {name}(){{return $kept(this,{_quoted(name)},()=>{{{body}}})}}"
    return f"{star}{name}({given}){{{body}}}"
