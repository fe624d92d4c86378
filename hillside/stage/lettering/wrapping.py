"""Breaking a label into lines, in languages with spaces between words and without."""

import re

_SPACE = r"[ \t\n]"
"""What a line may end at; a no-break space holds what is on both sides of it together."""
_KANA, _IDEOGRAPH = "\u3041-\u309f\u30a0-\u30ff", "\u3400-\u4dbf\u4e00-\u9fff"
_SMALL = "ぁぃぅぇぉっゃゅょァィゥェォッャュョー"
_STOPS = "、。，；：！？"
_EAST_ASIAN = re.compile(f"[{_KANA}{_IDEOGRAPH}]")
_CLAUSE_END = f"(?<=[{_STOPS}])(?![{_STOPS}」）{_SMALL}])"
# A number stays with its counter and both with what they count, and a formula stays whole: "x = 1.5 处".
_WORD_END = rf"{_CLAUSE_END}|(?<={_SPACE})(?<!\d{_SPACE})(?<![a-zA-Z] = )(?![\s=]|[−(]?\d|\w = )"
_RULES = (
    re.compile(_CLAUSE_END),
    re.compile(_WORD_END),
    # A phrase of Japanese ends in hiragana, before the next ideograph or katakana; one of Chinese after 的.
    re.compile(f"{_WORD_END}|(?<=[\u3041-\u309f的])(?![{_SMALL}])(?=[\u30a1-\u30fa{_IDEOGRAPH}])"),
    # Else a line may end after any letter; none begins with a small kana or a closing sign (JIS X 4051).
    re.compile(
        f"{_WORD_END}|(?<=[{_KANA}{_IDEOGRAPH}{_STOPS}」）])(?=[{_KANA}{_IDEOGRAPH}「（])(?![{_SMALL}])"
    ),
)


def wrapped(text: str, lines: int) -> str:
    r"""Break `text` into `lines` lines of nearly equal length, between words where there are some.

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
    """Return the pieces that a line may end after: at least `count` of them, if there is a way to it."""
    if not _EAST_ASIAN.search(text):
        return [f"{word} " for word in re.split(f"{_SPACE}+", text) if word]
    pieces = [text]
    for rule in _RULES:
        if len(pieces) < count:
            pieces = [piece for piece in rule.split(text) if piece]
    return pieces
