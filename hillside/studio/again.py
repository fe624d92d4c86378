"""Remaking a file from the recipe that it carries, and comparing the bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, is_complete, needs_animated, suffix_of
from hillside.stage.errors import shortened
from hillside.stage.foreign_file import content_digest
from hillside.studio.draw import draw
from hillside.studio.job import Job
from hillside.studio.readings import formulas, readings
from hillside.studio.recipe import Recipe
from hillside.studio.recipe_reader import job_of, own_fonts, recipe_in
from hillside.studio.rendering import Rendering

LONGEST_ROW = 300
"""Maximum length in characters of a value in an explanation."""


@dataclass(frozen=True)
class Remade:
    """A remade file, how its formulas are read, and whether its bytes equal those of the original.

    If they do not, `why` has the possible reasons.
    """

    rendering: Rendering
    formulas: Mapping[str, Mapping[str, Any]]
    equal: bool
    why: tuple[str, ...]

    def comparison(self) -> dict[str, Any]:
        """Return the formulas and the result as plain JSON values."""
        return {"formulas": self.formulas, "equal": self.equal, "why": self.why}

    def __str__(self) -> str:
        """Return the result as a sentence."""
        if self.equal:
            return "The bytes are equal."
        return f"The bytes are not equal: {'; '.join(self.why)}."


def remake(file: Path, target: Path, report: Callable[[int, int], None]) -> Remade:
    """Make `target` by the recipe in `file`; its suffix may select another format.

    Raises:
        Failure: The file has no recipe, or the target cannot be written.
        Refusal: The format of `target` cannot hold what the recipe describes.
    """
    old, before = recipe_in(file), content_digest(file)
    job = _suited(job_of(old), target)
    job, rendering = draw(job, target, report)
    equal = content_digest(target) == before
    why = (
        () if equal else reasons(old, Recipe.of(job)) if is_complete(file) else ("the first one ends early",)
    )
    return Remade(rendering, formulas(readings(job)), equal, why)


def _suited(job: Job, target: Path) -> Job:
    """Return the job with the suffix of the target."""
    suffix = suffix_of(target, FILM_SUFFIXES if job.is_film else STILL_SUFFIXES)
    animated = needs_animated(suffix, job.is_film)
    return replace(job, suffix=suffix, excerpt=replace(job.excerpt, animated=animated))


def reasons(old: Recipe, new: Recipe) -> tuple[str, ...]:
    """Return the reasons why two files with these recipes may differ.

    >>> from hillside.studio.job import Job
    >>> from hillside.stage.look.theme import THEMES
    >>> recipe = Recipe.of(Job.read("tangent", {}, ".png", THEMES["light"], "16:9", "draft"))
    >>> reasons(replace(recipe, versions={**recipe.versions, "typst": "0.1"}), recipe)[0]
    'typst was 0.1 ...
    """
    fonts = [f"the font {name} is not in the file, and one of ours stands in" for name in own_fonts(old)]
    if old.job["suffix"] != new.job["suffix"]:
        return (f"it is another kind of file, {new.job['suffix']} and not {old.job['suffix']}", *fonts)
    names = sorted({*old.versions, *new.versions})
    versions = {"hillside": (old.program, new.program)} | {
        name: (old.versions.get(name, "absent"), new.versions.get(name, "absent")) for name in names
    }
    found = [f"{name} was {then} and is {now}" for name, (then, now) in versions.items() if then != now]
    if not fonts and not found and old.key != new.key:
        found = ["the program's code or its fonts have changed since, though its version has not"]
    return (*fonts, *found) or (
        "the recipes are equal, so the file was changed since, or this processor computes otherwise",
    )


def explain(recipe: Recipe) -> str:
    """Return a recipe as readable lines."""
    job = job_of(recipe)
    kind = f"film, {job.fps} frames a second" if job.is_film else "still"
    versions = {"hillside": recipe.program, **recipe.versions}
    rows = {
        "figure": f"{job.figure} ({kind})",
        **dict(job.params),
        "size": str(job.size),
        "quality": str(job.quality),
        "language": job.language.code,
        "paper": "transparent" if job.excerpt.transparent else job.theme.paper,
        "fonts": ", ".join(file["name"] for file in recipe.job["theme"]["typeface"]["files"]),
        "versions": ", ".join(f"{name} {version}" for name, version in versions.items()),
        "key": recipe.key,
    }
    width = max(map(len, rows))
    return "\n".join(f"{name:<{width}}  {_on_one_line(text)}" for name, text in rows.items())


def _on_one_line(text: str) -> str:
    return shortened(" ".join(text.split()), LONGEST_ROW)
