"""The lexer, and the parser of operands: numbers, names, roots, parentheses, bars and functions.

Functions may be written as sin(x), sin x cos x, sin^2 x, log(x, 3), max(a, b, c).
"""

import re
from abc import abstractmethod
from collections.abc import Mapping
from difflib import get_close_matches
from math import gcd
from typing import NamedTuple

from mathcore.expressions.code import Builder
from mathcore.functions.function_table import CONSTANTS, FUNCTIONS, NAMES
from mathcore.language.printing import CHOICE, POWER
from mathcore.math_errors import ParseError

KEYWORDS = frozenset({"if", "else", "and", "or", "not"})

LONGEST_TEXT = 2000
"""Maximum number of characters of a formula."""
MOST_TOKENS = 1000
"""Maximum number of tokens of a formula."""

# [0-9] and not \d, which also matches digits of other scripts.
_PATTERN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*|[Α-Ωα-ω])"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|//|<=|>=|==|!=|[-+*/%^(),|<>=√∛·×∗⋅÷−–≤≥≠])"
    r"|(?P<space>[ \t\r\n\u00a0]+)"
)
_PLAIN = {
    "**": "^", "·": "*", "×": "*", "∗": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-",
    "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


class Token(NamedTuple):
    """A token: `kind` is number, name, raised (a superscript), sign or end."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Split `text` into tokens; the last one is always an `end`.

    Raises:
        ParseError: If the text is too long or has a character outside the language.

    Example:
        >>> [token.text for token in tokens("2x² − 1")]
        ['2', 'x', '2', '-', '1', '']
    """
    if len(text) > LONGEST_TEXT:
        raise ParseError(
            f"the text has {len(text)} characters; at most {LONGEST_TEXT} are read", LONGEST_TEXT, text
        )
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        if match is None:
            raise ParseError(_strange(text[position]), position, text)
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Token(kind, _plain(kind, match.group()), position))
        if len(found) > MOST_TOKENS:
            raise ParseError(f"more than {MOST_TOKENS} parts; use a shorter expression", position, text)
        position = match.end()
    found.append(Token("end", "", len(text)))
    return found


def _plain(kind: str, text: str) -> str:
    if kind == "sign":
        return _PLAIN.get(text, text)
    return text.translate(_LOWERED) if kind == "raised" else text


def _strange(character: str) -> str:
    if character in "[]{}":
        return f"'{character}' has no meaning here; use round parentheses"
    if character in ".\"'":
        return f"a {character} does not belong in an expression"
    if character.isascii() and character.isprintable():
        return f"'{character}' has no meaning here; leave it out"
    if character == "∞":
        return "infinity is not a number one can calculate with; leave it out"
    shown = (
        f"'{character}' (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"
    )
    return f"the character {shown} is not part of the language; type it from the plain keyboard"


DEEPEST = 100
"""Maximum nesting depth of a formula, far below the recursion limit of Python."""


class Cursor:
    """The position of a parser among the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.next: int = 0
        self.depth: int = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.next]

    def fail(self, message: str, at: Token | None = None) -> ParseError:
        """Return the error to raise, located at a token or at the next one."""
        return ParseError(message, (at or self.token).position, self.text)

    def accept(self, text: str) -> bool:
        """Consume the next token if it is this sign or word, and return whether it was."""
        if self.token.text == text and self.token.kind in ("sign", "name"):
            self.next += 1
            return True
        return False

    def expect(self, text: str, opened: Token) -> None:
        """Consume the sign that closes `opened`, or raise `ParseError`."""
        if not self.accept(text):
            if self.token.kind == "end":
                raise self.fail(f"'{opened.text}' is never closed; add '{text}'", opened)
            raise self.fail(self.unexpected())

    def enter(self) -> None:
        """Increment the nesting depth, or raise `ParseError`; the caller decrements it when done."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"nested more than {DEEPEST} deep; use a flatter expression")

    def unexpected(self) -> str:
        """Return the message for a token that is not allowed here."""
        token = self.token
        if token.kind == "end":
            return "the expression stops too early"
        if token.text == ",":
            return "a comma only separates arguments; write decimals with a point, as in 1.5"
        if token.text == "=":
            return "'=' does not belong here; compare with '=='"
        if token.text == ")":
            return "this ')' closes nothing"
        if token.kind == "number":
            return f"put an operator such as * before {token.text[:20]}"
        return f"'{token.text[:20]}' does not belong here"


