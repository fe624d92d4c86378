"""The parser of operands: numbers, letters, roots, brackets, bars, fractions and functions."""

from decimal import Decimal
from types import MappingProxyType

from mathcore.language.calls import CONDITIONS, Calls, power_step
from mathcore.language.printing import CHOICE
from mathcore.language.tokens import POSITIVE_PART, Token

_ROOTS = MappingProxyType({"√": "sqrt", "∛": "cbrt"})
_ENCLOSED = MappingProxyType({"(": ")", "|": "|", "[": "]", "⌊": "⌋", "⌈": "⌉"})
_APPLIED = MappingProxyType({"|": "abs", "⌊": "floor", "⌈": "ceil"})
_AFTER_PERCENT = frozenset({")", "]", "}", ",", ";", "*", "/"})
"""Signs that may follow a percentage and not the sign of a remainder."""
_TAKEN_APART = frozenset({"variable", "constant"})


class Operands(Calls):
    """A parser of one operand, in the variables `names`."""

    def primary(self) -> int:
        """Read what no operator takes apart, with the degrees and the factorial after it."""
        found = self._primary()
        if self._is_percentage():
            found = self.builder.number(float(Decimal(self.before.text) / 100))
            self.next += 1
        while self.token.text in ("!", "°", POSITIVE_PART):
            if self.accept("!"):
                found = self.factorial_of(found)
            elif self.accept("°"):
                found = self.in_degrees(found)
            else:
                self.next += 1
                found = self.builder.step("max", found, self.builder.number(0))
        return found

    def _is_percentage(self) -> bool:
        """Return whether a % after a number can be no remainder, as in (1 + 5%)^t."""
        following = self.ahead(1)
        number = self.before.kind == "number" and self.touches and self.token.text == "%"
        return number and (following.kind == "end" or following.text in _AFTER_PERCENT)

    def _primary(self) -> int:
        token = self.token
        if token.kind == "number":
            return self._mixed_number()
        if token.kind == "fraction":
            return self._fraction_sign()
        if token.kind == "variable":
            self.next += 1
            return self.builder.step("name", value=token.text)
        if token.kind == "constant":
            return self._constant_sign()
        if token.kind == "function":
            return self.function()
        if token.kind == "command":
            return self.structure()
        if token.kind == "raised" and self.ahead(1).text == "√":
            return self._root_of_degree()
        if token.kind == "sign" and token.text in ("√", "∛", "∜"):
            return self.root()
        if token.kind == "sign" and token.text in _ENCLOSED:
            return self._bracketed()
        if token.kind == "sign" and token.text == "{":
            return self.braces()
        if token.kind == "keyword" and token.text == "if":
            return self.if_then_else()
        raise self.fail(self.unexpected())

    def structure(self) -> int:
        r"""Parse \\frac, \\sqrt or a table of cases."""
        raise NotImplementedError

    def braces(self) -> int:
        """Parse what stands in braces: a group, or the pieces of a function."""
        raise NotImplementedError

    def if_then_else(self) -> int:
        """Parse `if ... then ... else ...`, or `if(condition, value, value)`."""
        raise NotImplementedError

    def _mixed_number(self) -> int:
        """Parse a number, and a fraction right after it: 2½ is 2 + 1/2."""
        whole = self.token.text.isdecimal()
        found = self.number()
        if not whole or self.token.kind != "fraction" or not self.touches:
            return found
        return self.builder.step("add", found, self._fraction_sign())

    def _fraction_sign(self) -> int:
        over, under = self.token.text.split("/")
        self.next += 1
        return self.builder.step("div", self.builder.number(float(over)), self.builder.number(float(under)))

    def _constant_sign(self) -> int:
        found = self.builder.step(self.token.text)
        self.next += 1
        if self.token.text == "(" and self.ahead(1).text == ")":  # PI() of a spreadsheet
            self.next += 2
        return found

    def root(self) -> int:
        """Parse √, ∛ or ∜ with the primary that follows: √2x is (√2)x."""
        sign = self.token.text
        self.next += 1
        self.enter()
        first, inner = self.token, self.primary()
        self.depth -= 1
        bare = first.kind in _TAKEN_APART or (first.kind == "number" and self.token.kind == "constant")
        if bare and (self.token.text == "^" or self.token.kind == "raised"):
            self._refuse_loose_root(sign, inner, self.powered(inner), power=True)
        if bare and self.touches and self.starts_factor():
            self._refuse_loose_root(sign, inner, self.bare_factor())
        return self._root_step(sign, inner)

    def _root_step(self, sign: str, inner: int) -> int:
        if sign == "∜":
            fourth = self.builder.step("div", self.builder.number(1), self.builder.number(4))
            return self.builder.step("pow", inner, fourth)
        return self.builder.step(_ROOTS[sign], inner)

    def _refuse_loose_root(self, sign: str, inner: int, following: int, *, power: bool = False) -> None:
        """Refuse √xy and √x²: the root may reach over both or over the first alone."""
        step, root = self.builder.step, self._root_step(sign, inner)
        if power:
            exponent = self.builder.steps[following].args[-1]
            inside, outside = following, power_step(self.builder, root, exponent)
        else:
            inside, outside = step("mul", inner, following), step("mul", root, following)
        advice = self.advice(self._root_step(sign, inside), outside, "√(x*y) or (√x)*y")
        raise self.fail(f"unclear how far the root reaches; write {advice}", self.before)

    def _root_of_degree(self) -> int:
        """Parse a root with a raised degree: ³√x."""
        degree = self.raised()
        self.next += 1
        self.enter()
        inner = self.primary()
        self.depth -= 1
        return self.root_of_degree(degree, inner)

    def root_of_degree(self, degree: int, inner: int) -> int:
        """Return the index of a root, of a negative number too if its degree is odd."""
        step = self.builder.steps[degree]
        named = {2.0: "sqrt", 3.0: "cbrt"}.get(float(step.value or 0)) if step.op == "number" else None
        if named is not None:
            return self.builder.step(named, inner)
        return power_step(self.builder, inner, self.builder.step("div", self.builder.number(1), degree))

    def _bracketed(self) -> int:
        opened, start = self.token, self.next
        inner = self.enclosed(_ENCLOSED[opened.text])
        if opened.text in _APPLIED:
            return self.builder.step(_APPLIED[opened.text], inner)
        if opened.text == "[" and self.token.text != POSITIVE_PART:
            self._refuse_unclear_bracket(start, inner)
        return inner

    def _refuse_unclear_bracket(self, start: int, inner: int) -> None:
        """Refuse x[1], which may be an index, and [x], which may be the floor.

        Brackets around parentheses are outer brackets and nothing else, unless they hold a quotient.
        """
        step, opened = self.builder.steps[inner], self.tokens[start]
        before = self.tokens[start - 1] if start else None
        inside = self.tokens[start + 1 : self.next - 1]
        nested = any(token.text in ("(", "[") for token in inside)
        index = not nested and all(token.text != "^" and token.kind != "raised" for token in inside)
        if index and before is not None and before.kind == "variable" and before.end == opened.position:
            raise self.fail(
                f"is this an index or a factor? write {before.text}_1 or {before.text}*(...)", opened
            )
        floored = ("div",) if nested else ("name", "mul", "div")
        if step.op in floored and not self.is_coefficient(inner):
            raise self.fail("is this the floor or a bracket? write floor(x) or (x)", opened)

    def enclosed(self, closing: str) -> int:
        """Parse an expression in brackets or bars."""
        opened = self.token
        self.next += 1
        before, self.in_bars = self.in_bars, closing == "|"
        inner = self.expression()
        self.expect(closing, opened)
        self.in_bars = before
        return inner

    def condition(self, power: int = CHOICE) -> int:
        """Parse a condition.

        Raises:
            ParseError: If it is a number.
        """
        token = self.token
        found = self.expression(power)
        return self.held(found, token)

    def held(self, place: int, token: Token) -> int:
        """Return a condition, or raise `ParseError` if a number stands in its place."""
        step = self.builder.steps[place]
        if step.op in CONDITIONS or self.functions is not None:
            return place
        shown = self.advice_of(place)
        raise self.fail(f"a condition such as x < 0 must stand here, and {shown} is a number", token)

    def advice_of(self, place: int) -> str:
        """Return the text of a step, or a word for it if it is long."""
        text = self.advice(place, place, "this").split(" or ")[0]
        return text if len(text) < 20 else "this"
