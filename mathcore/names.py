"""The words of the language and the operation that each one means."""

from collections.abc import Mapping
from types import MappingProxyType

from mathcore.rules import RULES

CONSTANTS: Mapping[str, str] = MappingProxyType({"pi": "pi", "π": "pi", "e": "e"})

_SIGNS = frozenset({"add", "sub", "neg", "mul", "div", "pow", "lt", "le", "gt", "ge", "eq", "ne"})
_WORDS = frozenset({"and", "or", "not", "pi", "e", "root_power", "sinpi"})
_ALSO = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arctan2": "atan2",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "sgn": "sign",
    "ReLU": "relu",
    "pow": "pow",
    "Φ": "normal_cdf",
}
FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {op: op for op in RULES if op not in _SIGNS and op not in _WORDS} | _ALSO
)
"""Each function name, and the operation of the rule table that it stands for."""

INTERNAL: Mapping[str, str] = MappingProxyType(
    dict(FUNCTIONS) | {"root_power": "root_power", "sinpi": "sinpi"}
)
"""What the rule table itself may also say."""

KEYWORDS = frozenset({"if", "else", "and", "or", "not"})
