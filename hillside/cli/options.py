"""Options that several commands have."""

from __future__ import annotations

import click

from hillside.files.size import Quality
from hillside.stage.lettering.locales import LANGUAGES


def _be_verbose(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    ctx.meta["verbose"] = ctx.meta.get("verbose") or value


VERBOSE = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_be_verbose,
    help="Show where an error arose.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead.")
LANG = click.option(
    "--lang", metavar="CODE", default="en", show_default=True, help=f"language: {', '.join(LANGUAGES)}"
)
WORD = click.option(
    "--word",
    "words",
    nargs=2,
    multiple=True,
    metavar="ENGLISH TEXT",
    help="your own text for what a figure says, such as --word rise Δy; may be given again",
)
BACKGROUND = click.option(
    "--background", metavar="COLOR", help="color of the slide, such as 0b2545, or transparent"
)
LEVELS = click.Choice([each.value for each in Quality])
