"""The command `doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hillside.cli.cluster_options import cluster_options, reaching_cluster
from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.grammar import Command
from hillside.cli.standard_streams import answer
from hillside.stage.errors import Failure

if TYPE_CHECKING:
    from hillside.studio.doctor import Check


@click.command(cls=Command, examples=("hillside doctor",))
@reaching_cluster
@JSON
@VERBOSE
def doctor(as_json: bool, **options: Any) -> None:
    """Say what works here, what is missing, and the command that mends it.

    With --scheduler, also compare the workers of that cluster with this machine.
    """
    cluster = cluster_options(options)
    checks = _examined()
    if cluster is not None:
        from hillside.lectures.cluster.comparison import compared

        checks = (*checks, *compared(cluster))
    answer([asdict(each) for each in checks], as_json, checks)
    sys.exit(0 if all(each.ok for each in checks) else 1)


def _examined() -> tuple[Check, ...]:
    """Return all checks.

    Raises:
        Failure: Not even they can be made, because a module of the program is missing.
    """
    from hillside.studio.system_packages import missing_module

    try:
        from hillside.studio.doctor import examine

        return examine()
    except ModuleNotFoundError as error:
        why = missing_module(error, Path(__file__).parents[2])
        if why is None:
            raise
        raise Failure(why) from error
