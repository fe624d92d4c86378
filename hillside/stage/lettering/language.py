"""The language of a figure: its words, its number format, and its direction.

The English sentence is the key of a message; each other language has a gettext catalog, read by Babel. The
number formats are Babel's, from the Unicode CLDR. A language is passed to the figure like the theme: nothing
is global. To add one, add a row to `LANGUAGES` and a catalog.
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
from math import floor, log10
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hillside.stage.lettering.equations import WRITTEN_OUT, Shown, rounded
from hillside.stage.lettering.typeface import LATIN, FontFile, Script, bundled
from hillside.stage.lettering.typst_markup import localized

PACKAGE = "manimgx_fonts_cjk"
"""The optional package with tens of thousands of Chinese and Japanese glyphs."""
MORE = "further Chinese and Japanese letters come with: pip install 'hillside[cjk]'"


@dataclass(frozen=True, kw_only=True)
class Locale:
    """The properties of one language.

    Attributes:
        code: its code (ISO 639-1).
        english: its English name.
        name: its own name.
        film: its code in film files (ISO 639-2/T).
        quicktime: its code in QuickTime's own list, where that differs.
        matroska: its bibliographic code, which Matroska requires (RFC 9559, 2024), where that differs.
        spaced: whether words and sentences are separated by spaces.
        colon: the colon between a name and its description.
        separator: the separator of list items; `None` for a comma, or a semicolon where the decimal sign is a
            comma.
        script: its script: direction and fonts.
        all_letters: the family in `PACKAGE` with further glyphs of the language.
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
    # The bundled Chinese and Japanese fonts contain only letters of the catalogs and the subject.
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
"""The available languages, by code."""


