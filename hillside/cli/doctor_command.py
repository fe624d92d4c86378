"""The command `doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from hillside.cli.conventions import JSON, VERBOSE
from hillside.cli.grammar import Command
from hillside.cli.standard_streams import answer


@click.command(cls=Command, examples=("hillside doctor",))
@JSON
@VERBOSE
def doctor(as_json: bool) -> None:
    """Say what works here, what is missing, and the command that mends it."""
    from hillside.studio.doctor import examine

    checks = examine()
    answer([asdict(each) for each in checks], as_json, checks)
    sys.exit(0 if all(each.ok for each in checks) else 1)
