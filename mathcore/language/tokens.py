"""The lexer: a text as numbers, words and signs, in the notations of blackboards, programs and LaTeX."""

import re
import unicodedata
from collections.abc import Generator, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from mathcore.language.latex_commands import PLAIN_TEXT, REFUSED, STRUCTURES, TEXT_COMMANDS
from mathcore.math_errors import ParseError

POSITIVE_PART = "₊"
"""The sign of the positive part, the index of (x - 1)_+ or the exponent of (x - 1)^+."""
LONGEST_TEXT = 2000
"""Maximum number of characters of a formula."""
MOST_TOKENS = 1000
"""Maximum number of tokens of a formula."""


class Token(NamedTuple):
    """A token, from column `position` to just before column `end` of the text.

    `kind` is that of the lexer (number, fraction, word, raised, index, sign, command or end); words become
    variable, constant, function or keyword once it is known which letters are variables.
    """

    kind: str
    text: str
    position: int
    end: int


MODULES = (
    *("np", "numpy", "math", "Math", "torch", "tf", "keras", "jnp", "jax", "sp", "sympy", "scipy", "special"),
    *("nn", "functional", "activations", "F", "S", "mp", "mpmath", "cmath"),
)
"""The modules of Python and JavaScript whose functions may be written with a dot."""
NORMALIZED_SINC = frozenset({"np", "numpy", "jnp", "torch"})
"""The modules in which sinc(x) is sin(πx)/(πx)."""

CONDITION_WORDS = ("für", "falls", "wenn", "si", "se", "pour", "para", "per", "als", "при", "если")
"""Words of other languages before a condition."""
OTHERWISE_WORDS = ("sonst", "andernfalls", "sinon", "autrement", "altrimenti", "senão", "anders", "иначе")
"""Words of other languages for what holds otherwise."""

_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_LOW = "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᵏᵐⁿⁱʳˢᵗᵘᵛʷˣʸᶻ"
_LOWERED = str.maketrans(_LOW + _HIGH, "0123456789aehijklmnoprstuvx" + "0123456789+-()abcdekmnirstuvwxyz")

_BASE = r"[0-9]+(?:[./][0-9]+)?"
"""The base of a logarithm as an index: log_{1/2}, log_(2), log_0.5."""

_UPRIGHT = r"\\(?:text|textrm|mathrm)\{[A-Za-z0-9]+\}"
"""An index that is a word in LaTeX: x_{\\text{max}}."""

