"""The command line: words become a job, and a job becomes a file.

Nothing heavy is imported here: help and lists answer without manim and numpy.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stage import catalogue
from stage.errors import HillsideError, Refusal, said
from stage.finish import Finish, read_budget
from stage.language import LANGUAGES, language_of
from stage.progress import Progress
from stage.store import key, writable
from stage.take import FILM_SUFFIXES, SHAPES, STILL_SUFFIXES, Job, Quality, suffix_of
from stage.theme import THEMES
from stage.theme_file import theme_of

if TYPE_CHECKING:
    from stage.params import Param
    from stage.workers import Outcome

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of the signal, as shells count."""


class Program(click.Group):
    """The conduct of all commands: one message on standard error, an exit code, a traceback only with -v."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that the words name."""
        # Unwinding on SIGTERM removes a half-written file on the way out.
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("Stopped. What is finished is kept; the rest can be asked for again.", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if ctx.meta.get("verbose"):
                traceback.print_exception(error)
            click.echo(f"Error: {said(error)}", err=True)
            ctx.exit(error.exit_code if isinstance(error, HillsideError) else 1)


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
        from stage.params import fields_of

        suffixes = FILM_SUFFIXES if self.name == "film" else STILL_SUFFIXES
        declared = fields_of(catalogue.load(cmd_name).Params)
        draw = partial(_draw, cmd_name, suffixes, [each.name for each in declared])
        options: list[click.Parameter] = [_option(each) for each in declared]
        command = click.Command(cmd_name, callback=draw, params=options, help=f"{catalogue.blurb(cmd_name)}.")
        for add in (*_common(f"{cmd_name}{suffixes[0]}", suffixes), JSON, VERBOSE):
            add(command)
        return command


def _option(declared: Param) -> click.Option:
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


def _draw(figure: str, suffixes: tuple[str, ...], names: list[str], /, **options: Any) -> None:
    given = {name: options[name] for name in names if options[name] is not None}
    if options["output"] == "-":
        raise Refusal("-o - would mix the picture with the answer on standard output; give a file name")
    target = Path(options["output"])
    suffix, preview = suffix_of(target, suffixes), options.get("preview_projector")
    if preview and suffix != ".png":
        raise Refusal(f"--preview-projector looks at pixels, and {suffix} has none; give a name with .png")
    clear = options["background"] == "transparent"
    theme = theme_of(options["theme"], None if clear else options["background"])
    language = language_of(options["lang"], dict(options["words"]))
    job = Job.read(
        figure,
        given,
        suffix,
        theme,
        options["size"],
        options["quality"],
        options.get("fps"),
        language=language,
    )
    job = replace(job, finish=_finish(suffixes, suffix, clear, options))
    writable(target)
    from stage.draw import draw, draw_beats

    make = draw_beats if options.get("by_beat") else draw
    with Progress(sys.stderr) as progress:
        job, take = make(job, target, partial(progress.frames, target.name))
    if preview:
        from stage.projector import with_preview

        take = with_preview(take)
    if options["as_json"]:
        _answer(
            {"path": str(take.files[0]), **take.to_json(), "job": job.to_json(), "key": key(job)},
            as_json=True,
        )
    else:
        for file in take.files if options.get("by_beat") else [target]:
            if file.suffix == target.suffix:
                click.echo(file)


def _finish(suffixes: tuple[str, ...], suffix: str, clear: bool, options: dict[str, Any]) -> Finish:
    """Return what the output shows of its figure, and how it ends."""
    if options.get("by_beat") and options["beat"] is not None:
        raise Refusal("--by-beat makes a clip of each beat, and --beat of one; choose one of them")
    return Finish(
        animated=suffixes == FILM_SUFFIXES and suffix == ".webp",
        transparent=clear,
        beat=options["beat"],
        moment=options.get("moment"),
        loop=options.get("loop", False),
        budget=None if options.get("budget") is None else read_budget(options["budget"]),
    )


def _answer(value: object, as_json: bool, lines: Iterable[object] = ()) -> None:
    document = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    for line in [document] if as_json else lines:
        click.echo(line)


@click.group(cls=Program)
@click.version_option(package_name="hillside")
@VERBOSE
def main() -> None:
    """Draw lecture figures and films about derivatives and descent."""


@main.command("list")
@JSON
@VERBOSE
def list_figures(as_json: bool) -> None:
    """Name the figures, one line each."""
    blurbs = {name: catalogue.blurb(name) for name in catalogue.names()}
    width = max(map(len, blurbs), default=0)
    lines = [f"{name:<{width}}  {blurb}" for name, blurb in blurbs.items()]
    _answer([{"name": name, "blurb": blurb} for name, blurb in blurbs.items()], as_json, lines)


@main.group(cls=Figures, options_metavar="", subcommand_metavar="FIGURE [OPTIONS]")
@VERBOSE
def still() -> None:
    """Draw one picture of a figure."""


@main.group(cls=Figures, options_metavar="", subcommand_metavar="FIGURE [OPTIONS]")
@VERBOSE
def film() -> None:
    """Draw the film of a figure; its poster and captions come beside it."""


@main.command()
@click.argument("lecture", type=click.Path(path_type=Path), metavar="LECTURE.toml")
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Folder.  [default: out/LECTURE]")
@click.option(
    "-j", "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes at a time."
)
@click.option("--only", multiple=True, metavar="ID", help="This figure alone; may be given again.")
@click.option("--force", is_flag=True, help="Draw what is up to date, too.")
@click.option("--dry-run", is_flag=True, help="Name what would be drawn, and draw nothing.")
@click.option("--theme", metavar="THEME", help="Overrules the lecture.")
@click.option("--background", metavar="COLOR", help="Overrules the lecture.")
@click.option("--lang", metavar="CODE", help="Overrules the lecture.")
@click.option("--quality", type=LEVELS, help="Overrules the lecture.")
@JSON
@VERBOSE
def build(lecture: Path, to: Path | None, only: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Draw all that a lecture file asks for and that is not up to date."""
    from stage.build import build, refuse_wrong_parameters
    from stage.lecture import read_lecture
    from stage.outputs import out_of_date, outputs_of

    plan = read_lecture(lecture)
    folder = Path("out", lecture.stem) if to is None else to
    outputs = outputs_of(
        plan, only, options["theme"], options["quality"], options["background"], options["lang"]
    )
    todo = outputs if options["force"] else out_of_date(outputs, folder)
    refuse_wrong_parameters(plan, todo)
    if options["dry_run"]:
        names = [str(folder / output.name) for output in todo]
        _answer(names, as_json, names)
        return
    with Progress(sys.stderr) as progress:
        ended = partial(_ended, folder, as_json)
        result = build(plan, outputs, todo, folder, options["workers"], progress, ended)
    click.echo(result, err=True)
    _answer(result.to_json(), as_json)
    sys.exit(1 if result.failed else 0)


def _ended(folder: Path, as_json: bool, end: Outcome) -> None:
    if end.error is None and not as_json:
        click.echo(folder / end.name)
    if end.error is not None and click.get_current_context().meta.get("verbose"):
        click.echo(end.trace, err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@JSON
@VERBOSE
def whatis(file: Path, as_json: bool) -> None:
    """Say how a file was made, and the command that makes it."""
    from stage.again import explain
    from stage.provenance import recipe_in
    from stage.recipe import command

    recipe = recipe_in(file)
    words = command(recipe, file.name)
    _answer({**recipe.to_json(), "command": words}, as_json, [explain(recipe), words])


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True)
@JSON
@VERBOSE
def again(file: Path, output: Path, as_json: bool) -> None:
    """Make a file once more from what it says about itself, and compare the two."""
    from stage.again import again

    writable(output)
    with Progress(sys.stderr) as progress:
        made = again(file, output, partial(progress.frames, output.name))
    click.echo(made, err=True)
    _answer({**made.take.to_json(), "equal": made.equal, "why": made.why}, as_json, [output])


@main.command()
@JSON
@VERBOSE
def doctor(as_json: bool) -> None:
    """Say what works here, what is missing, and the command that mends it."""
    from stage.doctor import examine

    checks = examine()
    _answer([asdict(each) for each in checks], as_json, checks)
    sys.exit(0 if all(each.ok for each in checks) else 1)


if __name__ == "__main__":
    main()
