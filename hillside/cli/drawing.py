"""One still or film from the words of its command."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from hillside.cli.program import answer
from hillside.files.atomic import writable
from hillside.files.budget import read_budget
from hillside.files.formats import FILM_SUFFIXES, must_say_animated, suffix_of
from hillside.stage.errors import Refusal
from hillside.studio.job import Excerpt, Job
from hillside.studio.key import key
from hillside.studio.progress import Progress
from hillside.studio.requested_language import language_of
from hillside.studio.theme_file import theme_of


def draw_figure(figure: str, suffixes: tuple[str, ...], names: list[str], /, **options: Any) -> None:
    """Draw what the options of a figure's command ask for, and say where it is."""
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
    job = replace(job, excerpt=_excerpt(suffixes, suffix, clear, options))
    writable(target)
    from hillside.studio.draw import draw, draw_beats

    make = draw_beats if options.get("by_beat") else draw
    with Progress(sys.stderr) as progress:
        job, rendering = make(job, target, partial(progress.show_frames, target.name))
    if preview:
        from hillside.studio.projector import with_preview

        rendering = with_preview(rendering)
    if options["as_json"]:
        answer(
            {"path": str(rendering.files[0]), **rendering.to_json(), "job": job.to_json(), "key": key(job)},
            as_json=True,
        )
    else:
        for file in rendering.files if options.get("by_beat") else [target]:
            if file.suffix == target.suffix:
                click.echo(file)


def _excerpt(suffixes: tuple[str, ...], suffix: str, clear: bool, options: dict[str, Any]) -> Excerpt:
    """Return what the output shows of its figure, and how it ends."""
    if options.get("by_beat") and options["beat"] is not None:
        raise Refusal("--by-beat makes a clip of each beat, and --beat of one; choose one of them")
    return Excerpt(
        animated=must_say_animated(suffix, film=suffixes == FILM_SUFFIXES),
        transparent=clear,
        beat=options["beat"],
        moment=options.get("moment"),
        loop=options.get("loop", False),
        budget=None if options.get("budget") is None else read_budget(options["budget"]),
    )
