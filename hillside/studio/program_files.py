"""The files of the program that are missing: by the list of git or of pip, and by what the others name.

A file that is not on a list is still missed if another imports it, or if a figure has a folder and no scene.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from hillside.studio.import_closure import PACKAGES, ROOT, Sources, imported_names
from mathcore.lazy_names import names_for_types

BY_NAME = (
    *(f"hillside/decks/reveal/{name}" for name in ("slides.css", "slides.js", "vendor/reveal.js")),
    *(f"hillside/decks/as_{form}.py" for form in ("shapes", "manim_slides")),
    *(f"hillside/decks/to_{kind}.py" for kind in ("html", "ipynb", "md", "pdf", "pptx", "qmd", "tex", "typ")),
)
"""What is read, or imported, by its name alone."""
SCENE, PACKAGE = "scene.py", "__init__.py"
PATIENCE = 30
"""Maximum time in seconds that git may take."""


def missing_files(root: Path = ROOT) -> tuple[str, ...]:
    """Return the files that are missing below `root`, the folder of the packages, as paths relative to it."""
    found = {*_unlisted(root), *_not_in_folders(root), *_imported(root)}
    found |= {each for each in BY_NAME if not (root / each).is_file()}
    return tuple(sorted(found))


def _unlisted(root: Path) -> Iterator[str]:
    """Yield what is on the list of git, or of pip where the program is installed, and not there."""
    if (root / ".git").exists():
        yield from _deleted_for_git(root)
        return
    try:
        listed = files("hillside") or []
    except PackageNotFoundError:
        return
    for each in listed:
        if each.parts[0] in PACKAGES and not Path(str(each.locate())).is_file():
            yield each.as_posix()


def _deleted_for_git(root: Path) -> list[str]:
    """Return the files of the last commit that are not there; none if git cannot tell."""
    command = ["git", "-C", str(root), "-c", f"safe.directory={root}", "ls-files", "-z", "--deleted", "--"]
    try:
        done = subprocess.run([*command, *PACKAGES], capture_output=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return done.stdout.decode("utf-8", "replace").split("\0")[:-1]


def _not_in_folders(root: Path) -> Iterator[str]:
    """Yield what each folder with modules must have and has not: what makes a package, or a figure."""
    for folder in sorted({file.parent for package in PACKAGES for file in (root / package).rglob("*.py")}):
        path = folder.relative_to(root)
        is_figure = path.parent == Path("scenes") and path.name != "shared"
        for name in (PACKAGE, SCENE) if is_figure else (PACKAGE,):
            if not (folder / name).is_file():
                yield (path / name).as_posix()
    yield from (f"{package}/{PACKAGE}" for package in PACKAGES if not (root / package / PACKAGE).is_file())


def _imported(root: Path) -> Iterator[str]:
    """Yield each module that another imports, anywhere in it, and that is not there."""
    sources = Sources(root)
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            inside, text = ".".join(file.relative_to(root).parent.parts), file.read_text(encoding="utf-8")
            lazy = names_for_types(text).items() if file.name == PACKAGE and "TYPE_CHECKING" in text else ()
            for name in (*imported_names(text, inside), *(f"{home}.{each}" for each, home in lazy)):
                missing = _missing_module(name, sources)
                if missing is not None:
                    yield missing


def _missing_module(name: str, sources: Sources) -> str | None:
    """Return the file of the module in a dotted name of this program, unless there is one.

    The last part may be a name in the module before it, and so it is unless that is a package.
    """
    *above, _ = parts = name.split(".")
    if parts[0] not in PACKAGES or len(parts) == 1 or sources.file(name) is not None:
        return None
    module = sources.file(".".join(above))
    if module is None:
        return f"{'/'.join(above)}.py"
    if module.name == "__init__.py" and not _holds(module, parts[-1]):
        return f"{'/'.join(parts)}.py"
    return None


def _holds(package: Path, name: str) -> bool:
    """Return whether the file of a package mentions a name, as one that it defines or passes on does."""
    return name == "*" or name in package.read_text(encoding="utf-8")
