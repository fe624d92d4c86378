"""A build whose n-th call to the disk is denied, for every n, in a process loaded with `failing_calls.c`.

    LD_PRELOAD=failing_calls.so python -m tests.cases.denied_build failing_calls.so FOLDER STEP

The lecture, the folder and the manifest are real, and files are written as always; what is drawn is a
stand-in, so that all n can be tried, or those of every STEP-th. For each, the call is denied, or it and all
after it, in a build into an empty folder, and in one into a folder with what an older lecture was built into.
It tells how many calls there are in both, and what was wrong.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from ctypes import CDLL
from pathlib import Path
from traceback import format_exc
from types import ModuleType
from typing import Any

from hillside.files.atomic import write_text_atomically
from hillside.files.folder_lock import exclusive_use
from hillside.lectures import site as site_module
from hillside.lectures.booklet import Booklet
from hillside.lectures.build import build
from hillside.lectures.site import BuildRequest, PageWriter, read_sites
from hillside.lectures.transcript import Line, Step, Transcript
from hillside.stage.errors import HillsideError
from hillside.studio.job import Job
from hillside.studio.progress import Progress
from hillside.studio.rendering import Rendering
from tests.cases.disturbed import Place, final_wrongs, redone, wrongs
from tests.command_line import LECTURE
from tests.hillside.lectures.stand_in import in_this_process

BUILT, FAILED, BROKEN = 0, 3, 4
NEW = LECTURE.replace("at = 0", "at = 1")
OLD = NEW.replace("at = 1", "at = 2")


@contextmanager
def staged(job: Job) -> Any:
    """Stage nothing."""
    yield


def render(
    figure: None, job: Job, target: Path, report: Callable[[int, int], None], workers: int = 1
) -> Rendering:
    """Write the job instead of a picture of it."""
    write_text_atomically(target, repr(job.to_json()))
    return Rendering(title="Slope", alt="A slope.", size=job.size, facts={}, files=(target,))


def write_transcript(figure: None, job: Job, target: Path) -> tuple[Transcript, tuple[Path, ...]]:
    """Write the parameters, in one step."""
    step = target.with_name(f"{target.name.partition('.')[0]}.step-1.svg")
    for file in (target, step):
        write_text_atomically(file, repr(job.params))
    return Transcript(
        "Slope", f"A slope, {job.params}.", (Line("Look.", "", 0.0, 1.0),), (Step(step.name, (0,)),)
    ), (target, step)


def write_titles(booklet: Booklet, target: Path) -> None:
    """Write the alternative texts of all figures."""
    write_text_atomically(target, "\n".join(chapter.alt for chapter in booklet.chapters))


def stand_in() -> None:
    """Let nothing be drawn, and nothing be done elsewhere."""
    renderer: Any = ModuleType("hillside.studio.renderer")
    renderer.staged, renderer.render_staged = staged, render
    transcription: Any = ModuleType("hillside.lectures.transcription")
    transcription.write_transcript = write_transcript
    sys.modules["hillside.studio.renderer"] = renderer
    sys.modules["hillside.lectures.transcription"] = transcription
    site_module.run_in_processes = in_this_process  # pyright: ignore[reportAttributeAccessIssue]


def build_here(place: Place) -> tuple[int, str]:
    """Build as the command does; return an exit code, and what went wrong."""
    pages = {name: PageWriter(write_titles, ()) for name in ("index.html", "handout.pdf")}
    progress = Progress(io.StringIO())
    try:
        (found,) = read_sites([place.folder / "talk.toml"], place.out, BuildRequest(), pages)
        with exclusive_use([place.out], progress.note):
            found = found.refreshed()
            (summary,) = build([found.build], 1, progress, run=in_this_process)
            failed = found.write_pages(summary, lambda outcome: None).failed
    except HillsideError as error:
        return FAILED, str(error)
    # Whatever else it is, it is what is looked for.
    except BaseException:
        return BROKEN, format_exc()
    return FAILED if failed else BUILT, str(failed)


def in_child(library: CDLL, place: Place, n: int, lasting: bool) -> int:
    """Build in a process of its own, whose n-th call is denied, or all from there; 0 for none."""
    child = os.fork()
    if child == 0:
        library.fail_at(n, lasting)
        code, told = build_here(place)
        calls = library.calls()
        library.fail_at(0, False)
        place.folder.joinpath("message").write_text(told)
        place.folder.joinpath("calls").write_text(str(calls))
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def contents_of(library: CDLL, place: Place, lecture: str) -> dict[str, bytes]:
    """Return what a lecture is built into, from the beginning."""
    place.put({})
    (place.folder / "talk.toml").write_text(lecture)
    if in_child(library, place, 0, False) != BUILT:
        raise AssertionError((place.folder / "message").read_text())
    return place.contents()


def calls_from(library: CDLL, place: Place, before: Mapping[str, bytes]) -> int:
    """Return the number of calls of a build into a folder with the files `before`."""
    place.put(before)
    in_child(library, place, 0, False)
    return int((place.folder / "calls").read_text())


def found_for(
    library: CDLL,
    place: Place,
    denial: tuple[int, bool],
    before: Mapping[str, bytes],
    whole: Mapping[str, bytes],
) -> list[str]:
    """Return what is wrong after a call was denied, and after the next build."""
    keys = {name: entry["key"] for name, entry in json.loads(whole["manifest.json"])["outputs"].items()}
    place.put(before)
    code = in_child(library, place, *denial)
    # One that says that all is well must be right.
    found = wrongs(place, whole, before) if code else final_wrongs(place, whole)
    found += [f"left behind: {name}" for name in place.left_behind()]
    if code not in (BUILT, FAILED):
        found.append(f"it breaks down: {(place.folder / 'message').read_text()}")
    finished = place.finished(keys)
    code = in_child(library, place, 0, False)
    found += ["the next build fails"] if code != BUILT else []
    return found + redone(place, finished, keys) + final_wrongs(place, whole)


def main() -> None:
    library, folder, step = CDLL(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    (folder / "temporary").mkdir()
    stand_in()
    place = Place(folder, folder / "temporary")
    # What is computed once is known to the processes that are forked.
    build_here(_place_to_warm(folder))
    older, whole = contents_of(library, place, OLD), contents_of(library, place, NEW)
    table, counts = dict[str, list[str]](), list[int]()
    for before in (dict[str, bytes](), older):
        counts.append(calls_from(library, place, before))
        for n in range(1, counts[-1] + 1, step):
            for lasting in (False, True) if step == 1 else (n // step % 2 == 1,):
                found = found_for(library, place, (n, lasting), before, whole)
                if found:
                    name = f"call {n}{' and all after it' if lasting else ''}, from {len(before)} files"
                    table[name] = found
    sys.stdout.write(json.dumps({"calls": counts, "wrong": table}))


def _place_to_warm(folder: Path) -> Place:
    warm = folder / "warm"
    (warm / "temporary").mkdir(parents=True)
    (warm / "talk.toml").write_text(NEW)
    return Place(warm, warm / "temporary")


if __name__ == "__main__":
    main()