# [0-9] and not \d, which also matches digits of other scripts.
_PATTERN = re.compile(
    r"(?P<number>(?:[0-9]+(?:_[0-9]{3})*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<fraction>[{_FRACTIONS}])"
    r"|(?P<normal>(?:(?:scipy\.)?stats\.)?norm\.(?P<kind>pdf|cdf)(?=\())"
    rf"|(?P<module>(?:(?:{'|'.join(MODULES)})\.)+(?=[A-Za-z]))"
    rf"|(?P<spoken>(?<=\s)(?:(?:{'|'.join(CONDITION_WORDS)})(?=\s.*[<>≤≥=⩽⩾])|(?:{'|'.join(OTHERWISE_WORDS)})(?!\w)))"
    r"|(?P<word>[A-Za-z][A-Za-z0-9]*|[Α-Ωα-ω][0-9]*)(?:(?<=[A-Za-z0-9]{2})\.(?=\())?"
    rf"|(?P<index>_\{{(?:[A-Za-z0-9]+|{_BASE}|{_UPRIGHT})\}}|_{_UPRIGHT}|_\({_BASE}\)|_(?:[0-9]+\.[0-9]+|[0-9]+|[A-Za-z]+[0-9]*)|[{_LOW}]+)"
    rf"|(?P<raised>[{_HIGH}]+)"
    r"|(?P<part>_(?:[+-]|\{[+-]\})|\^(?:[+-]|\{[+-]\})(?=\s*(?:$|[*/)\]},;&<=>:])|\s+[-+]\s))"
    r"|(?P<maxima>%(?:pi|e)(?![A-Za-z0-9_]))"
    r"|(?P<sign>\*\*|//|<=|>=|===?|!==?|<>|:=|\|->|->|=>|&&|\.\^|\.\*|\./"
    r"|[-+*/%^(),|<>=√∛∜·×∗⋅∙•÷∕⁄−–≤≥⩽⩾≠\[\]{}:;?!°⌊⌋⌈⌉↦→⟶∧∨¬&@_])"
    r"|(?P<command>\\(?:[A-Za-z]+|[^A-Za-z]))"
    r"|(?P<space>[ \t\r\n]+)"
)
_PLAIN: Mapping[str, str] = MappingProxyType({
    "**": "^", ".^": "^", ".*": "*", "./": "/", "·": "*", "×": "*", "∗": "*", "⋅": "*", "∙": "*", "•": "*",
    "÷": "/", "∕": "/", "⁄": "/", "−": "-", "–": "-", "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=",
    "<>": "!=", "↦": "->", "→": "->", "⟶": "->", "|->": "->", "=>": "->",
    "∧": "and", "&&": "and", "∨": "or", "¬": "not",
    ":=": "=", "===": "==", "!==": "!=",
})  # fmt: skip
_SPACES = (*range(0x2002, 0x200C), *range(0x2060, 0x2064), 0x00A0, 0x202F, 0x205F, 0x3000, 0xFEFF)
"""Wide, thin, unbreakable and invisible spaces, and the invisible signs of a product and of a function."""
_ALPHABETS = range(0x1D400, 0x1D800)
"""The mathematical letters and digits of Unicode, such as 𝑥 in a formula copied from a page."""
_ZEROS = (0x0660, 0x06F0, 0x0966)
"""The zeros of the digits that are written with Arabic, Persian and Hindi."""
_OTHER_FORMS: Mapping[int, str] = MappingProxyType({
    **dict.fromkeys(_SPACES, " "),
    **{
        code: plain
        for code in _ALPHABETS
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
    },
    **dict(zip(map(ord, "ℎℯⅇℓℒℰℱℋℳℝ"), "heelLEFHMR", strict=True)),
    **dict(zip(map(ord, "ϕϑϵϱµ∆∣‖∶٫"), "φθερμΔ||:.", strict=True)),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{start + digit: str(digit) for start in _ZEROS for digit in range(10)},
})  # fmt: skip
"""One character for another, so that the columns of the text stay."""
_OPENED = re.compile(r"\s*(?:\$\$?|\\\(|\\\[)")
_CLOSED = re.compile(r"(?:\$\$?|\\\)|\\\]|;)\s*$")
_QUOTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|“([^”]*)”|„([^“]*)“|«([^»]*)»)\s*$""")
"""A formula in quotation marks as a whole."""
_R_FUNCTION = re.compile(r"\s*(?:[A-Za-z]\w*\s*<-\s*)?\\(?=\([A-Za-z]\w*(?:,\s*[A-Za-z]\w*)*\))(?!.*\\\))")
"""The backslash before the arguments of a function of R, as in \\(x) x^2, which no \\) closes."""
_ARGUMENT = re.compile(r"\*?\s*\{([^{}]*)\}")
_PART = r"\s*([A-Za-z0-9])"
_PARTS: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "sqrt": re.compile(_PART),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), re.compile(f"{_PART}(?:{_PART})?")),
})  # fmt: skip
"""The parts that commands take without braces, each of one character: the x and the 2 of \\frac x2."""


def tokens(text: str) -> list[Token]:
    r"""Split `text` into tokens; the last one is always an `end`.

    Raises:
        ParseError: If the text is too long or has a character outside the language.

    Example:
        >>> [token.text for token in tokens("2x² − 1")]
        ['2', 'x', '2', '-', '1', '']
        >>> [token.text for token in tokens("\\sin \\theta_{1}")]
        ['sin', 'θ1', '']
    """
    if len(text) > LONGEST_TEXT:
        raise ParseError(
            f"the text has {len(text)} characters; at most {LONGEST_TEXT} are read", LONGEST_TEXT, text
        )
    plain = text.translate(_OTHER_FORMS)
    quoted = _QUOTED.match(plain)
    start, stop = quoted.span(quoted.lastindex or 0) if quoted else (0, len(plain))
    opened, closed = _OPENED.match(plain, start, stop), _CLOSED.search(plain, start, stop)
    start, stop = opened.end() if opened else start, closed.start() if closed else stop
    found: list[Token] = []
    function = _R_FUNCTION.match(plain)
    if function:
        start = function.end()
        found.append(Token("sign", "@", start - 1, start))
    for token in _lexed(plain, start, max(start, stop), text):
        if token.kind == "index":
            if not _is_of_a_norm(found, token):
                found.append(_indexed(found, token, text))
        elif token.kind == "maxima":
            found += _maxima(found, token)
        elif token.kind == "word" and found and found[-1].text in ("arc", "Arc"):  # arc sin x, arc tg x
            arc = found.pop()
            found.append(Token("word", arc.text + token.text, arc.position, token.end))
        else:
            found.append(token)
        if len(found) > MOST_TOKENS:
            where = found[MOST_TOKENS - 1].end
            raise ParseError(f"more than {MOST_TOKENS} parts; use a shorter expression", where, text)
    found.append(Token("end", "", len(text), len(text)))
    return found


def _lexed(plain: str, start: int, stop: int, text: str) -> Iterator[Token]:
    """Yield the tokens of a part of the text; an index is not yet joined to its letter."""
    position = start
    while position < stop:
        match = _PATTERN.match(plain, position, stop)
        if match is None:
            raise ParseError(_strange(text[position]), position, text)
        kind, found, end = match.lastgroup or "", match.group(), match.end()
        if kind == "command":
            end = yield from _command(found[1:], position, end, plain[:stop], text)
        elif kind == "raised":
            yield from _superscript(found.translate(_LOWERED), position, end, text)
        elif kind == "module":
            word = re.compile(r"[A-Za-z][A-Za-z0-9]*").match(plain, end, stop)
            named = word.group() if word else ""
            dotted = named == "sinc" and found.split(".")[0] in NORMALIZED_SINC
            end = word.end() if word else end
            yield Token("qualified", "np.sinc" if dotted else named, position, end)
        elif kind == "part":
            if "-" in found:
                raise ParseError("is this max(-x, 0) or min(x, 0)? write one of them", position, text)
            yield Token("sign", POSITIVE_PART, position, end)
        elif kind == "spoken":
            yield Token("word", "if" if found in CONDITION_WORDS else "otherwise", position, end)
        elif match["normal"]:
            end = match.end()
            yield Token("word", f"normal_{match['kind']}", position, end)
        elif kind != "space":
            yield Token(kind, _plain(kind, found), position, end)
        position = end


def _command(name: str, position: int, end: int, plain: str, text: str) -> Generator[Token, None, int]:
    """Yield the tokens of a LaTeX command from `position` to `end`; return where what belongs to it ends."""
    worded = name in TEXT_COMMANDS
    argument = _ARGUMENT.match(plain, end) if worded or name in ("begin", "end") else None
    if worded:  # without an argument it changes the font, as in {\\rm e}
        if argument:
            yield from _lexed(plain, argument.start(1), argument.end(1), text)
        return argument.end() if argument else end
    if name in ("left", "right") and plain.startswith(".", end):
        return end + 1
    end = argument.end() if argument else end
    yield from _meaning(name, argument.group(1) if argument else "", position, end, text)
    single = _PARTS[name].match(plain, end) if name in _PARTS else None
    if single:
        for part in range(1, (single.lastindex or 0) + 1):
            kind = "number" if single[part].isdecimal() else "word"
            yield Token(kind, single[part], *single.span(part))
        end = single.end()
    return end


def _meaning(name: str, argument: str, position: int, end: int, text: str) -> Iterator[Token]:
    """Yield the tokens that a LaTeX command stands for, all in its own columns."""
    if name in REFUSED:
        raise ParseError(REFUSED[name], position, text)
    if name in STRUCTURES:
        yield Token("command", f"{name} {argument}".strip(), position, end)
        return
    meaning = PLAIN_TEXT.get(name, name if name.isalpha() else None)
    if meaning is None:
        raise ParseError(f"the command \\{name} has no meaning here; leave it out", position, text)
    if meaning == "¶":
        yield Token("sign", meaning, position, end)
        return
    for token in _lexed(meaning, 0, len(meaning), meaning):
        yield token._replace(position=position, end=end)


def _superscript(plain: str, position: int, end: int, text: str) -> Iterator[Token]:
    """Yield a raised whole number as one token, and any other exponent as ^( ... )."""
    if re.fullmatch(r"[+-]?[0-9]+", plain):
        yield Token("raised", plain, position, end)
        return
    yield Token("sign", "^", position, position)
    yield Token("sign", "(", position, position)
    for token in _lexed(plain, 0, len(plain), plain):
        yield token._replace(position=position + token.position, end=position + token.end)
    yield Token("sign", ")", end, end)


def _is_of_a_norm(found: list[Token], index: Token) -> bool:
    """Return whether an index is that of a norm: of one number all norms are the absolute value."""
    return bool(found) and found[-1].text == "|" and index.text in ("1", "2")


def _maxima(found: list[Token], token: Token) -> list[Token]:
    """Return the %pi and %e of Maxima and Scilab as constants, unless % stands between two operands."""
    name = Token("word", token.text[1:], token.position, token.end)
    if not found or (found[-1].kind == "sign" and found[-1].text not in (")", "]", "}", "|", "!", "°")):
        return [name]
    return [
        Token("sign", "%", token.position, token.position + 1),
        name._replace(position=token.position + 1),
    ]


def _indexed(found: list[Token], index: Token, text: str) -> Token:
    """Return the last word with its index; they are taken off the list."""
    if not found or found[-1].kind not in ("word", "qualified") or found[-1].end != index.position:
        raise ParseError(
            f"the index '{index.text}' needs a letter before it, as in x_1", index.position, text
        )
    word = found.pop()
    return Token(word.kind, joined(word.text, index.text), word.position, index.end)


def joined(letters: str, index: str) -> str:
    """Return a letter with its index in the form in which it is a name: w1, x_max, log_2.

    Example:
        >>> joined("w", "1"), joined("x", "max"), joined("log", "2")
        ('w1', 'x_max', 'log_2')
    """
    return f"{letters}{index}" if len(letters) == 1 and index.isdecimal() else f"{letters}_{index}"


def _plain(kind: str, text: str) -> str:
    if kind == "sign":
        return _PLAIN.get(text, text)
    if kind == "word":
        return text.removesuffix(".")  # sin.(x) of Julia
    if kind == "fraction":
        return unicodedata.normalize("NFKC", text).replace("⁄", "/")
    if kind == "index":
        return re.findall(r"[A-Za-z0-9./]+", text.translate(_LOWERED))[-1]
    return text


def _strange(character: str) -> str:
    if character in "'′″":
        return (
            f"a {character} does not belong in an expression; write the function itself, not its derivative"
        )
    if character in '."':
        return f"a {character} does not belong in an expression"
    if character in "∫∂":
        return REFUSED["int" if character == "∫" else "partial"]
    if character in "∑∏":
        return REFUSED["sum" if character == "∑" else "prod"]
    if character == "±":
        return REFUSED["pm"]
    if character == "∞":
        return REFUSED["infty"]
    if character.isascii() and character.isprintable():
        return f"'{character}' has no meaning here; leave it out"
    shown = (
        f"'{character}' (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"
    )
    return f"the character {shown} is not part of the language; type it from the plain keyboard"
