"""The connection to a cluster of Dask: to its scheduler, or to one that is started on this machine."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hillside.lectures.cluster.long_films import LONG
from hillside.stage.errors import Failure, Refusal

if TYPE_CHECKING:
    from hillside.studio.workers import Listener, Outcome, Task

LOCAL = re.compile(r"local(?::([1-9][0-9]{0,3}))?")
"""A cluster on this machine, with a number of workers."""
ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://\S+")
LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
"""The loggers of Dask that have a level of their own."""
CONNECTING = 10.0
"""Maximum time in seconds until a scheduler answers."""


@dataclass(frozen=True, kw_only=True)
class ClusterOptions:
    """Which cluster, and how to reach it.

    Attributes:
        address: That of the scheduler, such as `tcp://10.0.0.5:8786`, or `local:4` for four workers here.
        shared: Whether the workers write to the same disk under the same path.
        tls_ca: The file with the certificate of the authority, for `tls://`.
        tls_cert: The file with the certificate of this client.
        tls_key: The file with its private key.
        long: The duration in seconds from which a film is drawn in parts.

    Raises:
        Refusal: The address is not understood, or certificates are given for a connection without TLS.
    """

    address: str
    shared: bool = False
    tls_ca: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    long: float = LONG

    def __post_init__(self) -> None:
        if not (LOCAL.fullmatch(self.address) or ADDRESS.fullmatch(self.address)):
            raise Refusal(
                f'scheduler "{self.address}" is not understood; give an address such as tcp://10.0.0.5:8786, '
                "or local:4 for four workers on this machine"
            )
        if any(self.certificates.values()) and not self.address.startswith(("tls://", "wss://")):
            raise Refusal(f"certificates are for tls://, and the scheduler is {self.address}")

    @property
    def certificates(self) -> Mapping[str, Path | None]:
        """The files of certificates by their names in Dask."""
        return {
            "tls_ca_file": self.tls_ca,
            "tls_client_cert": self.tls_cert,
            "tls_client_key": self.tls_key,
        }


class Cluster:
    """A cluster that is connected; `run` does what `hillside.studio.workers.run_in_processes` does here."""

    def __init__(self, client: Any, options: ClusterOptions, tell: Callable[[str], None]) -> None:
        from hillside.lectures.cluster.staff import Staff

        self.client, self._options = client, options
        self.staff = Staff(client, client.scheduler.address, tell)

    @property
    def threads(self) -> int:
        """The number of pieces that are drawn at a time."""
        return self.staff.threads

    def run(
        self, tasks: Mapping[str, Task], workers: int, listener: Listener, preload: Sequence[str]
    ) -> Generator[Outcome, None, None]:
        """Have the workers draw the pieces of work; the number of `workers` is the cluster's own.

        Raises:
            Failure: The scheduler is gone, or no worker has the same installation.
        """
        from hillside.lectures.cluster.dask_run import DaskRun

        if tasks:
            run = DaskRun(
                self.client, self.staff, self._options.shared, self._options.long, listener, preload
            )
            with closing(run.outcomes(tasks)) as outcomes:
                yield from outcomes


@contextmanager
def connected(options: ClusterOptions, tell: Callable[[str], None]) -> Generator[Cluster, None, None]:
    """Yield the cluster of these options, connected; a local one is started, and ended.

    Args:
        options: Which one.
        tell: Called with sentences about the workers.

    Raises:
        Failure: No scheduler answers, or no worker has the same installation.
        Refusal: Dask is not installed.
    """
    with reached(options) as client:
        cluster = Cluster(client, options, tell)
        cluster.staff.look()
        tell(_greeting(cluster))
        yield cluster


@contextmanager
def reached(options: ClusterOptions) -> Generator[Any, None, None]:
    """Yield a client of Dask that is connected to a scheduler; one that is started for it is ended.

    Raises:
        Failure: No scheduler answers.
        Refusal: Dask is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise Refusal(
            f"--scheduler needs Dask: {error}; install it with: pip install 'hillside[cluster]'"
        ) from error
    # What it logs about lost workers and connections is said here in other words.
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        local = LOCAL.fullmatch(options.address)
        where: Any = options.address if local is None else stack.enter_context(_local(int(local[1] or 2)))
        yield stack.enter_context(_client(distributed, where, options))


def _greeting(cluster: Cluster) -> str:
    count, staff = len(cluster.staff.present), cluster.staff
    workers = f"{count} worker{'' if count == 1 else 's'}" if count else "no worker yet, and waiting for one"
    pieces = f"{staff.threads} piece{'' if staff.threads == 1 else 's'} at a time"
    threads = f", {pieces}" if count else ""
    return f"Cluster {staff.address}: {workers}{threads}; dashboard {cluster.client.dashboard_link}"


@contextmanager
def _local(workers: int) -> Generator[Any, None, None]:
    """Yield a cluster on this machine; other machines cannot reach it."""
    import distributed

    start: Any = distributed.LocalCluster
    with start(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        # What is drawn is in processes of their own, whose memory Dask does not see.
        memory_limit=0,
        silence_logs=logging.CRITICAL,
        preload="hillside.lectures.cluster.orders",
    ) as cluster:
        yield cluster


@contextmanager
def _client(distributed: Any, where: Any, options: ClusterOptions) -> Generator[Any, None, None]:
    given = {name: str(path) for name, path in options.certificates.items() if path is not None}
    security = distributed.Security(require_encryption=True, **given) if given else None
    try:
        client = distributed.Client(
            where, security=security, timeout=CONNECTING, set_as_default=False, name="hillside"
        )
    # What it raises for a port where nobody answers, for certificates it cannot read, and for wrong ones.
    except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
        raise Failure(_no_answer(options.address, error)) from error
    with client:
        yield client


def _no_answer(address: str, error: Exception) -> str:
    secure = address.startswith("tls://")
    about = "its certificates" if secure else "if it wants TLS, its address begins with tls://"
    why = str(error).partition("\n")[0] or type(error).__name__
    return f"no scheduler answers at {address}: {why}; see that it is running, and {about}"
