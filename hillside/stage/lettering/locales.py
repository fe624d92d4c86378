"""The languages that figures speak, a row each: a new one is a row of this table and its catalog.

Babel, and so the Unicode CLDR, knows the signs of numbers; the catalog knows the sentences. All else that the
program asks of a language is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

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
