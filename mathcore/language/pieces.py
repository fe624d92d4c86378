"""The parser of functions in pieces: cases, braces, `if`, `Piecewise`; and of the fractions of LaTeX."""

from mathcore.expressions.code import extract
from mathcore.language.calls import CONDITIONS
from mathcore.language.coverage import cover_the_line
from mathcore.language.operands import Operands
from mathcore.language.printing import OR
from mathcore.language.tokens import Token

Cases = list[tuple[int | None, int]]
"""Pairs of a condition and a value; `None` stands for otherwise."""
_ROW_ENDS = (",", ";", "¶")
_CONDITION_WORDS = ("if", "for", "when", "&", ",")
_COMPARE = ("<", "<=", ">", ">=", "==", "!=", "=")
_CASE_WORDS = ("if", "for", "when", "otherwise", "else")


class Pieces(Operands):
    """A parser of functions that are given in pieces.

    Attributes:
        in_pieces: Whether the next `if` ends a value and begins its condition.
    """

    in_pieces: bool = False

    def structure(self) -> int:
        r"""Parse \\frac, \\sqrt or a table of cases."""
        token = self.token
        self.next += 1
        name = token.text
        if name == "begin cases":
            return self.table(token)
        if name == "sqrt":
            return self._latex_root()
        if name.endswith("frac"):
            over = self._latex_argument(token)
            return self.builder.step("div", over, self._latex_argument(token))
        raise self.fail(f"the command \\{name} has no meaning here; leave it out", token)

    def _latex_root(self) -> int:
        degree = self.enclosed("]") if self.token.text == "[" else None
        inner = self._latex_argument(self.before)
        return self.builder.step("sqrt", inner) if degree is None else self.root_of_degree(degree, inner)

    def _latex_argument(self, command: Token) -> int:
        """Parse a group in braces, or one character: the two digits of a fraction such as 12."""
        token = self.token
        if token.text == "{":
            return self.enclosed("}")
        if token.kind in ("number", "variable", "constant", "command"):
            self.enter()
            found = self._primary()
            self.depth -= 1
            return found
        raise self.fail(f"\\{command.text} needs its parts in braces, as in \\frac{{1}}{{x}}", token)

    def enclosed(self, closing: str) -> int:
        """Parse an expression in brackets or bars, in which an `if` makes a choice again."""
        before, self.in_pieces = self.in_pieces, False
        found = super().enclosed(closing)
        self.in_pieces = before
        return found

    def braces(self) -> int:
        """Parse what stands in braces: a group, or the pieces of a function."""
        opened, before = self.token, self.before.text
        self.next += 1
        bars, self.in_bars = self.in_bars, False
        cases = self._cases("}", opened)
        self.in_bars = bars
        if len(cases) == 1 and cases[0][0] is None:
            if self.builder.steps[cases[0][1]].op in CONDITIONS:
                raise self.fail("a function on a part of the line is written x^2 if x < 0 else 0/0", opened)
            self._refuse_fractional_part(cases[0][1], opened, before)
            return cases[0][1]
        return self.choice_of(cases, opened)

    def _refuse_fractional_part(self, inner: int, opened: Token, before: str) -> None:
        """Refuse {x}, unless braces are those of LaTeX or of an exponent."""
        braces_group = before in ("^", "}") or "\\" in self.text or "^{" in self.text
        inside = self.tokens[self.tokens.index(opened) + 1 : self.next - 1]
        nested = any(token.text in ("(", "[") for token in inside)
        product = not nested and self.builder.steps[inner].op in ("name", "mul", "div")
        if product and not braces_group and not self.is_coefficient(inner):
            raise self.fail("is this the fractional part or a bracket? write x - floor(x) or (x)", opened)

    def lists_cases(self) -> bool:
        """Return whether cases without a brace stand here.

        They are written x^2 for x < 0, x otherwise; or x^2, x < 0; x; or x < 0: x^2; x.
        """
        depth, commas, semicolons, words, compares, colons = 0, 0, 0, 0, 0, 0
        for token in self.tokens[self.next :]:
            if token.kind == "sign":
                depth += (token.text in "([{") - (token.text in ")]}")
                commas += depth == 0 and token.text == ","
                semicolons += depth == 0 and token.text == ";"
                compares += depth == 0 and token.text in _COMPARE
                colons += depth == 0 and token.text == ":"
            words += depth == 0 and token.kind == "keyword" and token.text in _CASE_WORDS
        ends = commas + semicolons
        worded = ends > 0 and words > 0 and self.token.text != "if"
        in_rows = semicolons > 0 and commas in (semicolons, semicolons + 1) and compares > 0
        asks = any(token.text == "?" for token in self.tokens)
        headed = 0 < colons <= compares and ends > 0 and colons in (ends, ends + 1) and not asks
        return worded or in_rows or headed

    def list_of_cases(self) -> int:
        """Parse cases up to the end of the text."""
        opened = self.token
        return self.choice_of(self._cases("", opened), opened)

    def table(self, opened: Token) -> int:
        """Parse the rows of a table of cases in LaTeX."""
        cases = self._cases("end cases", opened)
        return self.choice_of(cases, opened)

    def _cases(self, closing: str, opened: Token) -> Cases:
        before, self.in_pieces = self.in_pieces, True
        cases: Cases = []
        while True:
            if closing == "end cases" and self.token.text == closing:
                break
            cases.append(self._case())
            if cases[-1][0] is not None and self.token.text in ("else", "otherwise"):
                continue
            if not self.accept(*_ROW_ENDS):
                break
            self.accept(*_ROW_ENDS)
        self.in_pieces = before
        if closing == "}":
            self.expect(closing, opened)
        elif closing and self.token.text == closing:
            self.next += 1
        elif closing:
            raise self.fail("the cases are never closed; add \\end{cases}", opened)
        return cases

    def _case(self) -> tuple[int | None, int]:
        """Parse `condition: value`, `value if condition`, `value, condition` or a last `value otherwise`."""
        token = self.token
        if self.accept("otherwise", "else"):
            self.accept(":")
            return None, self.expression(OR - 1)
        first = self.expression(OR - 1)
        if self.token.text == "over" and self.token.kind == "command":
            self.next += 1
            return None, self.builder.step("div", first, self.expression(OR - 1))
        if self.accept(":"):
            return self.held(first, token), self.expression(OR - 1)
        if self.builder.steps[first].op in CONDITIONS:
            return None, first
        if self.accept("otherwise", "else"):
            return None, first
        if self.token.text in _CONDITION_WORDS and self._condition_follows():
            while self.accept(*_CONDITION_WORDS):
                pass
            if self.accept("otherwise", "else"):
                return None, first
            return self.condition(OR - 1), first
        return None, first

    def _condition_follows(self) -> bool:
        """Return whether what follows a comma is the condition of the value before it."""
        if self.token.text != ",":
            return True
        depth, index = 0, self.next + 1
        while index < len(self.tokens):
            token = self.tokens[index]
            depth += (token.text in "([{" and bool(token.text)) - (token.text in ")]}" and bool(token.text))
            if depth < 0 or token.kind == "end" or token.text in (",", ";", "¶", ":", "end cases"):
                return token.text != ":" and self._compares(self.next + 1, index)
            index += 1
        return False

    def _compares(self, start: int, end: int) -> bool:
        words = ("<", "<=", ">", ">=", "==", "!=", "=", "if", "for", "when", "otherwise", "else")
        return any(token.text in words for token in self.tokens[start:end])

    def choice_of(self, cases: Cases, token: Token) -> int:
        """Return the index of the function with these cases; where none holds, it has no value.

        Raises:
            ParseError: If `otherwise` is not the last case.
        """
        step = self.builder.step
        if any(condition is None for condition, _ in cases[:-1]):
            raise self.fail("a case without a condition must be the last", token)
        if not cases:
            raise self.fail("there are no cases; write one such as x^2 if x < 0", token)
        conditions = [extract(self.builder.steps, [c])[0] for c, _ in cases if c is not None]
        if cases[-1][0] is None or cover_the_line(conditions):
            *others, (_, rest) = cases
        else:
            others, rest = cases, step("div", self.builder.number(0), self.builder.number(0))
        for condition, value in reversed(others):
            if condition is not None:
                rest = step("where", condition, value, rest)
        return rest

    def if_then_else(self) -> int:
        """Parse `if ... then ... else ...`, or `if(condition, value, value)`."""
        opened = self.token
        self.next += 1
        if self.token.text in ("(", "["):
            closing, start = {"(": ")", "[": "]"}[self.token.text], self.next
            self.next += 1
            condition = self.condition(OR - 1)
            if self.accept(",", ";"):
                then = self.expression()
                if not self.accept(",", ";"):
                    raise self.fail("this 'if' needs a third part, its value elsewhere", opened)
                other = self.expression()
                self.expect(closing, opened)
                return self.builder.step("where", condition, then, other)
            self.next = start
        condition = self.condition(OR - 1)
        if not self.accept("then", ",", ":"):
            raise self.fail("this 'if' needs a 'then', as in: if x < 0 then x^2 else x", opened)
        then = self.expression(OR - 1)
        self.accept(",", ";")
        if not self.accept("else", "otherwise"):
            raise self.fail("this 'if' needs an 'else', as in: if x < 0 then x^2 else x", opened)
        self.accept(":")
        return self.builder.step("where", condition, then, self.expression())

    def arguments(self) -> list[int]:
        """Parse arguments in brackets; those of `Piecewise` are pairs."""
        word = self.before.text.lower()
        if word not in ("piecewise", "which") or self.functions is not None:
            before, self.in_pieces = self.in_pieces, False
            found = super().arguments()
            self.in_pieces = before
            return found
        return [self._pairs()]

    def _pairs(self) -> int:
        """Parse pairs (value, condition), a list of them {{...}, ...}, or condition, value, ..., other."""
        opened = self.token
        closing = {"(": ")", "[": "]", "{": "}"}[opened.text]
        self.next += 1
        nested = self.token.text == "{" and self.ahead(1).text == "{"
        self.next += nested
        paired = self.token.text in ("(", "{", "[") and self.is_pair(self.next)
        before, self.in_pieces = self.in_pieces, False
        cases: Cases = []
        flat: list[int] = []
        while self.token.text != closing and self.token.kind != "end":
            if paired and self.token.text in ("(", "{", "[") and self.is_pair(self.next):
                cases.append(self._pair())
            else:
                if self.accept("otherwise"):  # the last condition of Which[x < 0, x^2, True, x]
                    self.accept(",", ";")
                flat.append(self.expression())
            if nested and self.accept("}"):
                nested = False
            if not self.accept(",", ";"):
                break
        self.expect(closing, opened)
        self.in_pieces = before
        while len(flat) > 1 and not paired:
            cases.append((self.held(flat.pop(0), opened), flat.pop(0)))
        cases += [(None, value) for value in flat]
        return self.choice_of(cases, opened)

    def is_pair(self, start: int) -> bool:
        """Return whether the bracket that is the token `start` holds a comma of its own."""
        depth = 0
        for token in self.tokens[start:]:
            if token.kind == "sign":
                depth += (token.text in "([{") - (token.text in ")]}")
                if depth == 0:
                    return False
                if token.text in (",", ";") and depth == 1:
                    return True
        return False

    def _pair(self) -> tuple[int | None, int]:
        opened = self.token
        self.next += 1
        value = self.expression()
        if not self.accept(",", ";"):
            raise self.fail(self.unexpected())
        condition = None if self.accept("otherwise") else self.condition()
        self.expect({"(": ")", "[": "]", "{": "}"}[opened.text], opened)
        return condition, value

    def chosen(self, word: Token, arguments: list[int]) -> int:
        """Return the index of the choice that a function such as `where` makes."""
        if word.text.lower() in ("piecewise", "which"):
            return arguments[0]
        if len(arguments) != 3:
            raise self.fail(f"{word.text} takes 3 arguments, but {len(arguments)} were given", word)
        self.held(arguments[0], word)
        return self.builder.step("where", *arguments)
