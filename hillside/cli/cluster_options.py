"""The options of commands whose drawings a cluster can make."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hillside.stage.errors import Refusal

if TYPE_CHECKING:
    from hillside.lectures.cluster.connection import Cluster, ClusterOptions

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(path_type=Path, dir_okay=False)
SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="draw on the Dask cluster at tcp://HOST:PORT, or tls://, or on local:4, four workers started here",
)
_TLS = (
    click.option("--tls-ca", type=FILE, metavar="FILE", help="with tls://: who has signed the certificates"),
    click.option("--tls-cert", type=FILE, metavar="FILE", help="with tls://: the certificate of this client"),
    click.option("--tls-key", type=FILE, metavar="FILE", help="with tls://: its private key"),
)
_SHARED = click.option(
    "--shared", is_flag=True, help="with --scheduler: the workers write to this disk, under the same path"
)


def reaching_cluster(command: F) -> F:
    """Add the options that say which cluster, and how to reach it, to a command."""
    for option in reversed((SCHEDULER, *_TLS)):
        command = option(command)
    return command


def on_cluster(command: F) -> F:
    """Add the options of drawing on a cluster to a command."""
    return reaching_cluster(_SHARED(command))


def cluster_options(options: dict[str, Any]) -> ClusterOptions | None:
    """Take the options of a cluster out of those of a command; return them, or None if none was asked for.

    Raises:
        Refusal: They are not understood, or there is no scheduler for them.
    """
    address = options.pop("scheduler")
    given = {
        name: options.pop(name) for name in ("shared", "tls_ca", "tls_cert", "tls_key") if name in options
    }
    if address is None:
        if any(given.values()):
            named = next(name for name, value in given.items() if value)
            raise Refusal(
                f"--{named.replace('_', '-')} is for a cluster; name its scheduler with --scheduler"
            )
        return None
    from hillside.lectures.cluster.connection import ClusterOptions

    return ClusterOptions(address=address, **given)


@contextmanager
def cluster_of(
    options: ClusterOptions | None, tell: Callable[[str], None], is_needed: bool = True
) -> Generator[Cluster | None, None, None]:
    """Yield the cluster of these options, connected; None if none is asked for, or nothing is to be drawn."""
    if options is None or not is_needed:
        yield None
        return
    from hillside.lectures.cluster.connection import connected

    with connected(options, tell) as cluster:
        yield cluster
