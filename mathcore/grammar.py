"""Tokens to code: a parser by binding powers (Pratt, Top Down Operator Precedence, 1973).

docs/functions.md has the grammar. Nothing is ever run as Python.
"""

from collections.abc import Callable, Mapping
from math import gcd

from .code import Builder, Code, extract
from .errors import MathError, ParseError
from .hints import unknown_name
from .names import CONSTANTS, FUNCTIONS, KEYWORDS
from .printing import text as written
from .rules import RULES
from .tokens import Token, tokens

DEEPEST = 100
MOST_STEPS = 1000
SMALL = 40
"""Expressions up to this size cannot grow beyond the limits when they are printed."""

_CHOICE, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _POWER = range(8)
_COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
_BINARY = {"+": (_SUM, "add"), "-": (_SUM, "sub"), "*": (_PRODUCT, "mul"), "/": (_PRODUCT, "div")}
_WHOLE = frozenset({"//", "%"})
_ROOTS = {"√": "sqrt", "∛": "cbrt"}


def code_of(text: str, names: tuple[str, ...], functions: Mapping[str, str] = FUNCTIONS) -> Code:
    """Return the code of an expression in the variables `names`.

    What is printed must be readable again, so what would be too long or too deep when printed is refused.

    Raises:
        ParseError: If the text is not an expression, or too large.
    """
    code = _read(text, names, functions)
    if len(code) > SMALL or tree_size(code) > SMALL:
        try:
            _read(written(code), names, functions)
        except MathError as error:
            raise ParseError(
                "the expression is too large when written out; use a simpler one", 0, text
            ) from error
    return code


def _read(text: str, names: tuple[str, ...], functions: Mapping[str, str]) -> Code:
    parser = _Parser(text, names, functions)
    try:
        root = parser.whole()
    except ParseError:
        raise
    except MathError as error:
        raise ParseError(str(error), parser.token.position, text) from error
    return extract(parser.builder.steps, [root])[0]


def tree_size(code: Code) -> int:
    """Count the parts when shared ones are written out each time."""
    sizes: list[int] = []
    for step in code:
        sizes.append(1 + sum(sizes[a] for a in step.args))
    return sizes[-1]


