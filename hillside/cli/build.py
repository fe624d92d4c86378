"""The command `build`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.options import JSON, LEVELS, VERBOSE
from hillside.cli.program import answer
from hillside.studio.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hillside.lectures.pages_to_bind import Binder
    from hillside.lectures.site import Site
    from hillside.studio.workers import Outcome


@click.command()
@click.argument(
    "lectures", type=click.Path(path_type=Path), metavar="LECTURE.toml...", nargs=-1, required=True
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder; of several lectures, each has its own in it.  [default: out/LECTURE]",
)
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
def build(lectures: tuple[Path, ...], as_json: bool, **options: Any) -> None:
    """Draw all that lecture files ask for and that is not up to date.

    Beside it come a page to look at all of it, index.html, and a handout, handout.pdf.
    """
    from hillside.lectures.build import build_all, refuse_wrong_parameters
    from hillside.lectures.site import Wish, read_sites

    wish = Wish(
        **{name: options[name] for name in ("only", "theme", "quality", "background", "lang", "force")}
    )
    sites = read_sites(lectures, options["to"], _binders(), wish)
    for site in sites:
        refuse_wrong_parameters(site.plan.lecture, site.plan.todo)
    if options["dry_run"]:
        names = [str(site.plan.folder / name) for site in sites for name in site.waiting()]
        answer(names, as_json, names)
        return
    with Progress(sys.stderr) as progress:
        ended = partial(_ended, _paths(sites).__getitem__, as_json)
        summaries = build_all([site.plan for site in sites], options["workers"], progress, ended)
        results = [
            site.finished(summary, partial(_ended, site.plan.folder.joinpath, as_json))
            for site, summary in zip(sites, summaries, strict=True)
        ]
    for result in results:
        click.echo(result, err=True)
    told = [result.to_json() for result in results]
    answer(told if len(lectures) > 1 else told[0], as_json)
    sys.exit(1 if any(result.failed for result in results) else 0)


def _binders() -> Mapping[str, Binder]:
    """Return what writes the pages, each with the files of its code."""
    import hillside
    from hillside.lectures.handout import write_handout
    from hillside.lectures.page import write_page
    from hillside.lectures.pages_to_bind import Binder

    room = Path(hillside.__file__).parent / "lectures"
    return {
        "index.html": Binder(write_page, tuple(sorted((room / "page").glob("*.py")))),
        "handout.pdf": Binder(write_handout, (room / "handout.py", room.parent / "files" / "typst_pages.py")),
    }


def _paths(sites: Sequence[Site]) -> dict[str, Path]:
    """Return where each output goes, by the name that it has among all."""
    from hillside.lectures.schedule import places

    plans = [site.plan for site in sites]
    return {place.name: place.plan.folder / place.output.name for place, _ in places(plans)}


def _ended(path: Callable[[str], Path], as_json: bool, end: Outcome) -> None:
    if end.error is None and not as_json:
        click.echo(path(end.name))
    if end.error is not None and click.get_current_context().meta.get("verbose"):
        click.echo(end.trace, err=True)
