"""The command `whatis`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.grammar import Command
from hillside.cli.standard_streams import answer, put_out, tell
from hillside.files.formats import WHERE_RECIPES_ARE
from hillside.stage.errors import Refusal

if TYPE_CHECKING:
    from hillside.studio.recipe import Recipe


@click.command(
    cls=Command,
    help=f"""Say how a file was made, and the command that makes it.

    Of what is made here, {WHERE_RECIPES_ARE}.
    """,
    examples=("hillside whatis slope.png", "hillside whatis talk.pptx --json"),
)
@click.argument("file", type=click.Path(path_type=Path))
@JSON
@VERBOSE
def whatis(file: Path, as_json: bool) -> None:
    """Answer with the recipe of a file, or with those of all that slides contain."""
    from hillside.decks.embedded_recipes import contains_files, recipes_inside
    from hillside.files.formats import is_complete
    from hillside.studio.again import explain
    from hillside.studio.recipe_reader import command, recipe_in

    if contains_files(file):
        found = {
            name: (recipe, command(recipe, Path(name).name)) for name, recipe in recipes_inside(file).items()
        }
        if as_json:
            media = [
                {"name": name, **recipe.to_json(), "formulas": _formulas(recipe), "command": words}
                for name, (recipe, words) in found.items()
            ]
            answer({"media": media}, as_json)
        else:
            put_out(f"{name}\n{explain(recipe)}\n{words}\n" for name, (recipe, words) in found.items())
        return
    recipe = recipe_in(file)
    words, whole = command(recipe, file.name), is_complete(file)
    if not whole:
        tell(f"{file} is damaged: it ends early. Its recipe is whole, and makes the file anew.")
    if as_json:
        about = {"formulas": _formulas(recipe), "command": words, "whole": whole}
        answer({**recipe.to_json(), **about}, as_json)
    else:
        put_out([explain(recipe), words])


def _formulas(recipe: Recipe) -> dict[str, dict[str, Any]] | None:
    """Return the formulas of a recipe as JSON values, or None if its figure is not here to say which are."""
    from hillside.studio.readings import formulas, readings
    from hillside.studio.recipe_reader import job_of

    try:
        return formulas(readings(job_of(recipe)))
    except Refusal as error:
        tell(f"Its formulas are not in the answer: {error}")
        return None
