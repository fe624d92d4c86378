"""Names in the JavaScript of a page: what Python's own functions, methods and modules are called there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ERASED = frozenset({"mathcore.functions.decimal_functions", "mathcore.functions.interval_arithmetic"})
"""The modules that a page does without: it calculates in doubles."""

FOREIGN: Mapping[str, str] = MappingProxyType({
    "mathcore.expressions.evaluation.Program": "Program",
    "mathcore.expressions.evaluation.precise_arrays": "preciseArrays",
    "mathcore.functions.kernels._unless_pole": "unlessPole",
    "mathcore.functions.kernels._each": "each",
})  # fmt: skip
"""What stands in `page/` in JavaScript, because in Python it is made of arrays."""

METHODS = frozenset({
    "append", "add", "clear", "copy", "discard", "extend", "get", "index", "insert", "items", "keys", "pop",
    "remove", "reverse", "setdefault", "sort", "update", "values", "union", "isdisjoint", "difference",
    "capitalize", "casefold", "count", "endswith", "find", "format", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "isidentifier", "islower", "isprintable", "isspace", "isupper", "join", "lower",
    "lstrip", "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rpartition",
    "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "title", "translate", "upper",
    "fullmatch", "match", "search", "findall", "finditer", "sub", "group", "groups", "span", "start", "end",
    "is_integer", "as_integer_ratio", "fromkeys", "intersection",
})  # fmt: skip
"""The methods of Python's own types; in JavaScript they end in `_`, where other methods have their names."""

BUILTINS = frozenset(
    [
        "abs",
        "all",
        "any",
        "bool",
        "chr",
        "dict",
        "divmod",
        "enumerate",
        "float",
        "frozenset",
        "getattr",
        "hash",
        "int",
        "isinstance",
        "iter",
        "len",
        "list",
        "map",
        "max",
        "min",
        "next",
        "ord",
        "pow",
        "range",
        "repr",
        "reversed",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "type",
        "zip",
        "print",
    ]
)
"""The functions of Python that `page/python.js` has, there with `$` before their names."""

LIBRARY: Mapping[str, str] = MappingProxyType({
    "types.MappingProxyType": "$same",
    "fractions.Fraction": "Fraction",
    "decimal.Decimal": "$decimal",
    "itertools.pairwise": "$pairwise",
    "itertools.takewhile": "$takewhile",
    "itertools.combinations_with_replacement": "$combinations",
    "bisect.bisect_left": "$bisect",
    "difflib.get_close_matches": "$close",
    "math.gcd": "$gcd", "math.lcm": "$lcm", "math.factorial": "$factorial", "math.isqrt": "$isqrt",
    "math.prod": "$prod", "math.inf": "Infinity", "math.pi": "Math.PI", "math.e": "Math.E",
    "math.sqrt": "Math.sqrt", "math.isfinite": "isFinite", "math.isnan": "isNaN", "math.erf": "erf",
    "math.erfc": "erfc", "math.log": "Math.log", "math.exp": "Math.exp",
    "operator.add": "$add", "operator.sub": "$sub", "operator.mul": "$mul",
    "operator.lt": "$lt", "operator.le": "$le", "operator.gt": "$gt", "operator.ge": "$ge",
    "operator.eq": "$eq", "operator.ne": "$ne",
    "re.compile": "$re", "re.fullmatch": "$refullmatch", "re.findall": "$refindall",
    "unicodedata.normalize": "$normalize", "unicodedata.name": "$charname",
    "typing.NamedTuple": "Named", "enum.Enum": "Enumerated", "abc.ABC": "Base",
    "str.maketrans": "$maketrans", "dict.fromkeys": "$fromkeys",
})  # fmt: skip
"""What modules of Python are in a page."""

ERRORS: Mapping[str, str] = MappingProxyType({
    "Exception": "PythonError", "ValueError": "ValueError", "KeyError": "KeyError", "IndexError": "KeyError",
    "ZeroDivisionError": "ZeroDivision", "OverflowError": "RangeError", "RecursionError": "RangeError",
    "StopIteration": "PythonError", "AttributeError": "TypeError", "NotImplementedError": "PythonError",
})  # fmt: skip
"""The exceptions of Python."""

_RESERVED = frozenset(
    [
        "arguments",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "eval",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
        "with",
        "yield",
        "undefined",
        "NaN",
        "Infinity",
        "Object",
        "Array",
        "String",
        "Number",
        "Math",
        "Map",
        "Set",
    ]
)


def local(name: str) -> str:
    """Return the name of a parameter or variable.

    Example:
        >>> local("function"), local("text")
        ('function$', 'text')
    """
    return f"{name}$" if name in _RESERVED else name


def attribute(name: str) -> str:
    """Return the name of an attribute or method.

    Example:
        >>> attribute("append"), attribute("__init__"), attribute("text")
        ('append_', '__init__', 'text')
    """
    return f"{name}_" if name in METHODS else name
