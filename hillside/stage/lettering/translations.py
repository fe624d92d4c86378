"""The gettext catalogs: what every message is in each language, read by Babel as translators write it."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

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