def power_step(builder: Builder, base: int, exponent: int) -> int:
    """Return the index of base^exponent.

    Example:
        >>> builder = Builder()
        >>> power_step(builder, builder.step("e"), builder.step("name", value="x"))
        2
        >>> builder.steps[2].op
        'exp'
    """
    steps = builder.steps
    if steps[base].op == "e":
        return builder.step("exp", exponent)
    fraction = _odd_root(builder, exponent)
    if fraction is not None:
        return builder.step("root_power", base, *fraction)
    return builder.step("pow", base, exponent)


def _odd_root(builder: Builder, exponent: int) -> tuple[int, int] | None:
    """Return the indices of p and q if the exponent is p/q in lowest terms with odd q > 1, else `None`."""
    steps = builder.steps
    step = steps[exponent]
    negative = step.op == "neg"
    if negative:
        step = steps[step.args[0]]
    if step.op != "div":
        return None
    over, under = (_whole(builder, place) for place in step.args)
    if over is None or under is None or under % 2 == 0 or under == 1 or gcd(over, under) != 1:
        return None
    return builder.number(-over if negative else over), step.args[1]


def _whole(builder: Builder, place: int) -> int | None:
    step = builder.steps[place]
    if step.op == "neg":
        inner = _whole(builder, step.args[0])
        return None if inner is None else -inner
    if step.op != "number" or not isinstance(step.value, float):
        return None
    return int(step.value) if step.value.is_integer() and 0 < step.value < 1000 else None


class Calls(Cursor):
    """A parser of functions and their arguments."""

    def __init__(self, text: str, functions: Mapping[str, str], builder: Builder) -> None:
        super().__init__(text)
        self.functions = functions
        self.builder = builder
        self.in_bars = False

    @abstractmethod
    def expression(self, power: int = CHOICE) -> int:
        """Parse operators that bind tighter than `power`."""

    @abstractmethod
    def primary(self) -> int:
        """Read what no operator takes apart."""

    def function(self) -> int:
        """Parse a function and its arguments: sin x, sin^2(x)."""
        token = self.token
        op = self.functions[token.text]
        self.next += 1
        exponent = self.function_exponent()
        if self.token.text == "(":
            arguments = self.arguments()
        elif FUNCTIONS[op].arity == 1:
            arguments = [self.nested_argument()]
        else:
            raise self.fail(f"{token.text} needs its arguments in parentheses", token)
        applied = self.applied(op, arguments, token)
        return applied if exponent is None else self.builder.step("pow", applied, exponent)

    def function_exponent(self) -> int | None:
        """Parse the exponent of a function, the 2 of sin^2 x, and return its index or `None`."""
        raised = self.token.kind == "raised"
        if not raised and self.token.text != "^":
            return None
        self.next += not raised
        token = self.token
        if token.text.startswith("-"):
            raise self.fail("is this the inverse or the reciprocal? write asin(x) or 1/sin(x)", token)
        if token.kind not in ("number", "raised") or not token.text.isdecimal() or int(token.text[:9]) < 1:
            raise self.fail("only a whole power may follow a function's name; write (sin(x))^n", token)
        return self.raised() if raised else self.number()

    def arguments(self) -> list[int]:
        """Parse arguments in parentheses."""
        opened = self.token
        self.next += 1
        before, self.in_bars = self.in_bars, False
        found: list[int] = []
        if self.token.text != ")":
            found.append(self.expression())
            while self.accept(","):
                found.append(self.expression())
        self.expect(")", opened)
        self.in_bars = before
        return found

    def applied(self, op: str, arguments: list[int], token: Token) -> int:
        """Apply a function; fill in defaults, and fold further arguments."""
        step, row = self.builder.step, FUNCTIONS[op]
        if row.folds and len(arguments) > 2:
            first, *rest = arguments
            for argument in rest:
                first = step(op, first, argument)
            return first
        if op == "log" and len(arguments) == 2:
            return step("div", step("log", arguments[0]), step("log", arguments[1]))
        if row.defaults and len(arguments) == row.arity - len(row.defaults):
            arguments = [*arguments, *(self.builder.number(value) for value in row.defaults)]
        if len(arguments) != row.arity:
            many = "one argument" if row.arity == 1 else f"{row.arity} arguments"
            raise self.fail(f"{token.text} takes {many}, but {len(arguments)} were given", token)
        if op == "pow":
            return power_step(self.builder, *arguments)
        return step(op, *arguments)

    def bare_argument(self) -> int:
        """Parse an argument without parentheses: sin 2x, ln -x; sin x cos x is sin(x) cos(x)."""
        if self.token.text == "-":
            self.next += 1
            return self.builder.step("neg", self.nested_argument())
        product = self.bare_factor()
        if self.builder.steps[product].op not in ("number", "name", "pi", "e", "pow", "exp"):
            return product
        while self.token.kind == "name" and self.token.text not in KEYWORDS | set(self.functions):
            product = self.builder.step("mul", product, self.bare_factor())
        if self.token.text == "(":
            raise self.fail("unclear what the function takes; put its whole argument in parentheses")
        return product

    def nested_argument(self) -> int:
        """Parse such an argument one level deeper: ln sin x, ln --x."""
        self.enter()
        found = self.bare_argument()
        self.depth -= 1
        return found

    def bare_factor(self) -> int:
        """Parse a number or name with its exponent."""
        factor = self.primary()
        if self.token.text == "^" or self.token.kind == "raised":
            return self.powered(factor)
        return factor

    def powered(self, base: int) -> int:
        """Parse the exponent of a base, if there is one."""
        if self.token.kind == "raised":
            exponent = self.raised()
        else:
            self.next += 1
            exponent = self.expression(POWER)
        return power_step(self.builder, base, exponent)

    def raised(self) -> int:
        """Parse a superscript, as in x²."""
        digits = self.token.text
        self.next += 1
        return self.builder.number(float(digits))

    def number(self) -> int:
        """Parse a number."""
        token = self.token
        self.next += 1
        value = float(token.text)
        if value == float("inf"):
            raise self.fail("this number is larger than any float", token)
        return self.builder.number(value)


