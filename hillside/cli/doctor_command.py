"""The command `doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

from hillside.cli.cluster_options import cluster_options, reaching_cluster
from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.grammar import Command
from hillside.cli.standard_streams import answer


@click.command(cls=Command, examples=("hillside doctor",))
@reaching_cluster
@JSON
@VERBOSE
def doctor(as_json: bool, **options: Any) -> None:
    """Say what works here, what is missing, and the command that mends it.

    With --scheduler, also compare the workers of that cluster with this machine.
    """
    from hillside.studio.doctor import examine

    cluster = cluster_options(options)
    checks = examine()
    if cluster is not None:
        from hillside.lectures.cluster.comparison import compared

        checks = (*checks, *compared(cluster))
    answer([asdict(each) for each in checks], as_json, checks)
    sys.exit(0 if all(each.ok for each in checks) else 1)
