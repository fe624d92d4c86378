"""The recipe in a file: read, checked, and turned back into its job and its command."""

from __future__ import annotations

import json
import shlex
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

from hillside.files.budget import show_budget
from hillside.files.formats import HEAD, WHERE_RECIPES_ARE, Quality, Size, container_of, is_complete
from hillside.stage.errors import Failure, Refusal, is_sayable
from hillside.stage.foreign_file import UNEXPECTED_SHAPE, opened
from hillside.stage.lettering.typeface import TEXT_SIZES, TYPEFACE
from hillside.stage.look.background import FILLS, matched, recolored
from hillside.stage.look.color import is_color
from hillside.stage.look.theme import THEMES, Theme
from hillside.studio.job import RECIPE_NAMES, Excerpt, Job
from hillside.studio.key import canonical
from hillside.studio.recipe import PROGRAM, Recipe
from hillside.studio.requested_look import language_of

LONGEST = 50_000
"""Maximum length in characters of a recipe that is read; usual ones have about two thousand, and one with two
hundred points of data about ten."""

LONGEST_NAME = 64
"""Maximum length in characters of the name of a figure or a parameter."""
LONGEST_COMMAND = 20_000
"""Maximum length in characters of a command that is shown."""


class DamagedRecipe(Failure):
    """A recipe is not as this program writes it."""

    def __init__(self) -> None:
        super().__init__("the recipe in it is damaged, or was written by a newer version of this program")


def recipe_from(text: str) -> Recipe | None:
    """Return the recipe in a text, or None if the text is not a recipe.

    Raises:
        DamagedRecipe: It is a recipe, but damaged.
    """
    if f'"{PROGRAM}"' not in text[:LONGEST]:
        return None
    try:
        if len(text) > LONGEST or not all(map(is_sayable, _texts_in(found := json.loads(text)))):
            raise DamagedRecipe
        recipe = Recipe(**found[PROGRAM])
        job_of(recipe)
        _refuse_wrong_shape(recipe)
    except (*UNEXPECTED_SHAPE, Refusal) as error:
        raise DamagedRecipe from error
    return recipe


