"""The command line: `python render.py …` from the checkout, `hillside …` once installed.

Nothing heavy is imported here: help and lists answer without manim and numpy.
"""

from __future__ import annotations

import click

from commands.again import again
from commands.build import build
from commands.check import check
from commands.deck import deck
from commands.doctor import doctor
from commands.figures import film, still
from commands.list import list_figures
from commands.options import VERBOSE
from commands.program import Program
from commands.whatis import whatis


@click.group(cls=Program)
@click.version_option(package_name="hillside")
@VERBOSE
def main() -> None:
    """Draw lecture figures and films about derivatives and descent."""


for command in (list_figures, still, film, build, check, deck, whatis, again, doctor):
    main.add_command(command)


if __name__ == "__main__":
    main()
