"""Words as Typst markup: escaped, wrapped, and converted back to plain text."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

from hillside.stage.lettering.tints import untinted


def plain(text: str) -> str:
    r"""Return Typst markup that sets `text` literally.

    >>> plain('50 % of "f"')
    '#text("50 % of \\"f\\"")'
    """
    return f"#text({quoted(text)})"


def formula(typst_math: str) -> str:
    """Return Typst markup for an inline formula; `typst_math` comes from `Expr.typst()` or our own code.

    >>> formula("y = f(x)")
    '$y = f(x)$'
    """
    return f"${typst_math}$"


def is_words(markup: str) -> bool:
    """Return whether markup sets words and numbers alone, without a formula.

    >>> is_words(plain("costs $5")), is_words(formula("x^2"))
    (True, False)
    """
    return "$" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", markup)


def localized(typst_math: str, point: str) -> str:
    """Return Typst math with `point` as the decimal sign of its numbers.

    >>> localized("0.5 x^2 + 3", ",")
    '"0,5" x^2 + 3'
    """
    if point == ".":
        return typst_math
    return re.sub(r"\d+\.\d+", lambda found: quoted(found[0].replace(".", point)), typst_math)


def display(typst_math: str) -> str:
    """Return Typst markup for a formula with fractions at full size.

    >>> display("y / x")
    '$display(y / x)$'
    """
    return f"$display({typst_math})$"


def quoted(text: str) -> str:
    """Return Typst markup of upright words or a number inside a formula.

    >>> formula(f"x = {quoted('1.5')}")
    '$x = "1.5"$'
    """
    return json.dumps(text, ensure_ascii=False)


SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "arrow.tr": "↗",
        "arrow.br": "↘",
        "arrow.r": "→",
        "pi": "π",
        "tau": "τ",
        "times": "×",
        "div": "÷",
        "med": " ",
        "dot": "·",
        "dot.c": "·",
        "partial": "∂",
        "quad": " ",
        "thin": " ",
        "infinity": "∞",
        "approx": "≈",
        "nabla": "∇",
        **dict(
            zip(
                [
                    "alpha",
                    "beta",
                    "gamma",
                    "delta",
                    "epsilon",
                    "zeta",
                    "eta",
                    "theta",
                    "iota",
                    "kappa",
                    "lambda",
                    "mu",
                    "nu",
                    "xi",
                    "rho",
                    "sigma",
                    "phi",
                    "chi",
                    "psi",
                    "omega",
                ],
                "αβγδεζηθικλμνξρσφχψω",
                strict=True,
            )
        ),
    }
)
"""Names of symbols in Typst's formulas, with the symbols."""

ALIGNMENT = ("&", "\\ ")
"""The marks in a formula of several lines at which these are aligned, and at which they end."""

_NAMED = r'(?:\w+: (?:"[^"]*"|[^,()"\[\]]+))'
_PIECE = re.compile(
    rf'(?:#text|op)\((?:{_NAMED}, )*("(?:[^"\\]|\\.)*")\)|("(?:[^"\\]|\\.)*")'
    rf"|#h\([^)]*\)|(#text\({_NAMED}(?:, {_NAMED})*\)\[|\]|\$)|(\\\n)|\\/|\\ |&|[A-Za-z]{{2,}}(?:\.[a-z]+)*"
)


