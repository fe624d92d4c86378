"""The program: `python render.py …` in a checkout, `hillside …` once installed.

Nothing heavy is imported here: help and lists answer without manim and numpy.
"""

from __future__ import annotations

import click

from hillside.cli.again_command import again
from hillside.cli.build_command import build
from hillside.cli.check_command import check
from hillside.cli.conventions import VERBOSE, Program
from hillside.cli.deck_command import deck
from hillside.cli.doctor_command import doctor
from hillside.cli.explore_command import explore
from hillside.cli.figure_commands import film, still
from hillside.cli.list_command import list_figures
from hillside.cli.new_command import new
from hillside.cli.watch_command import watch
from hillside.cli.whatis_command import whatis


@click.group(
    cls=Program,
    examples=(
        'hillside still tangent --function "x^2" --at 1 -o tangent.png',
        "hillside film hiker -o hiker.mp4",
        "hillside build talk.toml",
    ),
)
@click.version_option(package_name="hillside", help="show the version")
@VERBOSE
def main() -> None:
    """Draw lecture figures and films about derivatives and descent."""


for command in (list_figures, still, film, build, check, deck, explore, watch, new, whatis, again, doctor):
    main.add_command(command)
