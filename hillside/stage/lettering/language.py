"""The language of a figure: its words, its numbers, and the side from which it is read.

The English sentence is the name of a message; each other language has a gettext catalog of them, read by
Babel as translators write it. Babel, and so the Unicode CLDR, knows the signs of numbers. A language is
passed to the figure like the theme: nothing is global. A new one is a row of `LANGUAGES` and its catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from io import BytesIO
from math import floor, isfinite, log10
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.stage.lettering.typeface import LATIN, FontFile, Script, bundled

PACKAGE = "manimgx_fonts_cjk"
"""The package with tens of thousands of Chinese and Japanese letters, installed by those who want it."""
MORE = "further Chinese and Japanese letters come with: pip install 'hillside[cjk]'"


@dataclass(frozen=True, kw_only=True)
class Locale:
    """What the program knows of one language.

    Attributes:
        code: its code (ISO 639-1).
        english: its name in English.
        name: its name in itself.
        film: its code in film files (ISO 639-2/T).
        quicktime: its code in QuickTime's own list, where that is another.
        matroska: its bibliographic code, which Matroska asks for (RFC 9559, 2024), where that is another.
        spaced: whether spaces stand between words and between sentences.
        colon: what stands between a name and what is said of it.
        separator: what parts the items of a list; `None` for a comma, or a semicolon where the decimal sign
            is a comma.
        script: how it is written: direction, and the fonts of its letters.
        all_letters: the family in `PACKAGE` that has further letters of it.
    """

    code: str
    english: str
    name: str
    film: str
    quicktime: str = ""
    matroska: str = ""
    spaced: bool = True
    colon: str = ": "
    separator: str | None = None
    script: Script = LATIN
    all_letters: str = ""


_ROWS = (
    Locale(code="en", english="English", name="English", film="eng"),
    Locale(code="de", english="German", name="Deutsch", film="deu", quicktime="ger", matroska="ger"),
    Locale(
        code="fr",
        english="French",
        name="Français",
        film="fra",
        matroska="fre",
        colon="\N{NO-BREAK SPACE}: ",
        separator="\N{NO-BREAK SPACE}; ",
    ),
    Locale(code="es", english="Spanish", name="Español", film="spa"),
    Locale(code="pt", english="Portuguese", name="Português", film="por"),
    Locale(
        code="hi",
        english="Hindi",
        name="हिन्दी",
        film="hin",
        script=Script(
            name="Devanagari",
            families=("Noto Sans Devanagari",),
            files=bundled("NotoSansDevanagari-Medium.ttf", "NotoSansDevanagari-SemiBold.ttf"),
        ),
    ),
    Locale(
        code="ar",
        english="Arabic",
        name="العربية",
        film="ara",
        separator="، ",
        script=Script(
            name="Arabic",
            direction="rtl",
            families=("Noto Sans Arabic",),
            files=bundled("NotoSansArabic-Medium.ttf", "NotoSansArabic-SemiBold.ttf"),
        ),
    ),
    # The bundled fonts of Chinese and Japanese hold the letters of the catalogs alone.
    Locale(
        code="zh",
        english="Chinese",
        name="简体中文",
        film="zho",
        quicktime="chi",
        matroska="chi",
        spaced=False,
        colon="：",
        separator="、",
        script=Script(
            name="CJK",
            region="CN",
            families=("Noto Sans SC",),
            files=bundled("NotoSansSC-Medium.ttf", "NotoSansSC-SemiBold.ttf"),
        ),
        all_letters="Noto Sans CJK SC",
    ),
    Locale(
        code="ja",
        english="Japanese",
        name="日本語",
        film="jpn",
        spaced=False,
        colon="：",
        separator="、",
        script=Script(
            name="CJK",
            region="JP",
            families=("Noto Sans JP",),
            files=bundled("NotoSansJP-Medium.ttf", "NotoSansJP-SemiBold.ttf"),
        ),
        all_letters="Noto Sans CJK JP",
    ),
)

LANGUAGES: Mapping[str, Locale] = MappingProxyType({row.code: row for row in _ROWS})
"""The languages there are, by code."""


@lru_cache(maxsize=32)
def script_of(code: str) -> Script:
    """Return the script of a language, with all its letters where the package that holds them is installed.

    >>> script_of("ar").direction, script_of("de").families
    ('rtl', ())
    """
    row = LANGUAGES[code]
    script = replace(row.script, language=code)
    if not row.all_letters:
        return script
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return replace(script, more=MORE)
    collections = Path(spec.origin).parent.glob("*.ttc")
    files = tuple(FontFile(path=path, name=path.name) for path in sorted(collections))
    return replace(script, families=(*script.families, row.all_letters), files=(*script.files, *files))


def letters_version(code: str) -> str:
    """Return the version of the package with all letters of a language; empty if it has none or needs none.

    >>> letters_version("de")
    ''
    """
    try:
        return version(PACKAGE.replace("_", "-")) if LANGUAGES[code].all_letters else ""
    except PackageNotFoundError:
        return ""


_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"


@dataclass(frozen=True)
class Language:
    """A language, and the words in which a lecturer departs from its catalog.

    Attributes:
        code: one of `hillside.stage.lettering.language.LANGUAGES`.
        words: pairs of a message or a symbol and the lecturer's own text for it, sorted.
    """

    code: str = "en"
    words: tuple[tuple[str, str], ...] = ()

    @property
    def locale(self) -> Locale:
        """What the table of languages knows of it."""
        return LANGUAGES[self.code]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`: how words run; formulas and axes run from left to right in every language."""
        return self.locale.script.direction

    def say(self, message: str, /, **values: object) -> str:
        """Return the message in this language, with its `{placeholders}` filled in.

        A `float` becomes a numeral, a function its text; what is text already stands as it is.

        >>> Language("en").say("The slope underfoot is {slope}.", slope=-0.5)
        'The slope underfoot is −0.5.'
        >>> Language("de").say("The slope underfoot is {slope}.", slope=-0.5)
        'Die Steigung unter den Füßen beträgt −0,5.'
        """
        own = self.own(message)
        text = translated(self.code, message) if own is None else own
        return text.format(**{name: self.isolated(self._text(value)) for name, value in values.items()})

    def own(self, text: str) -> str | None:
        """Return the lecturer's words in place of a message or a symbol, or None where there are none.

        >>> Language("en", (("x", "weight"),)).own("x")
        'weight'
        """
        return dict(self.words).get(text)

    def numeral(self, value: float, digits: int = 3) -> str:
        """Return a number with `digits` significant digits and the signs of the language.

        Digits are 0 to 9 in every language, as formulas are.

        >>> Language("fr").numeral(-1.25), Language("ja").numeral(-1.25), Language("de").numeral(0.000012)
        ('−1,25', '−1.25', '1,2 · 10⁻⁵')
        """
        return numeral(value, digits, *number_signs(self.code))

    def expression(self, f: object) -> str:
        """Return a function as it is typed, with the numbers of the language.

        Where the decimal sign is a comma, arguments are parted by semicolons.

        >>> Language("de").expression("max(x, 0.5)"), Language("en").expression("max(x, 0.5)")
        ('max(x; 0,5)', 'max(x, 0.5)')
        """
        point = number_signs(self.code)[0]
        parted = str(f) if point == "." else str(f).replace(",", ";")
        return re.sub(r"(?<=\d)\.(?=\d)", point, parted)

    def equation(self, name: str, value: object) -> str:
        """Return a name and its value: a number, or a function.

        >>> Language("de").equation("x", -1.5), Language("en").equation("y", "x^2")
        ('x = −1,5', 'y = x^2')
        """
        return f"{name} = {self._text(value)}"

    def joined(self, *sentences: str) -> str:
        """Return sentences one after the other, with a space between them where the language has one.

        An empty one says nothing and is left out.

        >>> Language("en").joined("Look.", "", "A hill."), Language("zh").joined("看。", "一座山。")
        ('Look. A hill.', '看。一座山。')
        """
        return (" " if self.locale.spaced else "").join(filter(None, sentences))

    def labeled(self, name: str, words: str) -> str:
        """Return a name, a colon, and what is said of it.

        >>> Language("en").labeled("Adam", "Diverges"), Language("zh").labeled("Adam", "发散")
        ('Adam: Diverges', 'Adam：发散')
        """
        return self._begun(f"{self.isolated(name)}{self.locale.colon}{self.isolated(words)}")

    def listed(self, items: Iterable[str]) -> str:
        """Return the items of a list; semicolons part them where the decimal sign is a comma.

        >>> Language("en").listed(["x = 1.5", "y = 2"]), Language("de").listed(["x = 1,5", "y = 2"])
        ('x = 1.5, y = 2', 'x = 1,5; y = 2')
        """
        usual = "; " if "," in self.numeral(0.5) else ", "
        separator = usual if self.locale.separator is None else self.locale.separator
        return self._begun(separator.join(map(self.isolated, items)))

    def isolated(self, text: str) -> str:
        """Return text as it may stand in a line of this language.

        In a line from right to left a minus sign would go to the wrong end of its number, and the end of a
        formula to its front; the isolates of Unicode's bidirectional algorithm (UAX 9, 2013) prevent it.
        """
        return f"{_ISOLATE}{text}{_END}" if self.direction == "rtl" else text

    def _begun(self, text: str) -> str:
        """Return isolates in a row with a mark, since they do not tell their direction (UAX 9, 2013, P2)."""
        return f"{_RIGHT_TO_LEFT_MARK}{text}" if self.direction == "rtl" else text

    def _text(self, value: object) -> str:
        if isinstance(value, str):
            return value
        return self.numeral(value) if isinstance(value, float) else self.expression(value)

    def to_json(self) -> dict[str, Any]:
        """Return the language as plain JSON values."""
        return {"code": self.code, "words": dict(self.words)}


