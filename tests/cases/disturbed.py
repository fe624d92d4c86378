"""Builds that are disturbed, and what must hold afterwards: nothing half, nothing lost, nothing left."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hillside.lectures.manifest import NAME, read_manifest
from tests.command_line import start

GONE = 30.0
"""Maximum time in seconds for the processes of a build to end after their parent."""

VICTIMS = ("group", "parent", "worker")


@dataclass(frozen=True)
class Disturbance:
    """A signal that is sent to a victim some seconds after the start of a build."""

    victim: str
    number: signal.Signals
    seconds: float

    @classmethod
    def drawn(cls, draw: Random, victim: str, number: signal.Signals, whole: float) -> Disturbance:
        """Return one at a random moment of a build that takes `whole` seconds."""
        return cls(victim, number, draw.uniform(0.05, 0.95) * whole)

    def __str__(self) -> str:
        return f"{self.number.name} to the {self.victim} after {self.seconds:.2f} s"


@dataclass(frozen=True)
class Place:
    """A folder with a lecture `talk.toml`, what it is built into, and a folder for temporary files."""

    folder: Path
    temporary: Path

    @property
    def out(self) -> Path:
        """The folder that is built into."""
        return self.folder / "out" / "talk"

    def start(self, *words: str, **surroundings: str) -> subprocess.Popen[str]:
        """Start a build."""
        env = {"TMPDIR": str(self.temporary), **surroundings}
        return start("build", "talk.toml", "-j", "2", *words, folder=self.folder, env=env)

    def contents(self) -> dict[str, bytes]:
        """Return the content of each file that has been built."""
        files = sorted(self.out.iterdir()) if self.out.exists() else []
        return {file.name: file.read_bytes() for file in files if not file.name.startswith(".")}

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Let the folder that is built into hold these files and no others."""
        shutil.rmtree(self.out, ignore_errors=True)
        if contents:
            self.out.mkdir(parents=True)
        for name, content in contents.items():
            (self.out / name).write_bytes(content)

    def keys(self) -> dict[str, str]:
        """Return the key of each output that is recorded."""
        return {name: record.key for name, record in read_manifest(self.out).items()}

    def finished(self, keys: Mapping[str, str]) -> dict[str, tuple[int, int]]:
        """Return the files of the outputs that are recorded with these keys and whole.

        Each has what identifies it: its inode, and when it was written.
        """
        records = read_manifest(self.out).items()
        current = [record for name, record in records if record.is_current(keys.get(name, ""), self.out)]
        about = {name: (self.out / name).stat() for record in current for name in record.files}
        return {name: (each.st_ino, each.st_mtime_ns) for name, each in about.items()}

    def left_behind(self) -> list[str]:
        """Return the temporary files that are there."""
        hidden = [path.name for path in self.out.glob(".*")]
        return hidden + [path.name for path in self.temporary.iterdir()]


@contextmanager
def placed(folder: Path, lecture: str) -> Generator[Place, None, None]:
    """Write a lecture into a folder, and yield the place."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "talk.toml").write_text(lecture)
    # With a short name, because those of sockets are limited.
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as temporary:
        yield Place(folder, Path(temporary))


def disturb(place: Place, disturbance: Disturbance) -> tuple[int, str]:
    """Disturb a build; return its exit code and what it said, when all of its processes have ended."""
    process = place.start()
    time.sleep(disturbance.seconds)
    group = session(process.pid)
    if disturbance.victim == "group":
        os.killpg(process.pid, disturbance.number)
    elif disturbance.victim == "parent":
        process.send_signal(disturbance.number)
    else:
        for worker in [pid for pid in group if _is_worker(pid, group)][:1]:
            os.kill(worker, disturbance.number)
    _, said = process.communicate(timeout=200)
    end = time.monotonic() + GONE
    while (left := session(process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    return process.returncode, f"{said}{len(left)} processes are left\n" if left else said


def session(leader: int) -> dict[int, int]:
    """Return the processes of a session that are not dead, each with its parent."""
    found: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader and fields[0] not in "ZX":
                found[int(entry.name)] = int(fields[1])
    return found


def _is_worker(pid: int, group: Mapping[int, int]) -> bool:
    """Return whether a process was forked from the server of the build, itself a child of the first."""
    return group.get(group[pid], 0) in group


def wrongs(place: Place, *versions: Mapping[str, bytes]) -> list[str]:
    """Return what is wrong after a disturbance: files that are not whole, or records without their files.

    Files are whole if they are as in one of the versions: that which is built, and that which was there.
    """
    about = {NAME, "index.html", "handout.pdf", "steps.pdf"}
    contents = place.contents()
    found = [
        f"{name} is not whole"
        for name, each in contents.items()
        if name not in about and each not in [version.get(name) for version in versions]
    ]
    if NAME in contents:
        try:
            json.loads(contents[NAME])
        except ValueError:
            found.append("the manifest is not whole")
    lost = [
        file for record in read_manifest(place.out).values() for file in record.files if file not in contents
    ]
    return found + [f"{file} is recorded and not there" for file in lost]


def redone(place: Place, finished: Mapping[str, tuple[int, int]], keys: Mapping[str, str]) -> list[str]:
    """Return which of the files that were finished before the last build have been made once more."""
    now = place.finished(keys)
    return [
        f"{name} was finished, and was made again" for name in finished if now.get(name) != finished[name]
    ]


def final_wrongs(place: Place, whole: Mapping[str, bytes]) -> list[str]:
    """Return what is wrong after the last build, which nothing disturbed."""
    contents = place.contents()
    different = sorted(name for name in {*whole, *contents} if contents.get(name) != whole.get(name))
    found = [f"{name} differs from that of an undisturbed build" for name in different]
    return found + [f"left behind: {name}" for name in place.left_behind()]