_ROOTS = {"√": "sqrt", "∛": "cbrt"}


class Operands(Calls):
    """A parser of one operand, in the variables `names`."""

    def __init__(
        self, text: str, names: tuple[str, ...], functions: Mapping[str, str], builder: Builder
    ) -> None:
        super().__init__(text, functions, builder)
        self.names = names

    def primary(self) -> int:
        """Read what no operator takes apart."""
        token = self.token
        if token.kind == "number":
            return self.number()
        if token.text == "(":
            return self.enclosed(")")
        if token.text == "|":
            if self.in_bars:
                raise self.fail("bars inside bars are unclear; write abs(...) for the inner one")
            return self.builder.step("abs", self.enclosed("|"))
        if token.text in _ROOTS:
            return self.root()
        if token.kind == "name" and token.text not in KEYWORDS:
            return self.word()
        raise self.fail(self.unexpected())

    def root(self) -> int:
        """Parse √ or ∛ with the primary that follows: √2x is (√2)x."""
        op = _ROOTS[self.token.text]
        self.next += 1
        self.enter()
        inner = self.primary()
        self.depth -= 1
        return self.builder.step(op, inner)

    def enclosed(self, closing: str) -> int:
        """Parse an expression in parentheses or bars."""
        opened = self.token
        self.next += 1
        before, self.in_bars = self.in_bars, closing == "|"
        inner = self.expression()
        self.expect(closing, opened)
        self.in_bars = before
        return inner

    def word(self) -> int:
        """Parse a variable, a constant, a function, or a product of letters."""
        token = self.token
        word = token.text
        if word in self.names:
            self.next += 1
            return self.builder.step("name", value=word)
        if word in CONSTANTS:
            self.next += 1
            return self.builder.step(CONSTANTS[word])
        if word in self.functions:
            return self.function()
        if all(letter in self.names for letter in word):
            self.next += 1
            return self.letters(word)
        raise self.fail(unknown_name(word, self.names), token)

    def letters(self, word: str) -> int:
        """Parse a word as a product of one-letter variables: xy is x*y."""
        product, *rest = (self.builder.step("name", value=letter) for letter in word)
        for factor in rest:
            product = self.builder.step("mul", product, factor)
        return product


def unknown_name(word: str, names: tuple[str, ...]) -> str:
    """Return the message for an unknown word, with the closest known one if there is any.

    Example:
        >>> unknown_name("sinn", ("x",))
        "unknown name 'sinn'; did you mean sin?"
    """
    shown = word[:20]
    for function in sorted(NAMES, key=len, reverse=True):
        rest = word.removeprefix(function)
        if rest != word and rest in names:
            return f"unknown name '{shown}'; did you mean {function}({rest})?"
    near = get_close_matches(shown, [*names, *CONSTANTS, *NAMES], n=1)
    if near:
        return f"unknown name '{shown}'; did you mean {near[0]}?"
    if not names:
        return f"unknown name '{shown}'; only numbers, constants and functions may stand here"
    return f"unknown name '{shown}'; the variables here are {', '.join(names)}"
