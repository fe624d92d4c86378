"""The command `whatis`."""

from __future__ import annotations

from pathlib import Path

import click

from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.standard_streams import answer, tell


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@JSON
@VERBOSE
def whatis(file: Path, as_json: bool) -> None:
    """Say how a file was made, and the command that makes it; of slides, each picture and film in them."""
    from hillside.decks.embedded_recipes import contains_files, recipes_inside
    from hillside.files.formats import is_complete
    from hillside.studio.again import explain
    from hillside.studio.recipe_reader import command, recipe_in

    if contains_files(file):
        found = {
            name: (recipe, command(recipe, Path(name).name)) for name, recipe in recipes_inside(file).items()
        }
        media = [
            {"name": name, **recipe.to_json(), "command": words} for name, (recipe, words) in found.items()
        ]
        lines = [f"{name}\n{explain(recipe)}\n{words}\n" for name, (recipe, words) in found.items()]
        answer({"media": media}, as_json, lines)
        return
    recipe = recipe_in(file)
    words, whole = command(recipe, file.name), is_complete(file)
    if not whole:
        tell(f"{file} is damaged: it ends early. Its recipe is whole, and makes the file anew.")
    answer({**recipe.to_json(), "command": words, "whole": whole}, as_json, [explain(recipe), words])
