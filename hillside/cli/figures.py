"""The groups `still` and `film`: a command for each figure, made from its declared parameters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.drawing import draw_figure
from hillside.cli.options import BACKGROUND, JSON, LANG, LEVELS, VERBOSE, WORD
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES
from hillside.files.size import SHAPES
from hillside.stage.look.theme import THEMES
from hillside.studio import catalogue

if TYPE_CHECKING:
    from hillside.stage.params import Param


class Figures(click.Group):
    """A command for each figure, made from its declared parameters when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the figures."""
        return list(catalogue.names())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the figures and what they show, without loading one."""
        with formatter.section("Figures (FIGURE --help shows the options)"):
            formatter.write_dl([(name, catalogue.blurb(name)) for name in catalogue.names()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one figure and return its command."""
        if cmd_name.startswith("-"):
            return None
        from hillside.stage.params import fields_of

        suffixes = FILM_SUFFIXES if self.name == "film" else STILL_SUFFIXES
        declared = fields_of(catalogue.load(cmd_name).Params)
        draw = partial(draw_figure, cmd_name, suffixes, [each.name for each in declared])
        options: list[click.Parameter] = [option(each) for each in declared]
        command = click.Command(cmd_name, callback=draw, params=options, help=f"{catalogue.blurb(cmd_name)}.")
        for add in (*_common(f"{cmd_name}{suffixes[0]}", suffixes), JSON, VERBOSE):
            add(command)
        return command


def option(declared: Param) -> click.Option:
    """Return the option of a parameter; its text is read later, by the codec that the lecture file shares."""
    rule = "".join(f"; {words}" for words in [str(declared.bounds)] if words)
    words = f"{declared.help}  [default: {declared.codec.show(declared.default)}{rule}]"
    flag = f"--{declared.name.replace('_', '-')}"
    return click.Option([flag, declared.name], metavar=declared.codec.shape, help=words)


def _common(target: str, suffixes: tuple[str, ...]) -> Iterable[Any]:
    """Yield the options that every figure has."""
    shown = partial(click.option, show_default=True)
    yield shown("-o", "--output", metavar="FILE", default=target, help=f"file to write: {' '.join(suffixes)}")
    yield shown("--size", metavar="SIZE", default="16:9", help=f"1920x1080, or {' '.join(SHAPES)}")
    yield shown(
        "--theme", metavar="THEME", default="light", help=f"{', '.join(THEMES)}, or your own .toml file"
    )
    yield BACKGROUND
    yield LANG
    yield WORD
    yield shown("--quality", type=LEVELS, default="standard", help="care taken")
    yield click.option("--beat", type=int, metavar="NUMBER", help="this beat of the film alone, from 1")
    if suffixes == FILM_SUFFIXES:
        yield click.option("--fps", type=int, help="frames per second  [default: 15, 30 or 60 by quality]")
        yield click.option("--by-beat", is_flag=True, help="one clip for each beat: FILE-1, FILE-2 and so on")
        yield click.option("--loop", is_flag=True, help="fade back into the first picture, to play for ever")
        yield click.option("--budget", metavar="BYTES", help="the most that the file may take, such as 8MB")
    else:
        yield click.option("--moment", type=float, metavar="SECOND", help="this second of the film")
        yield click.option(
            "--preview-projector",
            is_flag=True,
            help="also write how the back row sees it, FILE.projector.png",
        )


@click.group(cls=Figures, options_metavar="", subcommand_metavar="FIGURE [OPTIONS]")
@VERBOSE
def still() -> None:
    """Draw one picture of a figure."""


@click.group(cls=Figures, options_metavar="", subcommand_metavar="FIGURE [OPTIONS]")
@VERBOSE
def film() -> None:
    """Draw the film of a figure; its poster and captions come beside it."""
