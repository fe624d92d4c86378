"""What is installed on a machine, as far as it decides the bytes of a drawing; two machines are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError

from hillside.stage.lettering.language import LANGUAGES, catalog_path, letters_version
from hillside.stage.lettering.typeface import FONT_FOLDER
from hillside.studio.import_closure import PACKAGES, ROOT
from hillside.studio.key import CODECS, LIBRARIES, canonical, digest, version
from hillside.studio.recipe import PROGRAM

NAME = "Hillside"
MISSING = "not installed"
FONTS = (".ttf", ".otf", ".ttc")
SHOWN = 12
"""The number of hexadecimal digits of a digest that are compared, and shown: 48 bits."""


@dataclass(frozen=True)
class Installation:
    """The versions of the program, of the libraries that draw and encode, and of the fonts."""

    versions: Mapping[str, str]

    @property
    def digest(self) -> str:
        """A text that is equal for equal installations."""
        return hashlib.sha256(canonical(dict(self.versions)).encode()).hexdigest()

    def differences(self, here: Installation) -> str:
        """Return in words what it has and what is here, where they differ; empty if nowhere.

        >>> there, here = Installation({"manim": "0.21.0"}), Installation({"manim": "0.22.0"})
        >>> there.differences(here)
        'it has manim 0.21.0, and here is 0.22.0'
        """
        names = [name for name in here.versions if self.versions.get(name, MISSING) != here.versions[name]]
        return "; ".join(
            f"it has {name} {self.versions.get(name, MISSING)}, and here is {here.versions[name]}"
            for name in names
        )

    def libraries_to_install(self, here: Installation) -> tuple[str, ...]:
        """Return what pip has to install there, so that its libraries are those that are here."""
        wanted = (*LIBRARIES, *CODECS.values())
        return tuple(
            f"{name}=={here.versions[name]}"
            for name in wanted
            if self.versions.get(name, MISSING) != here.versions[name]
        )


@lru_cache(maxsize=1)
def this_installation() -> Installation:
    """Return what is installed here; it is read once, since a running process keeps what it has loaded."""
    libraries = (*LIBRARIES, *CODECS.values())
    return Installation(
        {
            NAME: f"{installed_version(PROGRAM)} (source {_source_digest()[:SHOWN]})",
            **{name: installed_version(name) for name in libraries},
            "fonts": " with ".join(filter(None, (_font_digest()[:SHOWN], *_further_fonts()))),
        }
    )


def installed_version(name: str) -> str:
    """Return the version of a library, or that it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return MISSING


def _source_digest() -> str:
    """Return the SHA-256 of the sources of the program and of the catalogs of its languages."""
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    catalogs = [catalog_path(code).resolve() for code in LANGUAGES if code != "en"]
    return digest([*sources, *(file for file in catalogs if file.is_file())], ROOT)


def _font_digest() -> str:
    return digest([file for file in FONT_FOLDER.iterdir() if file.suffix in FONTS], FONT_FOLDER)


def _further_fonts() -> tuple[str, ...]:
    """Return the versions of packages with all letters of some languages, where they are installed."""
    found = {letters_version(code) for code in LANGUAGES} - {""}
    return tuple(f"all letters {each}" for each in sorted(found))