def markup_text(markup: str) -> str:
    r"""Return the plain text of Typst markup: quoted words unchanged, formulas as they are typed.

    >>> markup_text('#text("50 % of \\"f\\"")')
    '50 % of "f"'
    >>> markup_text('$display(f\'("1.5") = "rise" / "run")$#h(0.8em)#text("increasing")')
    "f'(1.5) = rise / run increasing"
    >>> markup_text('#text(size: 2em, "+") #text(weight: "bold")[#text("gentle")]\\\n$2 \\/ L$')
    '+ gentle\n2 / L'
    >>> markup_text('$op("ReLU")(x)$'), markup_text('$display(y &= 2 x \\ &= 4)$')
    ('ReLU(x)', 'y = 2 x = 4')
    """
    bare = re.sub(r"\$display\((.*?)\)\$", r"$\1$", untinted(markup))
    text = _PIECE.sub(_read, bare)
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _read(piece: re.Match[str]) -> str:
    literal = piece[1] or piece[2]
    if literal:
        return str(json.loads(literal))
    if piece[3]:
        return ""
    if piece[4]:
        return "\n"
    if piece[0].startswith("#h"):
        return " "
    if piece[0] in ALIGNMENT:
        return ""
    return SIGNS.get(piece[0].removeprefix("\\"), piece[0].removeprefix("\\"))


_SPACE = r"[ \t\n]"
"""The spaces at which a line may end; a no-break space keeps its neighbors together."""
_KANA, _IDEOGRAPH = "\u3041-\u309f\u30a0-\u30ff", "\u3400-\u4dbf\u4e00-\u9fff"
_SMALL = "ぁぃぅぇぉっゃゅょァィゥェォッャュョー"
_STOPS = "、。，；：！？"
_EAST_ASIAN = re.compile(f"[{_KANA}{_IDEOGRAPH}]")
_CLAUSE_END = f"(?<=[{_STOPS}])(?![{_STOPS}」）{_SMALL}])"
# A number is kept with its counter, and both with what they count; a formula is kept whole: "x = 1.5 处".
_WORD_END = rf"{_CLAUSE_END}|(?<={_SPACE})(?<!\d{_SPACE})(?<![a-zA-Z] = )(?![\s=]|[−(]?\d|\w = )"
_RULES = (
    re.compile(_CLAUSE_END),
    re.compile(_WORD_END),
    # A Japanese phrase ends in hiragana, before the next ideograph or katakana; a Chinese one after 的.
    re.compile(f"{_WORD_END}|(?<=[\u3041-\u309f的])(?![{_SMALL}])(?=[\u30a1-\u30fa{_IDEOGRAPH}])"),
    # Else a line may end after any letter; none begins with a small kana or a closing mark (JIS X 4051).
    re.compile(
        f"{_WORD_END}|(?<=[{_KANA}{_IDEOGRAPH}{_STOPS}」）])(?=[{_KANA}{_IDEOGRAPH}「（])(?![{_SMALL}])"
    ),
)


def wrapped(text: str, lines: int) -> str:
    r"""Return `text` broken into `lines` lines of nearly equal length, between words where possible.

    >>> wrapped("Direction to decrease error", 2)
    'Direction to\ndecrease error'
    >>> wrapped("slope", 2)
    'slope'
    >>> wrapped("誤差を減らす方向", 2), wrapped("误差减小的方向", 2), wrapped("导数 = 切线的斜率", 2)
    ('誤差を\n減らす方向', '误差减小的\n方向', '导数 =\n切线的斜率')
    """
    pieces, broken = _pieces(text, lines), list[str]()
    if len(pieces) < lines:
        return text
    for left in range(lines, 1, -1):
        wanted = len("".join(pieces).rstrip()) / left
        ends = [len("".join(pieces[:cut]).rstrip()) for cut in range(1, len(pieces) - left + 2)]
        cut = 1 + min(range(len(ends)), key=lambda index: abs(ends[index] - wanted))
        broken.append("".join(pieces[:cut]).rstrip())
        pieces = pieces[cut:]
    return "\n".join([*broken, "".join(pieces).rstrip()])


def _pieces(text: str, count: int) -> list[str]:
    """Return the pieces of text between possible line breaks: at least `count` of them, if possible."""
    if not _EAST_ASIAN.search(text):
        return [f"{word} " for word in re.split(f"{_SPACE}+", text) if word]
    pieces = [text]
    for rule in _RULES:
        if len(pieces) < count:
            pieces = [piece for piece in rule.split(text) if piece]
    return pieces
