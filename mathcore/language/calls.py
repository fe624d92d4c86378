"""The parser of functions and their arguments: sin(x), sin x cos x, sin^2 x, log_2 x, max(a, b, c)."""

from abc import abstractmethod
from collections.abc import Container, Mapping, Sequence
from math import factorial, gcd
from types import MappingProxyType

from mathcore.expressions.code import Builder, Code, Step, extract
from mathcore.functions.function_table import FUNCTIONS, Function
from mathcore.language.cursor import Cursor
from mathcore.language.familiar_functions import (
    BASE_BEFORE,
    CHOICES,
    INVERSES,
    LOGARITHMS_OF_BASE_10,
    WITH_MORE,
    Derived,
    function_named,
    row_of,
)
from mathcore.language.letters import canonical
from mathcore.language.printing import CHOICE, POWER, PRODUCT
from mathcore.language.printing import text as written
from mathcore.language.tokens import Token
from mathcore.math_errors import MathError, ParseError

CONDITIONS = frozenset({"lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"})
"""The operations that hold or do not hold."""
_CLOSING: Mapping[str, str] = MappingProxyType({"(": ")", "[": "]", "{": "}"})
_LONGEST_ADVICE = 70
"""Maximum number of characters of advice that quotes the formula."""
_LARGEST_FACTORIAL = 170
"""The largest whole number whose factorial is a finite float."""


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


def substituted(builder: Builder, code: Code, values: Mapping[str, int]) -> int:
    """Add code with steps of the builder in place of its variables, and return the index of the result."""

    def replaced(step: Step, args: list[int]) -> int | None:
        if step.op == "pow":
            return power_step(builder, *args)
        return values.get(str(step.value)) if step.op == "name" else None

    return builder.include(code, replaced)[-1]