class _Parser:
    """One pass over the tokens of one text."""

    def __init__(self, text: str, names: tuple[str, ...], functions: Mapping[str, str]) -> None:
        self.text = text
        self.names = names
        self.functions = functions
        self.builder = Builder(MOST_STEPS)
        self.tokens = tokens(text)
        self.next = 0
        self.depth = 0
        self.in_bars = False

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def fail(self, message: str, at: Token | None = None) -> ParseError:
        return ParseError(message, (at or self.token).position, self.text)

    def take(self, text: str) -> bool:
        if self.token.text == text and self.token.kind in ("sign", "name"):
            self.next += 1
            return True
        return False

    def expect(self, text: str, opened: Token) -> None:
        if not self.take(text):
            if self.token.kind == "end":
                raise self.fail(f"'{opened.text}' is never closed; add '{text}'", opened)
            raise self.fail(self.unexpected())

    def unexpected(self) -> str:
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

    def whole(self) -> int:
        """Expression, with an optional `y =` or `f(x) =` before it."""
        if any(token.text == "=" for token in self.tokens):
            self.skip_name_of_function()
        if self.token.kind == "end":
            raise self.fail("there is no expression; write one such as x^2")
        root = self.expression(_CHOICE)
        if self.token.kind != "end":
            raise self.fail(self.unexpected())
        return root

    def skip_name_of_function(self) -> None:
        words = [token.text for token in self.tokens]
        end = words.index("=")
        head = words[:end]
        called = len(head) >= 4 and head[1] == "(" and head[-1] == ")"
        inside = head[2:-1] if called else []
        arguments = all(word in self.names if at % 2 == 0 else word == "," for at, word in enumerate(inside))
        if self.tokens[0].kind == "name" and (len(head) == 1 or (called and arguments)):
            self.next = end + 1

    def expression(self, power: int) -> int:
        """Parse operators that bind tighter than `power`."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"nested more than {DEEPEST} deep; use a flatter expression")
        left = self.operand(power)
        while True:
            further = self.operation(left, power)
            if further is None:
                break
            left = further
        self.depth -= 1
        return left

    def operand(self, power: int) -> int:
        if self.token.text in ("+", "-"):
            return self.signed(power)
        if self.token.text == "not" and self.take("not"):
            return self.builder.step("not", self.expression(max(power, _NOT)))
        return self.primary()

    def signed(self, power: int) -> int:
        """A run of signs; the operand of a minus is a product: -2x is -(2x), -x^2 is -(x^2)."""
        minus = False
        while self.token.text in ("+", "-"):
            minus ^= self.token.text == "-"
            self.next += 1
        inner = self.expression(max(power, _SUM))
        return self.builder.step("neg", inner) if minus else inner

    def operation(self, left: int, power: int) -> int | None:
        """One operator and its right side, or `None` if none binds tighter than `power`."""
        token = self.token
        word = token.text
        if token.kind == "raised" or word == "^":
            return self.powered(left) if power < _POWER + 1 else None
        if token.kind == "sign" and word in _BINARY:
            strength, op = _BINARY[word]
            return self.binary(left, strength, op) if power < strength else None
        if word in _COMPARISONS and power < _COMPARED:
            return self.compared(left)
        if word in _WHOLE and power < _PRODUCT:
            return self.whole_division(left)
        if word == "and" and power < _AND:
            return self.binary(left, _AND, "and")
        if word == "or" and power < _OR:
            return self.binary(left, _OR, "or")
        if word == "if" and power <= _CHOICE:
            return self.choice(left)
        if self.starts_factor() and power < _PRODUCT:
            self.refuse_loose_exponent(left)
            return self.builder.step("mul", left, self.expression(_PRODUCT))
        return None

    def refuse_loose_exponent(self, left: int) -> None:
        """Refuse e^2x and 2^3x, which one person reads as e^(2x) and another as (e^2) x."""
        before = self.tokens[self.next - 1]
        step = self.builder.steps[left]
        touching = self.token.position == before.position + len(before.text)
        if before.kind != "number" or not touching or step.op not in ("exp", "pow"):
            return
        if step.op == "exp" or self.plain(step.args[0]):
            raise self.fail("unclear where the exponent ends; write e^(2x) or e^2*x")

    def starts_factor(self) -> bool:
        token = self.token
        if token.kind == "name":
            return token.text not in KEYWORDS
        return token.text in ("(", "√", "∛") or (token.text == "|" and not self.in_bars)

    def binary(self, left: int, strength: int, op: str) -> int:
        sign = self.token
        self.next += 1
        right = self.expression(strength)
        if op == "div" and self.starts_factor() and not self.plain(left, right):
            raise self.fail(
                "unclear how far this division reaches; write a/(b*c) or (a/b)*c with parentheses", sign
            )
        return self.builder.step(op, left, right)

    def plain(self, *places: int) -> bool:
        return all(self.builder.steps[place].op == "number" for place in places)

    def whole_division(self, left: int) -> int:
        op = self.token.text
        self.next += 1
        right = self.expression(_PRODUCT)
        if op == "%":
            return self.builder.step("mod", left, right)
        return self.builder.step("floor", self.builder.step("div", left, right))

    def compared(self, left: int) -> int:
        """A chain of comparisons: a < b < c means a < b and b < c."""
        whole: int | None = None
        while self.token.text in _COMPARISONS:
            op = _COMPARISONS[self.token.text]
            self.next += 1
            right = self.expression(_COMPARED)
            one = self.builder.step(op, left, right)
            whole = one if whole is None else self.builder.step("and", whole, one)
            left = right
        return left if whole is None else whole

    def choice(self, then: int) -> int:
        opened = self.token
        self.next += 1
        condition = self.expression(_OR - 1)
        if not self.take("else"):
            raise self.fail("this 'if' needs an 'else', as in: x^2 if x < 0 else x", opened)
        return self.builder.step("where", condition, then, self.expression(_CHOICE))

    def powered(self, base: int) -> int:
        if self.token.kind == "raised":
            exponent = self.raised()
        else:
            self.next += 1
            exponent = self.expression(_POWER)
        return power_step(self.builder, base, exponent)

    def raised(self) -> int:
        digits = self.token.text
        self.next += 1
        return self.builder.number(float(digits))

    def primary(self) -> int:
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
            self.next += 1
            return self.builder.step(_ROOTS[token.text], self.nested(self.primary))
        if token.kind == "name" and token.text not in KEYWORDS:
            return self.word()
        raise self.fail(self.unexpected())

    def nested(self, part: Callable[[], int]) -> int:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"nested more than {DEEPEST} deep; use a flatter expression")
        found = part()
        self.depth -= 1
        return found

    def number(self) -> int:
        token = self.token
        self.next += 1
        value = float(token.text)
        if value == float("inf"):
            raise self.fail("this number is larger than any float", token)
        return self.builder.number(value)

    def enclosed(self, closing: str) -> int:
        opened = self.token
        self.next += 1
        before, self.in_bars = self.in_bars, closing == "|"
        inner = self.expression(_CHOICE)
        self.expect(closing, opened)
        self.in_bars = before
        return inner

    def word(self) -> int:
        token = self.token
        word = token.text
        if word in self.names:
            self.next += 1
            return self.builder.step("name", value=word)
        if word in CONSTANTS:
            self.next += 1
            return self.constant(CONSTANTS[word])
        if word in self.functions:
            return self.function()
        if all(letter in self.names for letter in word):
            self.next += 1
            return self.letters(word)
        raise self.fail(unknown_name(word, self.names), token)

    def letters(self, word: str) -> int:
        """A product of one-letter variables: xy is x*y."""
        product, *rest = (self.builder.step("name", value=letter) for letter in word)
        for factor in rest:
            product = self.builder.step("mul", product, factor)
        return product

    def constant(self, op: str) -> int:
        return self.builder.step(op)

    def function(self) -> int:
        token = self.token
        op = self.functions[token.text]
        self.next += 1
        exponent = self.function_exponent()
        if self.token.text == "(":
            arguments = self.arguments()
        elif RULES[op].arity == 1:
            arguments = [self.nested(self.bare_argument)]
        else:
            raise self.fail(f"{token.text} needs its arguments in parentheses", token)
        applied = self.applied(op, arguments, token)
        return applied if exponent is None else self.builder.step("pow", applied, exponent)

    def function_exponent(self) -> int | None:
        """The 2 of sin^2 x."""
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
        opened = self.token
        self.next += 1
        before, self.in_bars = self.in_bars, False
        found: list[int] = []
        if self.token.text != ")":
            found.append(self.expression(_CHOICE))
            while self.take(","):
                found.append(self.expression(_CHOICE))
        self.expect(")", opened)
        self.in_bars = before
        return found

    def applied(self, op: str, arguments: list[int], token: Token) -> int:
        step = self.builder.step
        if op in ("max", "min") and len(arguments) > 2:
            first, *rest = arguments
            for argument in rest:
                first = step(op, first, argument)
            return first
        if op == "log" and len(arguments) == 2:
            return step("div", step("log", arguments[0]), step("log", arguments[1]))
        if op == "leaky_relu" and len(arguments) == 1:
            arguments = [arguments[0], self.builder.number(0.01)]
        needed = RULES[op].arity
        if len(arguments) != needed:
            many = "one argument" if needed == 1 else f"{needed} arguments"
            raise self.fail(f"{token.text} takes {many}, but {len(arguments)} were given", token)
        if op == "pow":
            return power_step(self.builder, *arguments)
        return step(op, *arguments)

    def bare_argument(self) -> int:
        """What a function without parentheses takes: sin 2x, ln -x, sin x cos x is sin(x) cos(x)."""
        if self.token.text == "-":
            self.next += 1
            return self.builder.step("neg", self.nested(self.bare_argument))
        product = self.bare_factor()
        if self.builder.steps[product].op not in ("number", "name", "pi", "e", "pow", "exp"):
            return product
        while self.token.kind == "name" and self.token.text not in KEYWORDS | set(self.functions):
            product = self.builder.step("mul", product, self.bare_factor())
        if self.token.text == "(":
            raise self.fail("unclear what the function takes; put its whole argument in parentheses")
        return product

    def bare_factor(self) -> int:
        factor = self.primary()
        if self.token.text == "^" or self.token.kind == "raised":
            return self.powered(factor)
        return factor


def power_step(builder: Builder, base: int, exponent: int) -> int:
    """Return base^exponent: e^u is exp(u), and a written fraction with odd denominator is a real root."""
    steps = builder.steps
    if steps[base].op == "e":
        return builder.step("exp", exponent)
    fraction = _odd_root(builder, exponent)
    if fraction is not None:
        return builder.step("root_power", base, *fraction)
    return builder.step("pow", base, exponent)


def _odd_root(builder: Builder, exponent: int) -> tuple[int, int] | None:
    """Return the places of p and q if the exponent is written p/q in lowest terms with odd q > 1."""
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
