"""The command `deck`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.cluster_options import cluster_of, cluster_options, on_cluster
from hillside.cli.conventions import JSON, OVERRULES, VERBOSE, WORKERS, overrides, size_option
from hillside.cli.grammar import Command, OneOf
from hillside.cli.opening import OPEN, open_file
from hillside.cli.standard_streams import answer, tell
from hillside.decks.slides import FORMS, SLIDE_CONTENTS
from hillside.files.atomic import writable
from hillside.stage.errors import Refusal, counted
from hillside.studio.progress import Progress

if TYPE_CHECKING:
    from hillside.decks.lecture_slides import DeckOptions
    from hillside.lectures.lecture import Lecture
    from hillside.studio.workers import RunTasks


@click.command(
    cls=Command,
    examples=(
        "hillside deck talk.toml -o talk.pptx",
        "hillside deck talk.toml --per beat -o talk.html",
        "hillside deck talk.toml --into mine.pptx -o new.pptx",
    ),
)
@click.argument("lecture", type=click.Path(path_type=Path), metavar="[LECTURE.toml]", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="file to write: .pptx .html .pdf .tex .typ .qmd .md .ipynb",
)
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="MY.pptx", help="put figures where these slides ask"
)
@click.option("--force", is_flag=True, help="with --into: FILE may be MY.pptx itself")
@click.option(
    "--only",
    type=click.IntRange(1),
    multiple=True,
    metavar="SLIDE",
    help="with --into: this slide alone; may be given again",
)
@click.option(
    "--per",
    type=OneOf(SLIDE_CONTENTS),
    default="figure",
    show_default=True,
    help="what one slide is made of",
)
@click.option("--loop", is_flag=True, help="films play over and over")
@click.option(
    "--work", type=click.Path(path_type=Path), metavar="DIR", help="pictures  [default: out/NAME/slides]"
)
@WORKERS
@on_cluster
@overrides
@size_option(f"size of the slides {OVERRULES}")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="a .potx or .pptx whose master, layouts and colors the slides have",
)
@click.option("--as", "form", type=OneOf(FORMS), help="another way to write the slides")
@OPEN
@JSON
@VERBOSE
def deck(lecture: Path | None, output: Path, into: Path | None, as_json: bool, **options: Any) -> None:
    """Make slides of a lecture; the suffix of FILE decides for which program.

    With --into, the shapes of MY.pptx whose name or alt text is such as fig:tangent, or fig:tangent --at 2,
    or fig: and the id of a figure of the lecture, become that picture or film; all else stays as it is.
    """
    from hillside.decks.lecture_slides import DeckOptions
    from hillside.files.folder_lock import exclusive_use
    from hillside.lectures.lecture import read_lecture
    from hillside.stage.plain_name import folder_inside

    opened = options.pop("opened")
    named_options = ("force", "only", "work", "workers", "form", "template")
    force, only, work, workers, form, template = (options.pop(name) for name in named_options)
    cluster = cluster_options(options)
    settings = DeckOptions(**options)
    source = None if lecture is None else read_lecture(lecture)
    if into is not None:
        if template is not None or form is not None:
            raise Refusal("--template and --as are for new slides; leave them out, or leave out --into")
        make = partial(_fill, into, force, only, source)
    elif only:
        raise Refusal("--only chooses slides of a deck that is there; name it with --into MY.pptx")
    elif source is not None:
        make = partial(_export, source, form, template)
    else:
        raise Refusal("there is no lecture; name its file, or name a deck with --into MY.pptx")
    named = lecture or into or output
    way_out = "if that is meant, name it with --work"
    names = ("out", named.stem, "slides")
    folder = folder_inside(Path(), *names, way_out=way_out) if work is None else work
    with (
        Progress(sys.stderr) as progress,
        exclusive_use([folder], progress.note),
        cluster_of(cluster, progress.note) as on,
    ):
        run = None if on is None else on.run
        files, drawn, summary = make(output, settings, folder, workers, progress, run)
    tell(f"{summary}, {counted(drawn, 'file')} drawn")
    answer({"files": [str(file) for file in files], "drawn": drawn}, as_json, files[:1])
    if opened:
        open_file(output)


def _export(
    lecture: Lecture,
    form: str | None,
    template: Path | None,
    output: Path,
    settings: DeckOptions,
    folder: Path,
    workers: int,
    progress: Progress,
    run: RunTasks | None,
) -> tuple[tuple[Path, ...], int, str]:
    """Write the slides of a lecture; return the files, the number of outputs drawn, and a summary."""
    from hillside.decks.into.template import read_template
    from hillside.decks.kinds import exporter_of
    from hillside.decks.lecture_slides import deck_of

    exporter = exporter_of(output, form)
    writable(output)
    export, own = exporter.export, None
    if template is not None:
        if exporter.export_in is None:
            raise Refusal(f"{output}: --template is for .pptx; leave it out, or name the file talk.pptx")
        if settings.size is not None:
            raise Refusal("the template has a size of its own; leave --size out")
        own = read_template(template)
        export = partial(exporter.export_in, own)
    needs = exporter.needs(settings.per)
    slides, drawn = deck_of(lecture, needs, settings, folder, workers, progress, own, run)
    return export(slides, output), drawn, counted(len(slides.slides), "figure")


def _fill(
    deck: Path,
    force: bool,
    only: tuple[int, ...],
    lecture: Lecture | None,
    output: Path,
    settings: DeckOptions,
    folder: Path,
    workers: int,
    progress: Progress,
    run: RunTasks | None,
) -> tuple[tuple[Path, ...], int, str]:
    """Put figures into existing slides; return what `_export` returns."""
    from hillside.decks.into.filled_deck import refuse_unsafe, write_filled
    from hillside.decks.into.requested_figures import media_for
    from hillside.decks.into.tagged_shapes import tagged_shapes_of

    refuse_unsafe(deck, output, force)
    writable(output)
    ids = None if lecture is None else [entry.id for entry in lecture.figures]
    found = tagged_shapes_of(deck, ids, only)
    requests = [shape.request for shape in found.shapes]
    made = media_for(requests, lecture, settings, folder, workers, progress, run)
    write_filled(found.archive, found.shapes, made.media, output)
    for remark in (*found.remarks, *made.remarks):
        tell(f"Note: {remark}")
    return (output,), made.drawn, f"{counted(len(found.shapes), 'figure')} put in"
