"""The scripts in which languages are written: direction, and the fonts of their letters."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from hillside.stage.lettering.typeface import LATIN, FontFile, Script, bundled

ARABIC = Script(
    language="ar",
    direction="rtl",
    families=("Noto Sans Arabic",),
    files=bundled("NotoSansArabic-Medium.ttf", "NotoSansArabic-SemiBold.ttf"),
)
HINDI = Script(
    language="hi",
    families=("Noto Sans Devanagari",),
    files=bundled("NotoSansDevanagari-Medium.ttf", "NotoSansDevanagari-SemiBold.ttf"),
)
CHINESE = Script(
    language="zh",
    region="CN",
    families=("Noto Sans SC",),
    files=bundled("NotoSansSC-Medium.ttf", "NotoSansSC-SemiBold.ttf"),
)
JAPANESE = Script(
    language="ja",
    region="JP",
    families=("Noto Sans JP",),
    files=bundled("NotoSansJP-Medium.ttf", "NotoSansJP-SemiBold.ttf"),
)
"""The bundled fonts of Chinese and Japanese hold the letters of the catalogs alone."""

ALL_LETTERS = {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP"}
"""The families with tens of thousands of letters, in a package that is installed when it is wanted."""
PACKAGE = "manimgx_fonts_cjk"
MORE = "further Chinese and Japanese letters come with: pip install 'hillside[cjk]'"


@lru_cache(maxsize=32)
def script_of(code: str) -> Script:
    """Return the script of a language, with all its letters where the package that holds them is installed.

    >>> script_of("ar").direction, script_of("de").families
    ('rtl', ())
    """
    found = {script.language: script for script in (ARABIC, HINDI, CHINESE, JAPANESE)}
    script = found.get(code, replace(LATIN, language=code))
    if code not in ALL_LETTERS:
        return script
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return replace(script, more=MORE)
    collections = Path(spec.origin).parent.glob("*.ttc")
    files = tuple(FontFile(path=path, name=path.name) for path in sorted(collections))
    return replace(script, families=(*script.families, ALL_LETTERS[code]), files=(*script.files, *files))


def letters_version(code: str) -> str:
    """Return the version of the package with all letters of a language; empty if it has none or needs none.

    >>> letters_version("de")
    ''
    """
    try:
        return version(PACKAGE.replace("_", "-")) if code in ALL_LETTERS else ""
    except PackageNotFoundError:
        return ""
