"""The same recipe is the same file: on every run, wherever, in whatever tongue, on however many cores."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MAKE = """
import hashlib, json, os, sys
from pathlib import Path
if sys.argv[2] == "one":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from hillside.studio.draw import draw
from hillside.studio.job import Excerpt
from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES
from hillside.studio.job import Job
from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES
folder = Path(sys.argv[1])
names = [(suffix, False) for suffix in STILL_SUFFIXES] + [(suffix, True) for suffix in FILM_SUFFIXES]
order = names if sys.argv[2] == "one" else names[::-1]
for suffix, film in order:
    for clear in (False, True):
        if clear and suffix == ".mp4":
            continue
        excerpt = Excerpt(animated=film and suffix == ".webp", beat=3, transparent=clear)
        job = Job("header", (), THEMES["dark"], Size(262, 146), 6, "draft", suffix, excerpt)
        draw(job, folder / f"{film}-{clear}{suffix}")
print(json.dumps({f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir())}))
"""

SURROUNDINGS = {
    "one": {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo", "HOME": "/nonexistent"},
    "all": {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Lima", "LANG": "tr_TR.UTF-8"},
}


def start(folder: Path, cores: str) -> subprocess.Popen[str]:
    """Make every kind of file in a process of its own, in an empty folder, in surroundings of its own."""
    (folder / "here").mkdir(parents=True)
    (folder / "out").mkdir()
    return subprocess.Popen(
        [sys.executable, "-c", MAKE, str(folder / "out"), cores],
        cwd=folder / "here",
        env={**os.environ, "PYTHONPATH": str(ROOT), **SURROUNDINGS[cores]},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system cannot bind a process to a core"
)
def test_every_kind_of_file_has_the_same_bytes_in_both_environments(tmp_path: Path):
    processes = {cores: start(tmp_path / cores, cores) for cores in SURROUNDINGS}
    made: dict[str, dict[str, str]] = {}
    for cores, process in processes.items():
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        made[cores] = json.loads(out)
    assert len(made["one"]) > 20
    assert made["one"] == made["all"]
    assert hashlib.sha256(b"").hexdigest() not in made["one"].values()
