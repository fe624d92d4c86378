"""The commands `still` and `film`: one command for each figure, made from its declared parameters."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.conventions import (
    BACKGROUND,
    COLOR,
    JSON,
    LANG,
    LEVELS,
    PACE,
    TEXT_SIZE,
    TITLE,
    VERBOSE,
    WORD,
    WORKERS,
    size_option,
    theme_option,
)
from hillside.cli.grammar import MORE, OF_FIGURE, OUTPUT, PICTURE, SECTIONS, WORDS, Command, FigureCommands
from hillside.cli.opening import OPEN, open_file
from hillside.cli.several_pictures import each_picture
from hillside.cli.standard_streams import answer, put_out, tell
from hillside.files.atomic import writable
from hillside.files.budget import read_budget
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, needs_animated, suffix_of
from hillside.stage import SEPARATOR
from hillside.stage.errors import Refusal
from hillside.stage.lettering.language import Language
from hillside.studio import catalogue
from hillside.studio.given_values import LET, has_decimal_commas, read_values, show_values
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import key
from hillside.studio.requested_look import LookChanges, language_of, theme_of

if TYPE_CHECKING:
    from hillside.stage.params import Param
    from hillside.studio.readings import Reading


class Figures(FigureCommands):
    """The group with a command for each figure, made from its parameters when it is invoked."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one figure and return its command."""
        if cmd_name.startswith("-"):
            return None
        from hillside.stage.params import fields_of

        suffixes = FILM_SUFFIXES if self.name == "film" else STILL_SUFFIXES
        declared = fields_of(catalogue.load(cmd_name).Params)
        draw = partial(_draw, cmd_name, suffixes, declared)
        own = [option_of(each, repeated=True) for each in declared]
        options: list[click.Parameter] = [*own, *formula_options(declared)]
        target = f"{cmd_name}{suffixes[0]}"
        command = Command(
            cmd_name,
            own=OF_FIGURE,
            examples=[_example(str(self.name), cmd_name, declared, target)],
            callback=draw,
            params=options,
            help=f"{catalogue.blurb(cmd_name)}.",
        )
        for add in (*_common_options(target, suffixes), JSON, VERBOSE):
            add(command)
        return command


def _example(kind: str, figure: str, declared: Iterable[Param], target: str) -> str:
    """Return the command of the picture that is drawn without options, with its first ones written out."""
    told = [each for each in declared if each.default is not None and each.codec.shape != "TEXT"][:2]
    options = [word for each in told for word in (_flag(each.name), each.codec.show(each.default))]
    return shlex.join(["hillside", kind, figure, *options, "-o", target]).replace("'", '"')


def formula_options(declared: Iterable[Param]) -> list[click.Option]:
    """Return the option that gives a letter a value, if one of the parameters is a formula."""
    words = "the value of a letter in the formula, such as a=2; may be given again"
    formula = any(each.codec.is_formula for each in declared)
    return (
        [click.Option(["--let", LET], metavar="LETTER=VALUE", multiple=True, help=words)] if formula else []
    )


