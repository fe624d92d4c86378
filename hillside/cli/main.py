"""The commands together: `python render.py …` from the checkout, `hillside …` once installed.

Nothing heavy is imported here: help and lists answer without manim and numpy.
"""

from __future__ import annotations

import click

from hillside.cli.again import again
from hillside.cli.build import build
from hillside.cli.check import check
from hillside.cli.deck import deck
from hillside.cli.doctor import doctor
from hillside.cli.figures import film, still
from hillside.cli.list import list_figures
from hillside.cli.options import VERBOSE
from hillside.cli.program import Program
from hillside.cli.whatis import whatis


@click.group(cls=Program)
@click.version_option(package_name="hillside")
@VERBOSE
def main() -> None:
    """Draw lecture figures and films about derivatives and descent."""


for command in (list_figures, still, film, build, check, deck, whatis, again, doctor):
    main.add_command(command)