@lru_cache(maxsize=32)
def script_of(code: str) -> Script:
    """Return the script of a language, with the fonts of `PACKAGE` where it is installed.

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


@lru_cache(maxsize=16)
def letters_version(code: str) -> str:
    """Return the version of the package with all letters of a language; empty if not installed or not needed.

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
    """A language, and the lecturer's own words that override its catalog.

    Attributes:
        code: one of `hillside.stage.lettering.language.LANGUAGES`.
        words: pairs of a message or a symbol and its replacement, sorted.
        letters: pairs of a usual letter, such as x, y or f, and the one that the function has in its place.
    """

    code: str = "en"
    words: tuple[tuple[str, str], ...] = ()
    letters: tuple[tuple[str, str], ...] = ()

    @property
    def locale(self) -> Locale:
        """The entry of the language in `LANGUAGES`."""
        return LANGUAGES[self.code]

    @property
    def direction(self) -> str:
        """The direction of text, `ltr` or `rtl`; formulas and axes run left to right in all languages."""
        return self.locale.script.direction

    def say(self, message: str, /, **values: object) -> str:
        """Return the message in this language, with its `{placeholders}` filled in.

        A `float` becomes a numeral, a function its text; strings are inserted unchanged.

        >>> Language("en").say("The slope underfoot is {slope}.", slope=-0.5)
        'The slope underfoot is −0.5.'
        >>> Language("de").say("The slope underfoot is {slope}.", slope=-0.5)
        'Die Steigung unter den Füßen beträgt −0,5.'
        """
        replacement = self.replacement(message)
        text = translated(self.code, message) if replacement is None else replacement
        return text.format(**{name: self.isolated(self._text(value)) for name, value in values.items()})

    def replacement(self, text: str) -> str | None:
        """Return the lecturer's replacement of a message or a symbol, or None.

        >>> Language("en", (("x", "weight"),)).replacement("x")
        'weight'
        """
        return dict(self.words).get(text)

    def numeral(self, value: float, digits: int = 3) -> str:
        """Return a number with `digits` significant digits in the number format of the language.

        The digits are 0 to 9 in every language, as in formulas. A constant is shown as it was typed, unless
        that is long; a number that stands in an equation, with the digits in which that holds.

        >>> Language("fr").numeral(-1.25), Language("ja").numeral(-1.25), Language("de").numeral(0.000012)
        ('−1,25', '−1.25', '1,2 · 10⁻⁵')
        >>> from mathcore import constant
        >>> Language("de").numeral(constant("-pi/2")), Language("de").numeral(constant("0.5 sqrt(2)"))
        ('−π/2', '0,5√2')
        """
        from mathcore import Constant  # not above: a command line that asks for help needs no mathematics

        if isinstance(value, Constant) and len(value.typed) <= LONGEST_CONSTANT:
            return self.expression(value.typed)
        own = value.digits if isinstance(value, Shown) else digits
        return numeral(value, own, *number_signs(self.code))

    def counting(self, value: float, scale: float) -> str:
        """Return a number that changes while it is read: with as many decimals at every moment.

        Args:
            value: the number.
            scale: a typical size of such numbers, which get three significant digits.

        >>> [Language("de").counting(value, scale=1.5) for value in (0.75, 1, -1.256)]
        ['0,75', '1,00', '−1,26']
        >>> [Language("en").counting(value, scale=2e6) for value in (0.5e6, -1.256e6)]
        ['0.50 × 10⁶', '−1.26 × 10⁶']
        """
        point, times = number_signs(self.code)
        low, high = map(float, WRITTEN_OUT)
        magnitude = floor(log10(scale)) if scale > 0 else 0
        power = 0 if low <= scale < high else magnitude
        shown = f"{value / 10.0**power:.{max(0, 2 - magnitude + power)}f}"
        signed = shown.replace("-", MINUS) if float(shown) else shown.lstrip("-")
        return signed.replace(".", point) + (_power_of_ten(power, times) if power else "")

    def expression(self, f: object) -> str:
        """Return a function as it is typed, with numbers in the format of the language.

        Where the decimal sign is a comma, arguments are separated by semicolons.

        >>> Language("de").expression("max(x, 0.5)"), Language("en").expression("max(x, 0.5)")
        ('max(x; 0,5)', 'max(x, 0.5)')
        """
        point = number_signs(self.code)[0]
        parted = str(f) if point == "." else str(f).replace(",", ";")
        return re.sub(r"(?<=\d)\.(?=\d)", point, parted)

    def formula_of(self, typst_math: str) -> str:
        """Return Typst math with the decimal sign of the language, and its words for the cases of a function.

        >>> Language("de").formula_of("0.5 x^2"), Language("en").formula_of("0.5 x^2")
        ('"0,5" x^2', '0.5 x^2')
        >>> Language("de").formula_of('cases(0 & "if" x < 1, x & "otherwise")')
        'cases(0 & "falls" x < 1, x & "sonst")'
        """
        words = self.words_of_cases
        told = re.sub(r'"(\w+)"', lambda found: f'"{words.get(found[1], found[1])}"', typst_math)
        return localized(told, number_signs(self.code)[0])

    @property
    def words_of_cases(self) -> Mapping[str, str]:
        """The words in a function with cases, such as "if", in this language."""
        say = self.say
        return {
            "if": say("if"),
            "otherwise": say("otherwise"),
            "and": say("and"),
            "or": say("or"),
            "not": say("not"),
        }

    def equation(self, name: str, value: object) -> str:
        """Return a name and its value: a number, or a function; x and y become the function's own letters.

        >>> Language("de").equation("x", -1.5), Language("en").equation("y", "x^2")
        ('x = −1,5', 'y = x^2')
        >>> Language("en", letters=(("x", "w1"),)).equation("x", 2.0)
        'w₁ = 2'
        """
        return f"{self.letter_text(name)} = {self._text(value)}"

    def general(self, typst_math: str) -> str:
        """Return a general formula as Typst math, with the function's own letters for `{f}`, `{x}` and `{y}`.

        >>> Language("en", letters=(("x", "θ"),)).general("{f}'({x}) = 0")
        "f'(theta) = 0"
        """
        # Imported here, so that a list of figures loads no numpy.
        from mathcore.language.markup import typst_letter

        return typst_math.format(**{name: typst_letter(self.letter(name)) for name in ("f", "x", "y")})

    def letter(self, name: str) -> str:
        """Return the letter that the figure's function has for a usual one.

        >>> Language("en", letters=(("x", "θ"),)).letter("x"), Language("en").letter("x")
        ('θ', 'x')
        """
        return dict(self.letters).get(name, name)

    def letter_text(self, name: str) -> str:
        """Return that letter as text, with its index below the line.

        >>> Language("en", letters=(("x", "w1"),)).letter_text("x")
        'w₁'
        """
        # Imported here, so that commands that list languages do not load numpy.
        from mathcore.language.unicode_text import unicode_letter

        return unicode_letter(self.letter(name))

    def joined(self, *sentences: str) -> str:
        """Return sentences joined together, with spaces between them where the language has spaces.

        Empty ones are left out.

        >>> Language("en").joined("Look.", "", "A hill."), Language("zh").joined("看。", "一座山。")
        ('Look. A hill.', '看。一座山。')
        """
        return (" " if self.locale.spaced else "").join(filter(None, sentences))

    def labeled(self, name: str, words: str) -> str:
        """Return a name, a colon, and its description.

        >>> Language("en").labeled("Adam", "Diverges"), Language("zh").labeled("Adam", "发散")
        ('Adam: Diverges', 'Adam：发散')
        """
        return self._begun(f"{self.isolated(name)}{self.locale.colon}{self.isolated(words)}")

    def listed(self, items: Iterable[str]) -> str:
        """Return the items of a list with commas, or with semicolons where the decimal sign is a comma.

        >>> Language("en").listed(["x = 1.5", "y = 2"]), Language("de").listed(["x = 1,5", "y = 2"])
        ('x = 1.5, y = 2', 'x = 1,5; y = 2')
        """
        usual = "; " if "," in self.numeral(0.5) else ", "
        separator = usual if self.locale.separator is None else self.locale.separator
        return self._begun(separator.join(map(self.isolated, items)))

    def isolated(self, text: str) -> str:
        """Return text in isolates where a line of this language needs them.

        In a right-to-left line, a minus sign would move to the wrong end of its number, and the end of a
        formula to its front; the isolates of Unicode's bidirectional algorithm (UAX 9, 2013) prevent that.
        """
        return f"{_ISOLATE}{text}{_END}" if self.direction == "rtl" else text

    def _begun(self, text: str) -> str:
        """Return adjacent isolates after a direction mark, since P2 of UAX 9 (2013) skips isolates."""
        return f"{_RIGHT_TO_LEFT_MARK}{text}" if self.direction == "rtl" else text

    def _text(self, value: object) -> str:
        if isinstance(value, str):
            return value
        return self.numeral(value) if isinstance(value, float) else self.expression(value)

    def to_json(self) -> dict[str, Any]:
        """Return the language as plain JSON values."""
        return {"code": self.code, "words": dict(self.words)}