def given_parameters(names: Iterable[str], options: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of the parameters that were given, with the values of letters under `let`."""
    given = {name: _text(options[name]) for name in names if options[name] not in (None, ())}
    return {**given, LET: show_values(read_values(options[LET]))} if options.get(LET) else given


def _text(value: str | tuple[str, ...]) -> str:
    """Return an option that was given, or several values of it, as one text."""
    return value if isinstance(value, str) else SEPARATOR.join(value)


def tell_options(read: Iterable[Reading]) -> None:
    """Tell how the formulas given by options were read, if they had to be interpreted."""
    for each in read:
        if each.is_interpreted:
            tell(f"{_flag(each.parameter)} is read as {each.shown}")


def option_of(declared: Param, repeated: bool = False) -> click.Option:
    """Return the option of a parameter; its text is parsed later, by the codec that lecture files use too.

    One that is `repeated` may be given again, for a picture of each value.
    """
    rule = "".join(f"; {words}" for words in [str(declared.bounds)] if words)
    words = f"{declared.help}  [default: {declared.codec.show(declared.default)}{rule}]"
    names, shape = [_flag(declared.name), declared.name], declared.codec.shape
    if declared.type is bool:  # --grid is short for --grid true
        return click.Option(names, metavar=shape, help=words, is_flag=False, flag_value="true")
    return click.Option(names, metavar=shape, help=words, multiple=repeated or declared.more is not None)


def _flag(parameter: str) -> str:
    return f"--{parameter.replace('_', '-')}"


def _common_options(target: str, suffixes: tuple[str, ...]) -> Iterable[Any]:
    """Yield the options that every figure has."""
    shown = partial(click.option, show_default=True)
    yield shown("-o", "--output", metavar="FILE", default=target, help=f"file to write: {' '.join(suffixes)}")
    yield size_option(default="16:9")
    yield theme_option(default="light")
    yield BACKGROUND
    yield COLOR
    yield TEXT_SIZE
    yield LANG
    yield WORD
    yield TITLE
    yield shown("--quality", type=LEVELS, default="standard", help="care taken")
    yield OPEN
    yield click.option(
        "--toml", "as_toml", is_flag=True, help="print the lines for a lecture file, draw nothing"
    )
    yield click.option("--beat", type=int, metavar="NUMBER", help="this beat of the film alone, from 1")
    if suffixes == FILM_SUFFIXES:
        yield click.option(
            "--fps", type=int, metavar="NUMBER", help="frames per second  [default: 15, 30 or 60 by quality]"
        )
        yield PACE
        yield click.option("--by-beat", is_flag=True, help="one clip for each beat: FILE-1, FILE-2 and so on")
        yield click.option("--loop", is_flag=True, help="fade back into the first picture, to play for ever")
        yield WORKERS
        yield click.option("--budget", metavar="BYTES", help="the most that the file may take, such as 8MB")
    else:
        yield click.option("--moment", metavar="SECOND", help="this second of the film")
        yield click.option(
            "--preview-projector",
            is_flag=True,
            help="also write how the back row sees it, FILE.projector.png",
        )


def shared_options() -> str:
    """Return the options that every figure has in Markdown, by section."""
    commands = {kind: click.Command(kind) for kind in ("still", "film")}
    for kind, command in commands.items():
        for add in _common_options("FIGURE.png", FILM_SUFFIXES if kind == "film" else STILL_SUFFIXES):
            add(command)
    found = {
        kind: [each for each in one.params if isinstance(each, click.Option)]
        for kind, one in commands.items()
    }
    rows: dict[str, dict[str, str]] = {}
    for kind, options in found.items():
        others = {each.name for name, more in found.items() if name != kind for each in more}
        for each in options:
            section = SECTIONS.get(str(each.name), (MORE, ""))[0]
            only = "" if each.name in others else f"; of a {kind}"
            cells = (
                f"`{'`, `'.join(each.opts)}`",
                section.lower(),
                f"{(each.help or '').partition('  [')[0]}{only}".replace("|", "\\|"),
            )
            rows.setdefault(section, {}).setdefault(cells[0], f"| {' | '.join(cells)} |")
    ordered = [row for section in (PICTURE, WORDS, OUTPUT, MORE) for row in rows.get(section, {}).values()]
    head = ["## Every figure", "", "Options of `still` and `film` that all figures share.", ""]
    return "\n".join([*head, "| option | kind | what it is |", "| --- | --- | --- |", *ordered]) + "\n"


def _draw(figure: str, suffixes: tuple[str, ...], declared: tuple[Param, ...], /, **options: Any) -> None:
    """Draw what the options of a figure's command request, and print the files."""
    names = [each.name for each in declared]
    pictures = each_picture(options, [each.name for each in declared if each.more is None])
    if options["as_toml"]:
        put_out(_lecture_lines(figure, suffixes, names, each) for each in pictures)
        return
    documents = [_drawn(figure, suffixes, names, each) for each in pictures]
    if options["as_json"]:
        answer(documents if len(documents) > 1 else documents[0], as_json=True)


def _lecture_lines(figure: str, suffixes: tuple[str, ...], names: list[str], options: dict[str, Any]) -> str:
    """Return the lines of a lecture file that ask for what the options request."""
    from hillside.lectures.figure_table import figure_table, toml_value
    from hillside.lectures.schema import is_id

    job, target = _job_of(figure, suffixes, names, options)
    usual = {"size": "16:9", "quality": "standard", "lang": "en", "text_size": "normal", "pace": "normal"}
    keys = ("title", "background", "lang", "size", "quality", "text_size", "beat", "moment")
    keys = (*keys, "fps", "pace", "loop", "budget")
    given = {**{key: options.get(key) for key in keys}, "moment": job.excerpt.moment}
    settings = {
        key.replace("_", "-"): value
        for key, value in given.items()
        if value not in (None, False) and value != usual.get(key)
    }
    tables = {
        "words": dict(options["words"]),
        "colors": dict(options["colors"]),
        "let": read_values(options.get(LET) or ()),
        "params": {name: text for name, text in given_parameters(names, options).items() if name != LET},
    }
    name = target.stem if is_id(target.stem) else figure
    lines = figure_table(name, figure, [job.suffix.removeprefix(".")], settings, tables)
    theme = options["theme"]
    return lines if theme == "light" else f"# at the top of the file: theme = {toml_value(theme)}\n{lines}"


def _job_of(
    figure: str, suffixes: tuple[str, ...], names: list[str], options: dict[str, Any]
) -> tuple[Job, Path]:
    """Return the job that the options request, and the file to write.

    Raises:
        Refusal: The options contradict each other, or one is not understood.
    """
    given = given_parameters(names, options)
    if options["output"] == "-":
        raise Refusal("-o - would mix the picture with the answer on standard output; give a file name")
    target = Path(options["output"])
    suffix, preview = suffix_of(target, suffixes), options.get("preview_projector")
    if preview and suffix != ".png":
        raise Refusal(f"--preview-projector looks at pixels, and {suffix} has none; give a name with .png")
    clear = options["background"] == "transparent"
    changes = LookChanges(options["colors"], options["text_size"])
    theme = theme_of(options["theme"], None if clear else options["background"], changes=changes)
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
        title=options["title"] or "",
    )
    return replace(job, excerpt=_excerpt(suffixes, suffix, clear, options)), target