class Calls(Cursor):
    """A parser of functions and their arguments.

    Attributes:
        in_bars: Whether the parser is between bars, and the next one may close them.
        exponent: The last exponent that no bracket closed: where it ends, its base and itself.
        valued: The letters that have values.
        applied_bare: Where the last argument without brackets ends, its function and the argument.
    """

    def __init__(
        self, text: str, found: Sequence[Token], names: tuple[str, ...],
        functions: Mapping[str, str] | None, builder: Builder, valued: Container[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(text, found)
        self.valued = valued
        self.names = names
        self.functions = functions
        self.builder = builder
        self.in_bars = False
        self.exponent: tuple[int, int, int] = (-1, 0, 0)
        self.applied_bare: tuple[int, str, int] = (-1, "", 0)
        self._constant: list[bool] = []
        self._fixed: list[bool] = []

    @abstractmethod
    def expression(self, power: int = CHOICE) -> int:
        """Parse operators that bind tighter than `power`."""

    @abstractmethod
    def primary(self) -> int:
        """Read what no operator takes apart."""

    @abstractmethod
    def starts_factor(self) -> bool:
        """Return whether the next token begins a factor without a multiplication sign."""

    @abstractmethod
    def starts_power(self) -> bool:
        """Return whether the next token begins a power of a number without a multiplication sign: x 2^x."""

    @abstractmethod
    def chosen(self, word: Token, arguments: list[int]) -> int:
        """Return the index of the choice that a function such as `if` makes."""

    @abstractmethod
    def root_of_degree(self, degree: int, inner: int) -> int:
        """Return the index of a root, of a negative number too if its degree is odd."""

    @abstractmethod
    def derived_code(self, row: Derived) -> Code:
        """Return the code of a derived function in its arguments u, v, w."""

    def function(self) -> int:
        """Parse a function and its arguments: sin x, sin^2(x), log_2 x."""
        token = self.token
        self.next += 1
        base = self.base_of_logarithm()
        exponent = self.function_exponent(token)
        op = self.operation_named(token.text)
        if self.token.text in _CLOSING and self.token.kind == "sign":
            if [self.ahead(step).text for step in range(3)] == ["(", ")", "("]:  # nn.ReLU()(x) of PyTorch
                self.next += 2
            opened = self.token
            arguments = self.arguments()
            if op in BASE_BEFORE and len(arguments) == 2:
                arguments = self.base_last(op, arguments, opened, token)
        elif op not in CHOICES and row_of(op).arity == 1:
            self.enter()
            argument = self.bare_argument(token)
            self.depth -= 1
            self.applied_bare = self.next, token.text, argument
            arguments = [argument]
        else:
            raise self.fail(f"{token.text} needs its arguments in parentheses", token)
        arguments += [] if base is None else [base]
        if token.text == LOGARITHMS_OF_BASE_10 and len(arguments) == 1:
            raise self.fail(
                "LOG has the base 10 in spreadsheets and e in programs; write log10(x) or ln(x)", token
            )
        applied = self.applied(op, arguments, token)
        return applied if exponent is None else self.builder.step("pow", applied, exponent)

    def operation_named(self, word: str) -> str:
        """Return the name of a function in the table, among the derived ones or among the choices."""
        if self.functions is not None:
            return self.functions[word]
        return function_named(word) or word.lower()

    def base_of_logarithm(self) -> int | None:
        """Parse the base of a logarithm, the 2 of log_2 x, and return its index or `None`."""
        token = self.token
        if token.kind != "base":
            return None
        self.next += 1
        if token.text[0].isdecimal():
            over, _, under = token.text.partition("/")
            number = self.builder.number(float(over))
            return self.builder.step("div", number, self.builder.number(float(under))) if under else number
        if token.text == "e":
            return self.builder.step("e")
        name = next((name for name in self.names if canonical(name) == canonical(token.text)), None)
        if name is None:
            raise self.fail(
                f"'{token.text[:20]}' has no value; write the base as a number, as in log_2 x", token
            )
        return self.builder.step("name", value=name)

    def base_last(self, op: str, arguments: list[int], opened: Token, word: Token) -> list[int]:
        """Return the arguments of a logarithm or a root with the base or the degree as the last.

        It is the first in Log[2, x] of Wolfram's language; log(2, x) is unclear, log(x, 2) is not.
        """
        one, other = arguments
        wolfram = opened.text == "[" and op == "log"
        if not wolfram and self.is_fixed(one) and not self.is_fixed(other):
            usual, swapped = (self.applied(op, pair, word) for pair in ([other, one], [one, other]))
            which = "base" if op == "log" else "degree"
            raise self.fail(
                f"unclear which is the {which}; write {self.advice(usual, swapped, 'ln(x)/ln(2)')}", word
            )
        return [other, one] if wolfram else arguments

    def function_exponent(self, word: Token) -> int | None:
        """Parse the exponent of a function, the 2 of sin^2 x, and return its index or `None`."""
        raised = self.token.kind == "raised"
        if not raised and self.token.text != "^":
            return None
        self.next += not raised
        token = self.token
        closing = None if raised else _CLOSING.get(token.text)
        self.next += closing is not None
        minus = not raised and self.accept("-")
        if minus or token.text.startswith("-"):
            op = function_named(word.text) or word.text
            name = f"1/{written_name(op)}(x)"
            ways = f"{INVERSES[op]} or {name}" if op in INVERSES else name
            raise self.fail(f"is this the inverse or the reciprocal? write {ways}", token)
        digits = self.token
        if digits.kind not in ("number", "raised") or not digits.text.isdecimal() or int(digits.text[:9]) < 1:
            raise self.fail("only a whole power may follow a function's name; write (sin(x))^n", token)
        exponent = self.raised() if raised else self.number()
        if closing is not None:
            self.expect(closing, word)
        return exponent

    def arguments(self) -> list[int]:
        """Parse arguments in brackets."""
        opened = self.token
        closing = _CLOSING[opened.text]
        self.next += 1
        before, self.in_bars = self.in_bars, False
        found: list[int] = []
        if self.token.text != closing:
            found.append(self.expression())
            while self.accept(",", ";"):
                found.append(self.expression())
        self.expect(closing, opened)
        self.in_bars = before
        return found

    def applied(self, op: str, arguments: list[int], token: Token) -> int:
        """Apply a function; fill in defaults, and fold further arguments."""
        step = self.builder.step
        if op in CHOICES and self.functions is None:
            return self.chosen(token, arguments)
        row = WITH_MORE[op] if op in WITH_MORE and len(arguments) == 2 else row_of(op)
        if isinstance(row, Function) and row.folds and len(arguments) > 2:
            first, *rest = arguments
            for argument in rest:
                first = step(op, first, argument)
            return first
        if row.defaults and len(arguments) == row.arity - len(row.defaults):
            arguments = [*arguments, *(self.builder.number(value) for value in row.defaults)]
        if len(arguments) != row.arity:
            many = "one argument" if row.arity == 1 else f"{row.arity} arguments"
            raise self.fail(f"{token.text} takes {many}, but {len(arguments)} were given", token)
        if op == "pow":
            return power_step(self.builder, *arguments)
        if op == "nthroot":
            return self.root_of_degree(arguments[1], arguments[0])
        if isinstance(row, Derived):
            return substituted(
                self.builder, self.derived_code(row), dict(zip("uvw", arguments, strict=False))
            )
        return step(op, *arguments)

    def bare_argument(self, word: Token) -> int:
        """Parse an argument without parentheses: sin 2x, ln -x; sin x cos x is sin(x) cos(x)."""
        if self.accept("-"):
            return self.builder.step("neg", self.nested_argument(word))
        started = self.next
        product = self.bare_factor()
        if self.builder.steps[product].op not in (
            "number",
            "name",
            "pi",
            "e",
            "pow",
            "exp",
            "neg",
            "mul",
            "div",
        ):
            return product
        if self.tokens[started].text in _CLOSING:
            return product
        if self.starts_power():
            raise self._unclear_reach(word, product, self.token)
        while self.token.kind in ("variable", "constant") or self._takes_in(product):
            factor_starts = self.token
            if not self.touches and (not self.is_fixed(product) or self._is_plain_logarithm(word)):
                raise self._unclear_reach(word, product, factor_starts)
            product = self.builder.step("mul", product, self.bare_factor())
        if self.token.text in _CLOSING:
            raise self._unclear_reach(word, product, self.token)
        if self.token.kind == "function" and self.is_fixed(product):
            raise self._unclear_reach(word, product, self.token)
        return product

    def _is_plain_logarithm(self, word: Token) -> bool:
        """Return whether a function is a logarithm, and no command of LaTeX, where no space is seen."""
        return _is_logarithm(word.text) and self.text[word.position : word.position + 1] != "\\"

    def _takes_in(self, product: int) -> bool:
        """Return whether a root or bars go on with an argument that is only a number so far: sin 2√x."""
        opens = self.token.text in ("√", "∛", "∜", "⌊", "⌈") or (self.token.text == "|" and not self.in_bars)
        return self.is_fixed(product) and (opens or self.token.kind == "command")

    def _unclear_reach(self, word: Token, product: int, factor: Token) -> ParseError:
        """Return the error about a factor that may belong to the argument of a function or not."""
        following, step = self.expression(PRODUCT), self.builder.step
        op = self.operation_named(word.text)
        inside = self.applied(op, [step("mul", product, following)], word)
        outside = step("mul", self.applied(op, [product], word), following)
        advice = self.advice(inside, outside, "sin(x*y) or sin(x)*y")
        return self.fail(f"unclear what the function takes; use parentheses: write {advice}", factor)

    def is_coefficient(self, place: int) -> bool:
        """Return whether a step contains no letter."""
        steps, known = self.builder.steps, self._constant
        for step in steps[len(known) : place + 1]:
            known.append(step.op != "name" and all(known[a] for a in step.args))
        return known[place]

    def is_fixed(self, place: int) -> bool:
        """Return whether a step contains no letter without a value, such as the ω of sin ω t."""
        steps, known = self.builder.steps, self._fixed
        for step in steps[len(known) : place + 1]:
            letter = step.op == "name" and str(step.value) not in self.valued
            known.append(not letter and all(known[a] for a in step.args))
        return known[place]

    def nested_argument(self, word: Token) -> int:
        """Parse such an argument one level deeper: ln sin x, ln --x."""
        self.enter()
        found = self.bare_argument(word)
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
            return power_step(self.builder, base, self.raised())
        self.next += 1
        if self.accept("°"):
            return self.in_degrees(base)
        if self.token.text == "{" and (self.ahead(1).text, self.ahead(2).text) == ("°", "}"):
            self.next += 3
            return self.in_degrees(base)
        exponent = self.expression(POWER)
        if self.before.text not in (")", "}", "]", "|"):
            self.exponent = self.next, base, exponent
        return power_step(self.builder, base, exponent)

    def in_degrees(self, angle: int) -> int:
        """Return the index of an angle in degrees as radians: 30° is π/6."""
        step, number = self.builder.step, _whole(self.builder, angle)
        if number is None:
            return step("div", step("mul", angle, step("pi")), self.builder.number(180))
        over, under = number // gcd(number, 180), 180 // gcd(number, 180)
        turned = step("pi") if over == 1 else step("mul", self.builder.number(over), step("pi"))
        return turned if under == 1 else step("div", turned, self.builder.number(under))

    def factorial_of(self, place: int) -> int:
        """Return the index of the factorial of a whole number."""
        step = self.builder.steps[place]
        whole = step.op == "number" and isinstance(step.value, float) and step.value.is_integer()
        if not whole or float(step.value or 0) > _LARGEST_FACTORIAL:
            raise self.fail(
                f"only a whole number up to {_LARGEST_FACTORIAL} has a factorial here, as in x^3/3!",
                self.before,
            )
        return self.builder.number(float(factorial(int(float(step.value or 0)))))

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

    def advice(self, one: int, other: int, example: str) -> str:
        """Return two unambiguous forms, or an example if they are long."""
        try:
            readings = " or ".join(written(extract(self.builder.steps, [place])[0]) for place in (one, other))
        except MathError:
            return example
        return readings if len(readings) <= _LONGEST_ADVICE else example


def written_name(op: str) -> str:
    """Return the name of a function as it is written."""
    return FUNCTIONS[op].name if op in FUNCTIONS else op


def _is_logarithm(word: str) -> bool:
    return (function_named(word) or "").startswith("log")