ENGLISH = Language()
LONGEST_CONSTANT = 12
"""Number of characters up to which a constant is shown as it was typed, and not as a decimal."""


MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def numeral(value: float, digits: int = 3, point: str = ".", times: str = "×") -> str:
    """Return a number with `digits` significant digits, without trailing zeros.

    `point` is the decimal sign and `times` the multiplication sign, which depend on the language.

    >>> numeral(1.25), numeral(-0.5), numeral(2.0), numeral(2 / 3)
    ('1.25', '−0.5', '2', '0.667')
    >>> numeral(0.000012), numeral(-31400000, point=",", times="·")
    ('1.2 × 10⁻⁵', '−3,14 · 10⁷')
    """
    decimal = rounded(value, digits)
    low, high = WRITTEN_OUT
    if decimal == 0 or low <= abs(decimal) < high:
        shown = _trimmed(f"{decimal:f}")
    else:
        power = decimal.adjusted()
        shown = _trimmed(f"{decimal.scaleb(-power):f}") + _power_of_ten(power, times)
    shown = shown.replace("-", MINUS, 1) if shown.startswith("-") else shown
    return shown.replace(".", point)


def _power_of_ten(power: int, times: str) -> str:
    return f" {times} 10{str(power).translate(_SUPERSCRIPTS)}"


def _trimmed(decimal: str) -> str:
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal


FOLDER = Path(__file__).parent / "languages"
TEMPLATE = FOLDER / "hillside.pot"


def catalog_path(code: str) -> Path:
    """Return the path of a language's catalog."""
    return FOLDER / code / "LC_MESSAGES" / "hillside.po"


def translated(code: str, message: str) -> str:
    """Return the translation of a message; English, the language of the messages, needs no catalog."""
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
    """Return all messages in English."""
    from babel.messages.pofile import read_po

    with TEMPLATE.open("rb") as file:
        return tuple(str(message.id) for message in read_po(file) if message.id)


@lru_cache(maxsize=32)
def number_signs(code: str) -> tuple[str, str]:
    """Return the decimal sign and the multiplication sign of a language, from the Unicode CLDR.

    >>> number_signs("de"), number_signs("hi")
    ((',', '·'), ('.', '×'))
    """
    from babel import Locale

    signs = Locale(code).number_symbols["latn"]
    return signs["decimal"], signs["superscriptingExponent"]