def _drawn(
    figure: str, suffixes: tuple[str, ...], names: list[str], options: dict[str, Any]
) -> dict[str, Any]:
    """Draw one picture or film and print its name; return the document about it."""
    from hillside.studio.draw import draw, draw_beats
    from hillside.studio.readings import formulas, readings

    job, target = _job_of(figure, suffixes, names, options)
    writable(target)
    read = readings(job)
    tell_options(read)
    if job.is_film:
        from hillside.studio.progress import Progress

        make = draw_beats if options["by_beat"] else draw
        with Progress(sys.stderr) as progress:
            job, rendering = make(job, target, partial(progress.show_frames, target.name), options["workers"])
    else:
        job, rendering = draw(job, target)
    if options.get("preview_projector"):
        from hillside.studio.projector import with_preview

        rendering = with_preview(rendering)
    if not options["as_json"]:
        for file in rendering.files if options.get("by_beat") else [target]:
            if file.suffix == target.suffix:
                put_out([file])
    if options["opened"]:
        open_file(rendering.files[0] if options.get("by_beat") else target)
    made = {"job": job.to_json(), "key": key(job)}
    return {"path": str(rendering.files[0]), **rendering.to_json(), "formulas": formulas(read), **made}


def _second(text: str | None, language: Language) -> float | None:
    """Return the second that is written, with a decimal comma where the language has one.

    Raises:
        Refusal: It is no number.

    >>> _second("4,5", Language("de")), _second("4.5", Language("de")), _second(None, Language("en"))
    (4.5, 4.5, None)
    """
    if text is None:
        return None
    written = text.replace(",", ".") if has_decimal_commas(language) else text
    try:
        return float(written)
    except ValueError as error:
        raise Refusal(f'--moment: "{text}" is not a number of seconds; write one such as 4.5') from error


def _excerpt(suffixes: tuple[str, ...], suffix: str, clear: bool, options: dict[str, Any]) -> Excerpt:
    """Return the excerpt of the figure that the options request.

    Raises:
        Refusal: The options contradict each other, or a budget cannot be read.
    """
    if options.get("by_beat") and options["beat"] is not None:
        raise Refusal("--by-beat makes a clip of each beat, and --beat of one; choose one of them")
    return Excerpt(
        animated=needs_animated(suffix, film=suffixes == FILM_SUFFIXES),
        transparent=clear,
        beat=options["beat"],
        moment=_second(options.get("moment"), language_of(options["lang"])),
        loop=options.get("loop", False),
        pace=options.get("pace", "normal"),
        budget=None if options.get("budget") is None else read_budget(options["budget"]),
    )


@click.group(
    cls=Figures,
    options_metavar="",
    subcommand_metavar="FIGURE [OPTIONS]",
    examples=('hillside still tangent --function "sin(x)" --at pi/3 -o sine.svg',),
)
@VERBOSE
def still() -> None:
    """Draw one picture of a figure."""


@click.group(
    cls=Figures,
    options_metavar="",
    subcommand_metavar="FIGURE [OPTIONS]",
    examples=('hillside film hiker --function "x^4/4 - x^2" --start 2 -o walk.mp4',),
)
@VERBOSE
def film() -> None:
    """Draw the film of a figure; its poster and captions come beside it."""
