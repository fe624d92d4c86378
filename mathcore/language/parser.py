"""The parser of formulas, by binding powers (Pratt, Top Down Operator Precedence, 1973).

docs/functions.md has the grammar; no text is ever run as Python.
"""

from collections.abc import Mapping

from mathcore.expressions.code import Builder, Code, extract, folded, tree_size
from mathcore.functions.function_table import NAMES
from mathcore.language.operands import KEYWORDS, Operands
from mathcore.language.printing import AND, CHOICE, COMPARED, NOT, OR, POWER, PRODUCT, SUM
from mathcore.language.printing import text as written
from mathcore.math_errors import MathError, ParseError

_COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
_BINARY = {"+": (SUM, "add"), "-": (SUM, "sub"), "*": (PRODUCT, "mul"), "/": (PRODUCT, "div")}
_WHOLE = frozenset({"//", "%"})
_LONGEST_ADVICE = 70
"""Maximum number of characters of advice that quotes the formula."""


class Parser(Operands):
    """A parser of one text in a single pass over its tokens."""

    def formula(self) -> int:
        """Parse an expression with an optional `y =` or `f(x) =` before it."""
        if any(token.text == "=" for token in self.tokens):
            self.skip_name_of_function()
        if self.token.kind == "end":
            raise self.fail("there is no expression; write one such as x^2")
        root = self.expression()
        if self.token.kind != "end":
            raise self.fail(self.unexpected())
        return root

    def skip_name_of_function(self) -> None:
        """Consume `y =` or `f(x) =`."""
        words = [token.text for token in self.tokens]
        end = words.index("=")
        head = words[:end]
        called = len(head) >= 4 and head[1] == "(" and head[-1] == ")"
        inside = head[2:-1] if called else []
        arguments = all(word in self.names if at % 2 == 0 else word == "," for at, word in enumerate(inside))
        if self.tokens[0].kind == "name" and (len(head) == 1 or (called and arguments)):
            self.next = end + 1

    def expression(self, power: int = CHOICE) -> int:
        """Parse operators that bind tighter than `power`."""
        self.enter()
        left = self.operand(power)
        while True:
            further = self.operation(left, power)
            if further is None:
                break
            left = further
        self.depth -= 1
        return left

    def operand(self, power: int) -> int:
        """Parse the left operand of an operator."""
        if self.token.text in ("+", "-"):
            return self.signed(power)
        if self.token.text == "not" and self.accept("not"):
            return self.builder.step("not", self.expression(max(power, NOT)))
        return self.primary()

    def signed(self, power: int) -> int:
        """Parse a run of signs; the operand of a minus is a product: -2x is -(2x), -x^2 is -(x^2)."""
        minus = False
        while self.token.text in ("+", "-"):
            minus ^= self.token.text == "-"
            self.next += 1
        inner = self.expression(max(power, SUM))
        return self.builder.step("neg", inner) if minus else inner

    def operation(self, left: int, power: int) -> int | None:
        """Parse one operator and its right side; return `None` if none binds tighter than `power`."""
        token = self.token
        word = token.text
        if token.kind == "raised" or word == "^":
            return self.powered(left) if power < POWER + 1 else None
        if token.kind == "sign" and word in _BINARY:
            strength, op = _BINARY[word]
            return self.binary(left, strength, op) if power < strength else None
        if word in _COMPARISONS and power < COMPARED:
            return self.compared(left)
        if word in _WHOLE and power < PRODUCT:
            return self.whole_division(left)
        if word == "and" and power < AND:
            return self.binary(left, AND, "and")
        if word == "or" and power < OR:
            return self.binary(left, OR, "or")
        if word == "if" and power <= CHOICE:
            return self.choice(left)
        if self.starts_factor() and power < PRODUCT:
            self.refuse_loose_exponent(left)
            return self.builder.step("mul", left, self.expression(PRODUCT))
        return None

    def refuse_loose_exponent(self, left: int) -> None:
        """Refuse e^2x and 2^3x, which are ambiguous: e^(2x) or (e^2) x."""
        here, before = self.token, self.tokens[self.next - 1]
        step = self.builder.steps[left]
        touching = here.position == before.position + len(before.text)
        if before.kind != "number" or not touching or step.op not in ("exp", "pow"):
            return
        if step.op == "pow" and not self.plain(step.args[0]):
            return
        *base, exponent = step.args
        factor = self.expression(PRODUCT)
        inside = self.builder.step(step.op, *base, folded(self.builder, "mul", exponent, factor))
        outside = self.builder.step("mul", left, factor)
        advice = self.advice(inside, outside, "e^(2x) or e^2*x")
        raise self.fail(f"unclear where the exponent ends; write {advice}", here)

    def advice(self, one: int, other: int, example: str) -> str:
        """Return two unambiguous forms, or an example if they are long."""
        try:
            readings = " or ".join(written(extract(self.builder.steps, [place])[0]) for place in (one, other))
        except MathError:
            return example
        return readings if len(readings) <= _LONGEST_ADVICE else example

    def starts_factor(self) -> bool:
        """Return whether the next token begins a factor without a multiplication sign."""
        token = self.token
        if token.kind == "name":
            return token.text not in KEYWORDS
        return token.text in ("(", "√", "∛") or (token.text == "|" and not self.in_bars)

    def binary(self, left: int, strength: int, op: str) -> int:
        """Parse the right side of an operator."""
        sign = self.token
        self.next += 1
        right = self.expression(strength)
        if op == "div" and self.starts_factor() and not self.plain(left, right):
            factor, step = self.expression(PRODUCT), self.builder.step
            below = step("div", left, step("mul", right, factor))
            beside = step("mul", step("div", left, right), factor)
            advice = self.advice(below, beside, "a/(b*c) or a/b*c")
            raise self.fail(f"unclear how far this division reaches; use parentheses: write {advice}", sign)
        return self.builder.step(op, left, right)

    def plain(self, *places: int) -> bool:
        """Return whether all of these steps are literals."""
        return all(self.builder.steps[place].op == "number" for place in places)

    def whole_division(self, left: int) -> int:
        """Parse the rest of a // b or a % b."""
        op = self.token.text
        self.next += 1
        right = self.expression(PRODUCT)
        if op == "%":
            return self.builder.step("mod", left, right)
        return self.builder.step("floor", self.builder.step("div", left, right))

    def compared(self, left: int) -> int:
        """Parse a chain of comparisons: a < b < c means a < b and b < c."""
        whole: int | None = None
        while self.token.text in _COMPARISONS:
            op = _COMPARISONS[self.token.text]
            self.next += 1
            right = self.expression(COMPARED)
            one = self.builder.step(op, left, right)
            whole = one if whole is None else self.builder.step("and", whole, one)
            left = right
        return left if whole is None else whole

    def choice(self, then: int) -> int:
        """Parse the rest of `then if condition else other`."""
        opened = self.token
        self.next += 1
        condition = self.expression(OR - 1)
        if not self.accept("else"):
            raise self.fail("this 'if' needs an 'else', as in: x^2 if x < 0 else x", opened)
        return self.builder.step("where", condition, then, self.expression())


MOST_STEPS = 1000
"""Maximum number of steps of a parsed formula."""
SMALL = 40
"""Number of steps up to which the printed text cannot exceed the limits of the parser."""


def code_of(text: str, names: tuple[str, ...], functions: Mapping[str, str] = NAMES) -> Code:
    """Return the code of an expression in the variables `names`.

    The printed text must parse again, so an expression is refused if it would be too long or too deep.

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
    parser = Parser(text, names, functions, Builder(MOST_STEPS))
    try:
        root = parser.formula()
    except ParseError:
        raise
    except MathError as error:
        raise ParseError(str(error), parser.token.position, text) from error
    return extract(parser.builder.steps, [root])[0]
