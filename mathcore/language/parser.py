"""The parser of formulas, by binding powers (Pratt, Top Down Operator Precedence, 1973).

docs/functions.md has the grammar; no text is ever run as Python.
"""

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from mathcore.expressions.code import Builder, Code, extract, folded, tree_size
from mathcore.language.familiar_functions import Derived
from mathcore.language.letters import Meanings
from mathcore.language.pieces import Pieces
from mathcore.language.printing import AND, CHOICE, COMPARED, NOT, OR, POWER, PRODUCT, SUM
from mathcore.language.printing import text as written
from mathcore.language.tokens import Token, tokens
from mathcore.math_errors import MathError, ParseError

_COMPARISONS = MappingProxyType({"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"})
_BINARY = MappingProxyType(
    {"+": (SUM, "add"), "-": (SUM, "sub"), "*": (PRODUCT, "mul"), "/": (PRODUCT, "div")}
)
_WHOLE = frozenset({"//", "%"})
_OPENING = frozenset({"(", "[", "{", "√", "∛", "∜", "⌊", "⌈"})
_FACTORS = frozenset({"variable", "constant", "function", "command"})


class Parser(Pieces):
    """A parser of one text in a single pass over its tokens."""

    def formula(self) -> int:
        """Parse the expression up to the end of the text."""
        if self.token.kind == "end":
            raise self.fail("there is no expression; write one such as x^2")
        root = self.list_of_cases() if self.lists_cases() else self.expression()
        if self.token.kind != "end":
            raise self.fail(self.unexpected())
        return root

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
        if self.token.text == "not":
            token = self.token
            self.next += 1
            return self.builder.step("not", self.held(self.expression(max(power, NOT)), token))
        if self.token.text in ("and", "or") and self.ahead(1).text in ("(", "["):
            return self.all_or_any()
        return self.primary()

    def all_or_any(self) -> int:
        """Parse AND(x > 0, x < 1) of a spreadsheet."""
        word = self.token
        self.next += 1
        conditions = [self.held(place, word) for place in self.arguments()]
        if not conditions:
            raise self.fail(f"{word.text} takes conditions such as x < 0, but none were given", word)
        first, *rest = conditions
        for condition in rest:
            first = self.builder.step(word.text, first, condition)
        return first

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
        if self.compares() and power < COMPARED:
            return self.compared(left)
        if (word in _WHOLE or self.is_infix_mod()) and power < PRODUCT:
            return self.whole_division(left)
        if (word == "and" or (word == "&" and not self.in_pieces)) and power < AND:
            return self.joined(left, AND, "and")
        if word == "or" and power < OR:
            return self.joined(left, OR, "or")
        if power <= CHOICE and not self.in_pieces and self.starts_choice():
            return self.choice(left)
        if word == "?" and power <= CHOICE:
            return self.question(left)
        if (self.starts_factor() or self.starts_power()) and power < PRODUCT:
            self.refuse_loose_exponent()
            return self.builder.step("mul", left, self.expression(PRODUCT))
        return None

    def starts_choice(self) -> bool:
        """Return whether `if` stands here, or `when` and an `else` after it."""
        later = (token.text for token in self.tokens[self.next :])
        return self.token.text == "if" or (
            self.token.text == "when" and not {"else", "otherwise"}.isdisjoint(later)
        )

    def compares(self) -> bool:
        """Return whether the next token compares; `=` does so inside conditions only."""
        return self.token.text in _COMPARISONS or (self.token.text == "=" and self.next > 0)

    def is_infix_mod(self) -> bool:
        """Return whether `mod` stands between two operands, as in x mod 2 and x mod (-2)."""
        if self.token.kind != "function" or self.token.text != "mod":
            return False
        return self.ahead(1).text not in ("(", "[") or not self.is_pair(self.next + 1)

    def refuse_loose_exponent(self) -> None:
        """Refuse e^2x, 3e^-2x, 2^3x and e^xy, which are ambiguous: e^(2x) or (e^2) x."""
        end, base, exponent = self.exponent
        here = self.token
        if end != self.next or not self.touches:
            return
        if self.text[here.position : here.position + 1] == "\\":  # in LaTeX the exponent of e^x\\sin x is x
            return
        number = self.before.kind in ("number", "fraction")
        if number and not self.is_coefficient(base):
            return
        if not number and here.text in _OPENING | {"|"}:
            return
        factor = self.expression(PRODUCT)
        inside = self.builder.step("mul", exponent, factor)
        inside = self.raised_to(base, folded(self.builder, "mul", exponent, factor) if number else inside)
        outside = self.builder.step("mul", self.raised_to(base, exponent), factor)
        advice = self.advice(inside, outside, "e^(2x) or e^2*x")
        raise self.fail(f"unclear where the exponent ends; write {advice}", here)

    def raised_to(self, base: int, exponent: int) -> int:
        """Return the index of a power as it is written."""
        if self.builder.steps[base].op == "e":
            return self.builder.step("exp", exponent)
        return self.builder.step("pow", base, exponent)

    def starts_factor(self) -> bool:
        """Return whether the next token begins a factor without a multiplication sign."""
        token = self.token
        if token.kind in _FACTORS:
            return not token.text.startswith(("end", "over")) and not self.is_infix_mod()
        return token.kind == "sign" and (token.text in _OPENING or (token.text == "|" and not self.in_bars))

    def starts_power(self) -> bool:
        """Return whether the next token begins a power of a number without a multiplication sign: x 2^x."""
        if (
            self.token.kind != "number"
            or self.touches
            or self.before.kind in ("number", "fraction", "raised")
        ):
            return False
        following = self.ahead(1)
        return following.position == self.token.end and (following.text == "^" or following.kind == "raised")

    def binary(self, left: int, strength: int, op: str) -> int:
        """Parse the right side of an operator."""
        sign, started = self.token, self.next
        tight = self.touches and self.ahead(1).position == sign.end
        self.next += 1
        right = self.expression(strength)
        if op == "div":
            if self.starts_factor() and self.is_unclear_factor(left, right):
                self.refuse_loose_division(left, right, sign)
            bare = self.tokens[started + 1].kind in ("number", "constant")
            if tight and bare and self.is_coefficient(right):
                self.refuse_loose_argument(left, right, started, sign)
        return self.builder.step(op, left, right)

    def is_unclear_factor(self, left: int, right: int) -> bool:
        """Return whether the factor after a division may stand below the line too."""
        if self.plain(left, right):
            ends = self.token.kind == "constant" and self.touches
            following = self.ahead(1)
            return ends and not (
                following.kind in _FACTORS
                or following.text in _OPENING
                or following.text == "^"
                or (following.text == "|" and not self.in_bars)
            )
        constant = self.is_fixed(left) and self.is_fixed(right)
        return self.touches or not constant

    def refuse_loose_division(self, left: int, right: int, sign: Token) -> None:
        """Refuse x/2y: x/(2y) or (x/2) y."""
        factor, step = self.expression(PRODUCT), self.builder.step
        below = step("div", left, step("mul", right, factor))
        beside = step("mul", step("div", left, right), factor)
        advice = self.advice(below, beside, "a/(b*c) or a/b*c")
        raise self.fail(f"unclear how far this division reaches; use parentheses: write {advice}", sign)

    def refuse_loose_argument(self, left: int, right: int, place: int, sign: Token) -> None:
        """Refuse sin x/2 and x^1/2: sin(x/2) or sin(x)/2, x^(1/2) or x/2."""
        step = self.builder.step
        outside = step("div", left, right)
        end, word, argument = self.applied_bare
        if end == place:
            op = self.operation_named(word)
            inside = self.applied(op, [step("div", argument, right)], self.before)
            advice = self.advice(inside, outside, "sin(x/2) or sin(x)/2")
            raise self.fail(f"unclear what the function takes; write {advice}", sign)
        end, base, exponent = self.exponent
        power = self.builder.steps[exponent]
        minus = power.op == "neg"
        whole = self.builder.steps[power.args[0]] if minus else power
        one = whole.op == "number" and whole.value == 1
        if end == place and (one or (minus and self.builder.steps[base].op == "e")):
            quotient = step("div", power.args[0] if minus else exponent, right)
            inside = self.raised_to(base, step("neg", quotient) if minus else quotient)
            advice = self.advice(inside, outside, "x^(1/2) or (x^1)/2")
            raise self.fail(f"unclear where the exponent ends; write {advice}", sign)

    def plain(self, *places: int) -> bool:
        """Return whether all of these steps are literals."""
        return all(self.builder.steps[place].op == "number" for place in places)

    def whole_division(self, left: int) -> int:
        """Parse the rest of a // b, a % b or a mod b."""
        op, percent = self.token.text, self.touches and self.before.kind == "number"
        self.next += 1
        if op == "%" and percent and not self.touches:
            raise self.fail("is this a percentage or a remainder? write 0.5*x or mod(50, x)", self.before)
        right = self.expression(PRODUCT)
        if op != "//":
            return self.builder.step("mod", left, right)
        return self.builder.step("floor", self.builder.step("div", left, right))

    def joined(self, left: int, strength: int, op: str) -> int:
        """Parse the right side of `and` or `or`, which join conditions."""
        word = self.token
        self.next += 1
        right = self.expression(strength)
        for side in (left, right):
            if self.held(side, word) != side:
                raise self.fail(self.unexpected(), word)
        return self.builder.step(op, left, right)

    def compared(self, left: int) -> int:
        """Parse a chain of comparisons: a < b < c means a < b and b < c."""
        whole: int | None = None
        while self.compares():
            op = _COMPARISONS["==" if self.token.text == "=" else self.token.text]
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
        condition = self.condition(OR - 1)
        if self.token.text == "," and self.ahead(1).text in ("else", "otherwise"):
            self.next += 1
        if not self.accept("else", "otherwise"):
            raise self.fail("this 'if' needs an 'else', as in: x^2 if x < 0 else x", opened)
        return self.builder.step("where", condition, then, self.expression())

    def derived_code(self, row: Derived) -> Code:
        """Return the code of a derived function in its arguments u, v, w."""
        return _derived_code(row.formula)

    def question(self, condition: int) -> int:
        """Parse the rest of `condition ? then : other`."""
        opened = self.token
        self.held(condition, opened)
        self.next += 1
        then = self.expression()
        if not self.accept(":"):
            raise self.fail("this '?' needs a ':', as in: x < 0 ? x^2 : x", opened)
        return self.builder.step("where", condition, then, self.expression())