def _texts_in(value: object) -> Iterator[str]:
    """Yield every text in JSON values, names of entries included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in cast("dict[str, object]", value).items():
            yield name
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _texts_in(each)


def _refuse_wrong_shape(recipe: Recipe) -> None:
    """Refuse what a recipe of this version cannot contain, though a job can be read from it.

    Raises:
        Refusal: An entry is not as it would be written.
    """
    job = job_of(recipe)
    look = cast("Mapping[str, Any]", recipe.job["theme"])
    files = cast("list[Mapping[str, object]]", look["typeface"]["files"])
    texts = (
        *(recipe.program, recipe.key, *recipe.versions.keys(), *recipe.versions.values()),
        *(each[name] for each in files for name in ("name", "sha256")),
    )
    # The typeface cannot be read back: custom fonts are not in the file.
    same = canonical(recipe.job) == canonical(
        {**job.to_json(), "theme": {**look, "colors": job.theme.colors()}}
    )
    excerpt = job.excerpt
    counts = (job.fps, job.size.width, job.size.height, excerpt.beat or 0, excerpt.budget or 0)
    flags = (excerpt.animated, excerpt.transparent, excerpt.loop)
    same = same and all(type(each) is int for each in counts) and all(type(each) is bool for each in flags)
    names = (job.figure, *(name for name, _ in job.params))
    if not (same and all(isinstance(each, str) for each in texts) and all(map(_is_name, names))):
        raise Refusal("the recipe has an entry that is not as this version writes it")


def _is_name(name: str) -> bool:
    """Return whether a name could be that of a figure or of a parameter.

    >>> _is_name("learning-rate"), _is_name("--help"), _is_name("../tangent")
    (True, False, False)
    """
    return len(name) <= LONGEST_NAME and name[:1] not in ("-", "_") and name.replace("-", "_").isidentifier()


def job_of(recipe: Recipe) -> Job:
    """Return the job of a recipe.

    Custom fonts are not in the file and are replaced by the default ones; `own_fonts` returns their names.

    Raises:
        Refusal: A value in the recipe is invalid.
    """
    written, language = recipe.job, recipe.job["language"]
    if set(written) != {RECIPE_NAMES.get(field.name, field.name) for field in fields(Job)}:
        raise Refusal("the recipe has other entries than those of this version")
    return Job(
        figure=str(written["figure"]),
        params=tuple((str(name), str(text)) for name, text in written["params"]),
        theme=_theme(written["theme"]["colors"], written["theme"]["typeface"]["scale"]),
        size=Size(**written["size"]),
        fps=written["fps"],
        quality=Quality(written["quality"]),
        suffix=written["suffix"],
        excerpt=Excerpt(**written["finish"]),
        language=language_of(language["code"], language["words"]),
        title=written["title"],
    )


def own_fonts(recipe: Recipe) -> tuple[str, ...]:
    """Return the names of the custom font files in a recipe."""
    files = cast("list[Mapping[str, str]]", recipe.job["theme"]["typeface"]["files"])
    return tuple(file["name"] for file in files if file["sha256"])


def _theme(colors: Mapping[str, str], scale: float) -> Theme:
    if not all(is_color(color) for color in colors.values()):
        raise Refusal("the recipe has a color that is none")
    name = next((name for name, theme in THEMES.items() if theme.colors() == colors), "own")
    if scale not in TEXT_SIZES.values():
        raise Refusal("the recipe has a size of words that there is not")
    return Theme(name=name, typeface=replace(TYPEFACE, scale=scale), **colors)


def command(recipe: Recipe, name: str) -> str:
    """Return the command line that makes the file `name` by a recipe, or a remark if it is too long."""
    job = job_of(recipe)
    words = ["hillside", "film" if job.is_film else "still", job.figure]
    words += [word for flag, text in job.params for word in (f"--{flag.replace('_', '-')}", text)]
    words += ["--size", str(job.size), *_look(job.theme), "--quality", str(job.quality)]
    words += ["--fps", str(job.fps)] if job.is_film else []
    words += ["--lang", job.language.code] if job.language.code != "en" else []
    words += [word for pair in job.language.words for word in ("--word", *pair)]
    words += ["--title", job.title] if job.title else []
    excerpt = job.excerpt
    words += ["--pace", excerpt.pace] if excerpt.pace != "normal" else []
    words += ["--background", "transparent"] if excerpt.transparent else []
    words += [] if excerpt.beat is None else ["--beat", str(excerpt.beat)]
    words += [] if excerpt.moment is None else ["--moment", f"{excerpt.moment:g}"]
    words += ["--loop"] if excerpt.loop else []
    words += [] if excerpt.budget is None else ["--budget", show_budget(excerpt.budget)]
    line = shlex.join([*words, "-o", name])
    if len(line) > LONGEST_COMMAND:
        return f"# The command has {len(line):,} characters; make the file with: hillside again"
    return line


def _look(theme: Theme) -> list[str]:
    """Return the options that select a theme and the size of words; a custom theme needs its file."""
    sizes = {scale: name for name, scale in TEXT_SIZES.items()}
    size = [] if theme.typeface.scale == 1 else ["--text-size", sizes[theme.typeface.scale]]
    return [*_colors_of(theme), *size]


def _colors_of(theme: Theme) -> list[str]:
    for name, known in THEMES.items():
        if known.colors() == theme.colors():
            return ["--theme", name]
    for name, known in THEMES.items():
        try:
            if matched(known, theme.paper).colors() == theme.colors():
                return ["--theme", name, "--background", theme.paper.removeprefix("#")]
        except Refusal:
            continue
    return _recolored(theme) or ["--theme", f"{theme.name}.toml"]


def _recolored(theme: Theme) -> list[str]:
    """Return the options of a built-in theme, on a background or not, with a few other colors; or none."""
    for name, known in THEMES.items():
        with suppress(Refusal):
            on = matched(known, theme.paper)
            own = {role: color for role, color in theme.colors().items() if color != on.color(role)}
            chosen = {role: color for role, color in own.items() if role not in FILLS}
            if recolored(on, chosen).colors() == theme.colors():
                ground = [] if theme.paper == known.paper else ["--background", theme.paper.removeprefix("#")]
                colors = [word for role, color in chosen.items() for word in ("--color", f"{role}={color}")]
                return ["--theme", name, *ground, *colors]
    return []


def recipe_in(file: Path) -> Recipe:
    """Return the recipe embedded in a file.

    Raises:
        Failure: The file cannot be read, is damaged, or was not made by this program.
    """
    with opened(file) as content:
        container = container_of(content.read(HEAD))
        if container is None:
            raise Failure(f"{file} is not a file of a kind that is made here; {WHERE_RECIPES_ARE}")
        try:
            found = next((recipe for text in container.notes(content) if (recipe := recipe_from(text))), None)
        except DamagedRecipe as error:
            raise Failure(f"{file}: {error}") from error
        except (Failure, ValueError, zlib.error) as error:
            raise Failure(f"{file} is damaged: {error}".splitlines()[0]) from error
    if found is None and not is_complete(file):
        raise Failure(f"{file} is damaged: it ends early, and what is left of it carries no recipe")
    if found is None:
        raise Failure(
            f"{file} carries no recipe: another program made it, or one that took the recipe out on saving"
        )
    return found