ENGLISH = Language()


MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def numeral(value: float, digits: int = 3, point: str = ".", times: str = "×") -> str:
    """Return a number with `digits` significant digits, without zeros that say nothing.

    `point` is the decimal sign and `times` the sign of multiplication, which languages differ in.

    >>> numeral(1.25), numeral(-0.5), numeral(2.0), numeral(2 / 3)
    ('1.25', '−0.5', '2', '0.667')
    >>> numeral(0.000012), numeral(-31400000, point=",", times="·")
    ('1.2 × 10⁻⁵', '−3,14 · 10⁷')
    """
    shown = _significant(value, digits)
    if value != 0 and isfinite(value) and not 1e-3 <= abs(float(shown)) < 1e5:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        shown = f"{_trimmed(mantissa)} {times} 10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    shown = shown.replace("-", MINUS, 1) if shown.startswith("-") else shown
    return shown.replace(".", point)


def _significant(value: float, digits: int) -> str:
    """Return `value` to so many digits as a plain decimal; a rounding residue near zero is zero."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - floor(log10(abs(value))))
    return _trimmed(f"{value:.{min(decimals, 300)}f}")


def _trimmed(decimal: str) -> str:
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal


FOLDER = Path(__file__).parent / "languages"
TEMPLATE = FOLDER / "hillside.pot"


def catalog_path(code: str) -> Path:
    """Return where the catalog of a language lies."""
    return FOLDER / code / "LC_MESSAGES" / "hillside.po"


def translated(code: str, message: str) -> str:
    """Return a message in a language; English, the language of the messages, needs no catalog."""
    return _translations(code).gettext(message)


@lru_cache(maxsize=32)
def _translations(code: str) -> NullTranslations:
    if code == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalog_path(code).open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=1)
def messages() -> tuple[str, ...]:
    """Return all messages, in English."""
    from babel.messages.pofile import read_po

    with TEMPLATE.open("rb") as file:
        return tuple(str(message.id) for message in read_po(file) if message.id)


@lru_cache(maxsize=32)
def number_signs(code: str) -> tuple[str, str]:
    """Return the decimal sign and the sign of multiplication of a language, from the Unicode CLDR.

    >>> number_signs("de"), number_signs("hi")
    ((',', '·'), ('.', '×'))
    """
    from babel import Locale

    signs = Locale(code).number_symbols["latn"]
    return signs["decimal"], signs["superscriptingExponent"]