@lru_cache(maxsize=64)
def _derived_code(formula: str) -> Code:
    return code_of(formula, ("u", "v", "w"))


MOST_STEPS = 1000
"""Maximum number of steps of a parsed formula."""
SMALL = 40
"""Number of steps up to which the printed text cannot exceed the limits of the parser."""


def code_of(text: str, names: tuple[str, ...], functions: Mapping[str, str] | None = None) -> Code:
    """Return the code of an expression in the variables `names`.

    Args:
        text: The formula, without anything before it.
        names: The variables.
        functions: The only functions allowed, by name; all, under all their names, if `None`.

    Raises:
        ParseError: If the text is not an expression, or too large.
    """
    return code_of_tokens(tokens(text), text, names, functions)


def code_of_tokens(
    found: Sequence[Token], text: str, names: tuple[str, ...], functions: Mapping[str, str] | None = None,
    valued: Container[str] = (),
) -> Code:  # fmt: skip
    """Return the code of the expression that tokens of `text` make; the letters `valued` have values.

    The printed text must parse again, so an expression is refused if it would be too long or too deep.

    Raises:
        ParseError: If they are not an expression, or too large.
    """
    code = _read(found, text, names, functions, valued)
    if len(code) > SMALL or tree_size(code) > SMALL:
        try:
            printed = written(code)
            _read(tokens(printed), printed, names, functions, valued)
        except MathError as error:
            raise ParseError(
                "the expression is too large when written out; use a simpler one", 0, text
            ) from error
    return code


def _read(
    found: Sequence[Token], text: str, names: tuple[str, ...], functions: Mapping[str, str] | None,
    valued: Container[str],
) -> Code:  # fmt: skip
    meant = Meanings(text, names, functions).resolved(found)
    parser = Parser(text, meant, names, functions, Builder(MOST_STEPS), valued)
    try:
        root = parser.formula()
    except ParseError:
        raise
    except MathError as error:
        raise ParseError(str(error), parser.token.position, text) from error
    return extract(parser.builder.steps, [root])[0]
