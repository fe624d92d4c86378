"""A scheduler of Dask and its workers, real processes on the loopback interface."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
QUIET = {"DASK_LOGGING__DISTRIBUTED": "error", "PYTHONPATH": str(ROOT)}


def wait_for(happened: Callable[[], object], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.05)


class RealCluster:
    """A scheduler that is found by a file, and the processes of its workers by name."""

    path = str(ROOT)

    def __init__(self, folder: Path, *options: str) -> None:
        self._file, self._options, self._folder = folder / "scheduler.json", options, folder
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        where = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.scheduler = self._start("scheduler", *where)
        wait_for(lambda: self._file.exists() and self._file.read_text())
        self.address = json.loads(self._file.read_text())["address"]

    def hire(self, *names: str, threads: int = 1, env: dict[str, str] | None = None) -> None:
        """Start workers; whoever connects waits for them."""
        for name in names:
            words = ("--name", name, "--nthreads", str(threads), "--no-nanny", "--no-dashboard")
            self.workers[name] = self._start("worker", *words, env=env)

    def kill(self, name: str) -> None:
        """Kill a worker."""
        process = self.workers.pop(name)
        process.kill()
        process.wait()

    def _start(self, *words: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        with (self._folder / "dask.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--scheduler-file", str(self._file), *self._options],
                cwd=self._folder,
                env={**os.environ, **QUIET, **(env or {})},
                stdout=log,
                stderr=log,
            )

    def end(self) -> None:
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def real_cluster(folder: Path, *options: str) -> Iterator[RealCluster]:
    cluster = RealCluster(folder, *options)
    try:
        yield cluster
    finally:
        cluster.end()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCluster]:
    """Two workers, a and b, and their scheduler."""
    with real_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        cluster.hire("a", "b")
        yield cluster
