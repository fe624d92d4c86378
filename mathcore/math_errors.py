"""The exceptions of mathcore: a base class, and a subclass for each case a caller may handle differently."""


class MathError(ValueError):
    """A mathematical question without an answer; the message says why, and what to do instead.

    Example:
        >>> issubclass(ParseError, MathError)
        True
    """


class ParseError(MathError):
    """A text that is not a valid expression.

    Attributes:
        message: What is wrong and how to fix it, in one line, without the text itself.
        position: Column of the offending character, counted from 0.
        text: The text as it was given.

    Example:
        >>> str(ParseError("unknown name 'y'", 4, "x + y"))
        "unknown name 'y' (column 5)"
    """

    def __init__(self, message: str, position: int, text: str) -> None:
        super().__init__(message, position, text)
        self.message = message
        self.position = position
        self.text = text

    def __str__(self) -> str:
        return f"{self.message} (column {self.position + 1})"


class FreeLetters(ParseError):  # noqa: N818 - reads as what it says
    """A formula with more letters than variables.

    Attributes:
        letters: The letters that need values.

    Example:
        >>> FreeLetters("a has no value here", 0, "a x", ("a",)).letters
        ('a',)
    """

    def __init__(self, message: str, position: int, text: str, letters: tuple[str, ...]) -> None:
        super().__init__(message, position, text)
        self.args = message, position, text, letters
        self.letters = letters


class NoTangent(MathError):  # noqa: N818 - reads as what it says
    """A point at which the graph has no tangent line.

    Attributes:
        message: What the function does there, and what to do instead.
        kind: The kind of point in words, such as `"corner"`.
        x: The point.

    Example:
        >>> NoTangent("it has a corner there", "corner", 0.0).kind
        'corner'
    """

    def __init__(self, message: str, kind: str, x: float) -> None:
        super().__init__(message, kind, x)
        self.message = message
        self.kind = kind
        self.x = x

    def __str__(self) -> str:
        return self.message
