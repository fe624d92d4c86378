"""What operators stand between: numbers, names, roots, parentheses, bars and functions."""

from collections.abc import Mapping

from mathcore.calls import Calls
from mathcore.code import Builder
from mathcore.hints import unknown_name
from mathcore.names import CONSTANTS, KEYWORDS

_ROOTS = {"√": "sqrt", "∛": "cbrt"}


class Operands(Calls):
    """Reads one operand, in the variables `names`."""

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
        """Read √ or ∛ with the primary that follows: √2x is (√2)x."""
        op = _ROOTS[self.token.text]
        self.next += 1
        self.enter()
        inner = self.primary()
        self.depth -= 1
        return self.builder.step(op, inner)

    def enclosed(self, closing: str) -> int:
        """Read what stands between parentheses or bars."""
        opened = self.token
        self.next += 1
        before, self.in_bars = self.in_bars, closing == "|"
        inner = self.expression()
        self.expect(closing, opened)
        self.in_bars = before
        return inner

    def word(self) -> int:
        """Read a variable, a constant, a function, or letters side by side."""
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
        """Return a product of one-letter variables: xy is x*y."""
        product, *rest = (self.builder.step("name", value=letter) for letter in word)
        for factor in rest:
            product = self.builder.step("mul", product, factor)
        return product
