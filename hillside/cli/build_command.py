"""The command `build`."""

from __future__ import annotations

import sys
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.cluster_options import cluster_of, cluster_options, on_cluster
from hillside.cli.conventions import (
    JSON,
    ONLY,
    OVERRULES,
    VERBOSE,
    WORKERS,
    is_verbose,
    overrides,
    size_option,
)
from hillside.cli.grammar import Command
from hillside.cli.opening import OPEN, open_file
from hillside.cli.standard_streams import answer, put_out, tell
from hillside.studio.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from hillside.studio.workers import Outcome


@click.command(
    cls=Command,
    examples=(
        "hillside build talk.toml",
        "hillside build talk.toml --only slope --quality draft --to slides",
        "hillside build *.toml --dry-run",
    ),
)
@click.argument(
    "lectures", type=click.Path(path_type=Path), metavar="LECTURE.toml...", nargs=-1, required=True
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="folder; of several lectures, each has its own in it  [default: out/LECTURE]",
)
@WORKERS
@on_cluster
@ONLY
@click.option("--force", is_flag=True, help="draw what is up to date, too")
@click.option("--profile", is_flag=True, help="tell at the end how much processor time each output took")
@click.option("--dry-run", is_flag=True, help="name what would be drawn, and draw nothing")
@overrides
@size_option(f"size of the pictures {OVERRULES}")
@OPEN
@JSON
@VERBOSE
def build(lectures: tuple[Path, ...], as_json: bool, **options: Any) -> None:
    """Draw all that lecture files ask for and that is not up to date.

    Beside it come a page to look at all of it, index.html, a handout, and the book of all steps, steps.pdf.
    """
    from hillside.files.folder_lock import exclusive_use
    from hillside.lectures.build import build as build_lectures
    from hillside.lectures.build_costs import BuildCosts
    from hillside.lectures.lecture_readings import interpretations, readings_of
    from hillside.lectures.outputs import Overrides
    from hillside.lectures.schedule import schedule
    from hillside.lectures.site import BuildRequest, read_sites

    look = Overrides(**{each.name: options[each.name] for each in fields(Overrides)})
    cluster = cluster_options(options)
    request = BuildRequest(only=options["only"], overrides=look, force=options["force"])
    sites = read_sites(lectures, options["to"], request)
    # What is up to date is read for the answer only: it would take a second to tell what is known.
    reads = [
        readings_of(site.build.lecture, site.build.outputs if as_json else site.build.pending)
        for site in sites
    ]
    for site, read in zip(sites, reads, strict=True):
        for line in interpretations(site.build.lecture, read):
            tell(line)
    if options["dry_run"]:
        names = [str(site.build.folder / name) for site in sites for name in site.pending()]
        if not names:
            tell("All is up to date.")
        answer(names, as_json, names)
        return
    folders = [site.build.folder for site in sites]
    with (
        Progress(sys.stderr) as progress,
        exclusive_use(folders, progress.note),
        cluster_of(cluster, progress.note, any(site.build.pending for site in sites)) as on,
    ):
        sites = [site.refreshed() for site in sites]
        builds = [site.build for site in sites]
        paths = {each.name: each.path for each in schedule(builds)}
        spent: dict[str, float] = {}

        def listener(outcome: Outcome) -> None:
            spent[outcome.name] = outcome.spent
            _report(paths.__getitem__, as_json, outcome)

        workers = options["workers"] if on is None else on.threads
        summaries = build_lectures(builds, workers, progress, listener, None if on is None else on.run)
        results = [
            site.write_pages(summary, partial(_report, site.build.folder.joinpath, as_json))
            for site, summary in zip(sites, summaries, strict=True)
        ]
    for result in results:
        tell(result)
    if options["profile"]:
        tell(BuildCosts(spent, max(each.seconds for each in summaries), workers))
    if as_json:
        from hillside.studio.readings import formulas

        documents = [
            {**result.to_json(), "formulas": {name: formulas(each) for name, each in read.items()}}
            for result, read in zip(results, reads, strict=True)
        ]
        answer(documents if len(lectures) > 1 else documents[0], as_json)
    if options["opened"]:
        open_file(sites[0].build.folder / "index.html")
    sys.exit(1 if any(result.failed for result in results) else 0)


def _report(path: Callable[[str], Path], as_json: bool, outcome: Outcome) -> None:
    """Print the name of a file that has been made, or with -v the traceback of its error."""
    if outcome.error is None and not as_json:
        put_out([path(outcome.name)])
    if outcome.error is not None and is_verbose(click.get_current_context()):
        tell(outcome.trace)
