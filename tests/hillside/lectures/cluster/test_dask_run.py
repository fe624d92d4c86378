"""Work on a real cluster of Dask: whole or not at all, whatever happens to a worker."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from hillside.lectures.cluster import connection
from hillside.lectures.cluster.comparison import compared
from hillside.lectures.cluster.connection import Cluster, ClusterOptions, connected
from hillside.lectures.cluster.installation import this_installation
from hillside.stage.errors import Failure
from hillside.studio.workers import Outcome, ignore_report
from tests.hillside.lectures.cluster.conftest import RealCluster, real_cluster, wait_for
from tests.hillside.lectures.cluster.stand_ins import Written, written
from tests.programs import program


def ends_of(cluster: Cluster, work: dict[str, Written]) -> dict[str, Outcome]:
    return {end.name: end for end in cluster.run(work, 1, ignore_report, ())}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def cluster(real: RealCluster, told: list[str]) -> Iterator[Cluster]:
    with connected(ClusterOptions(address=real.address), told.append) as cluster:
        wait_for(lambda: cluster.staff.look() or len(cluster.staff.present) == 2)
        yield cluster


def test_files_come_back_from_workers_and_are_written_here(cluster: Cluster, tmp_path: Path):
    work = {f"piece {n}": written(f"{n}.svg", tmp_path) for n in range(6)}
    ends = ends_of(cluster, work)
    assert all(end.error is None for end in ends.values())
    assert {end.worker for name, end in ends.items() if name not in work} <= {"a", "b"}
    for n in range(6):
        assert (tmp_path / f"{n}.svg").read_text() == f"content of {n}.svg"
        assert ends[f"{n}.svg"].value[1].files == (tmp_path / f"{n}.svg",)
    assert len(list(tmp_path.iterdir())) == 6


def test_a_failing_output_stops_no_other_and_a_dead_process_no_worker(cluster: Cluster, tmp_path: Path):
    work = {how: written(f"{how}.svg", tmp_path, do=how) for how in ("refuse", "die", "draw")}
    ends = ends_of(cluster, work)
    assert str(ends["refuse.svg"].error) == "at: lies outside"
    assert "ended by SIGKILL" in str(ends["die"].error)
    assert ends["draw.svg"].error is ends["draw"].error is None
    assert [file.name for file in tmp_path.iterdir()] == ["draw.svg"]


def test_a_worker_that_joins_later_helps_with_as_many_pieces_as_it_has_threads(
    real: RealCluster, cluster: Cluster, tmp_path: Path
):
    note, out = tmp_path / "note", tmp_path / "out"
    out.mkdir()
    work = {f"piece {n}": written(f"{n}.svg", out, note=str(note), seconds=1) for n in range(24)}
    heard: list[Outcome] = []
    with closing(cluster.run(work, 1, ignore_report, ())) as ends:
        heard.append(next(ends))
        real.hire("many", threads=6)
        heard += ends
    try:
        assert cluster.staff.threads == 8
        assert all(end.error is None for end in heard)
        assert len(list(out.iterdir())) == len(work)
        by = [end.worker for end in heard if end.worker]
        assert by.count("many") >= 6
    finally:
        real.kill("many")


def test_the_work_of_a_killed_worker_is_done_by_another(
    real: RealCluster, cluster: Cluster, told: list[str], tmp_path: Path
):
    note = tmp_path / "note"
    work = {"long": written("long.svg", tmp_path, note=str(note), seconds=3)}
    work |= {f"piece {n}": written(f"{n}.svg", tmp_path) for n in range(4)}
    heard: list[str] = []
    with closing(cluster.run(work, 1, ignore_report, ())) as ends:
        for end in ends:
            heard.append(end.name)
            if len(heard) == 1:
                wait_for(note.exists)
                parent = int(note.read_text().split()[1])
                victim = parent_worker(real, parent)
                real.kill(victim)
    assert sorted(heard) == sorted([*work, *(each.requests[0].name for each in work.values())])
    assert len(note.read_text().splitlines()) == 2
    assert told[-1] == f"{victim} has left; what it was drawing is drawn again"
    real.hire(victim)


def parent_worker(real: RealCluster, server: int) -> str:
    """Return which worker has started the server of a process."""
    parent = int(Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[1])
    return next(name for name, process in real.workers.items() if process.pid == parent)


def test_a_worker_that_hangs_does_not_hold_up_the_others(real: RealCluster, cluster: Cluster, tmp_path: Path):
    work = {f"piece {n}": written(f"{n}.svg", tmp_path, seconds=0.2) for n in range(8)}
    heard = list[str]()
    with closing(cluster.run(work, 1, ignore_report, ())) as ends:
        os.kill(real.workers["b"].pid, signal.SIGSTOP)
        try:
            for end in ends:
                heard.append(end.worker)
                # b may hold a piece that it does, and one that waits.
                if len([each for each in heard if each]) == len(work) - 2:
                    os.kill(real.workers["b"].pid, signal.SIGCONT)
        finally:
            os.kill(real.workers["b"].pid, signal.SIGCONT)
    assert set(heard[:6]) <= {"a", ""}
    assert len(list(tmp_path.iterdir())) == len(work)


def is_running(process: int) -> bool:
    with suppress(FileNotFoundError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_run_that_is_stopped_leaves_no_work_running(cluster: Cluster, tmp_path: Path):
    note, out = tmp_path / "note", tmp_path / "out"
    out.mkdir()
    work = {f"piece {n}": written(f"{n}.svg", out, note=str(note), seconds=60) for n in range(4)}
    work["quick"] = written("quick.svg", out)
    stopped = time.monotonic()
    with closing(cluster.run({"quick": work.pop("quick"), **work}, 1, ignore_report, ())) as ends:
        next(ends)
        wait_for(lambda: note.exists() and len(note.read_text().splitlines()) == 2)
        stopped = time.monotonic()
    processes = [int(line.split()[0]) for line in note.read_text().splitlines()]
    wait_for(lambda: not any(map(is_running, processes)), 20)
    assert time.monotonic() - stopped < 20
    assert [file.name for file in out.iterdir()] == ["quick.svg"]
    assert len(note.read_text().splitlines()) == 2
    # The workers are free for what comes next.
    assert ends_of(cluster, {"next": written("next.svg", out)})["next.svg"].error is None


def test_on_a_shared_disk_workers_write_and_only_hashes_travel(real: RealCluster, tmp_path: Path):
    with connected(ClusterOptions(address=real.address, shared=True), print) as cluster:
        ends = ends_of(cluster, {"piece": written("a.svg", tmp_path)})
        assert ends["a.svg"].error is None
        assert (tmp_path / "a.svg").read_text() == "content of a.svg"
        (error,) = [
            end.error
            for end in cluster.run({"piece": written("a.svg", tmp_path / "missing")}, 1, ignore_report, ())
            if end.name == "piece"
        ]
        assert "missing" in str(error)


def test_workers_with_another_version_or_no_hillside_get_no_work(
    real: RealCluster, cluster: Cluster, told: list[str], tmp_path: Path
):
    about, stranger = tmp_path / "old" / "manim-0.21.0.dist-info", tmp_path / "stranger" / "hillside"
    for folder in (about, stranger, tmp_path / "out"):
        folder.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: manim\nVersion: 0.21.0\n")
    # An installed checkout would find the other modules of an empty package.
    (stranger / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'hillside'\")\n")
    real.hire("old", env={"PYTHONPATH": f"{about.parent}{os.pathsep}{real.path}"})
    real.hire("stranger", env={"PYTHONPATH": str(stranger.parent)})
    try:
        wait_for(lambda: cluster.staff.look() or sum("is given no work" in line for line in told) == 2)
        words = sorted(line for line in told if "is given no work" in line)
        assert words[0] == "old is given no work: it has manim 0.21.0, and here is 0.22.0"
        assert words[1].startswith("stranger is given no work: it has Hillside ")
        assert f"and here is {this_installation().versions['Hillside']}" in words[1]
        ends = ends_of(cluster, {f"piece {n}": written(f"{n}.svg", tmp_path / "out") for n in range(12)})
        assert {end.worker for end in ends.values()} <= {"a", "b", ""}
        assert len(list((tmp_path / "out").iterdir())) == 12
        checks = {
            check.name.partition(" at ")[0]: check for check in compared(ClusterOptions(address=real.address))
        }
        assert {name for name, check in checks.items() if not check.ok} == {"old", "stranger"}
        assert {"a", "b"} < checks.keys()
        assert checks["old"].mend == "pip install manim==0.22.0, where it runs, and start it again"
    finally:
        real.kill("old")
        real.kill("stranger")


def test_the_loss_of_the_scheduler_is_told_and_what_is_finished_is_kept(tmp_path: Path):
    with real_cluster(tmp_path) as lost:
        lost.hire("only")
        with connected(ClusterOptions(address=lost.address), print) as cluster:
            work = {
                "quick": written("quick.svg", tmp_path),
                "long": written("long.svg", tmp_path, seconds=60),
            }
            ends = cluster.run(work, 1, ignore_report, ())
            assert next(ends).name == "quick.svg"
            lost.scheduler.kill()
            began = time.monotonic()
            with pytest.raises(Failure, match="is gone; what is finished is kept"):
                list(ends)
            assert time.monotonic() - began < 20
        assert (tmp_path / "quick.svg").exists()
        assert not (tmp_path / "long.svg").exists()


def test_nobody_at_the_address_is_told_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "CONNECTING", 0.5)
    nobody = connected(ClusterOptions(address="tcp://127.0.0.1:9"), print)
    with pytest.raises(Failure, match="no scheduler answers at tcp://127"):
        nobody.__enter__()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority that has signed itself, whose certificate serves everybody."""
    folder = tmp_path_factory.mktemp("certificates")
    words = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hillside")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"))
    subprocess.run([program("openssl", "openssl"), *words, *files], check=True, capture_output=True)
    return folder


def test_certificates_are_passed_through_and_a_plain_client_is_refused(
    certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    key, cert = certificates / "key.pem", certificates / "cert.pem"
    tls = ("--tls-ca-file", str(cert), "--tls-cert", str(cert), "--tls-key", str(key), "--protocol", "tls")
    with real_cluster(tmp_path, *tls) as secure:
        secure.hire("safe")
        assert secure.address.startswith("tls://")
        options = ClusterOptions(address=secure.address, tls_ca=cert, tls_cert=cert, tls_key=key)
        with connected(options, print) as cluster:
            assert ends_of(cluster, {"piece": written("a.svg", tmp_path)})["a.svg"].worker == "safe"
        plain = secure.address.replace("tls://", "tcp://")
        monkeypatch.setattr(connection, "CONNECTING", 2.0)
        with pytest.raises(Failure, match="if it wants TLS, its address begins with tls://"):
            connected(ClusterOptions(address=plain), print).__enter__()
