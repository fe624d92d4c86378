"""Builds that are stopped at random moments, and full disks: what is half, lost, stale or left behind.

    python -m benchmarks.faults --stops 50 --writes 40 --every-call --seed 0 --minutes 60

SIGINT, SIGTERM and SIGKILL are sent to all processes of a build, to the first, or to one that draws, at
random moments. Then, for each n, the n-th call of every process that changes a file is denied, once or from
then on. Every other build is into a folder that holds what an older lecture was built into. After each, what
is there must be whole, and the next build must give the bytes of one that nothing disturbed without making
again what was finished. With `--every-call`, every call is denied in turn in a build whose pictures are
stand-ins, which takes a minute.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from time import monotonic

from tests.cases.disturbed import VICTIMS, Disturbance, Place, disturb, final_wrongs, placed, redone, wrongs
from tests.command_line import LECTURE
from tests.system_calls import failing_calls

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
FILM = LECTURE.replace("at = 0", "at = 1").replace('["png"]', '["png", "mp4"]')


def stops(
    options: Namespace, place: Place, seconds: float
) -> Iterator[tuple[str, Callable[[], tuple[int, str]]]]:
    """Yield each stop as words, and the function that disturbs a build by it."""
    draw = Random(options.seed)
    for number in range(options.stops):
        victim, kind = VICTIMS[number % len(VICTIMS)], SIGNALS[number // len(VICTIMS) % len(SIGNALS)]
        each = Disturbance.drawn(draw, victim, kind, seconds)
        yield str(each), lambda each=each: disturb(place, each)


def denials(
    options: Namespace, place: Place, library: Path
) -> Iterator[tuple[str, Callable[[], tuple[int, str]]]]:
    """Yield each denial as words, and the function that runs a build with it."""
    for number in range(1, options.writes + 1):
        when = f"{number}-" if number % 2 else str(number)
        surroundings = {"LD_PRELOAD": str(library), "FAIL_AT": when}
        yield f"call {when} denied", lambda surroundings=surroundings: _denied(place, surroundings)


def _denied(place: Place, surroundings: dict[str, str]) -> tuple[int, str]:
    process = place.start(**surroundings)
    _, said = process.communicate(timeout=600)
    return process.returncode, said


def deny_every_call(library: Path, folder: Path) -> tuple[int, int]:
    """Deny each call of a build in turn; return how many denials there were, and how many with a fault."""
    folder.mkdir()
    words = [sys.executable, "-m", "tests.cases.denied_build", str(library), str(folder), "1"]
    done = subprocess.run(
        words, env={**os.environ, "LD_PRELOAD": str(library)}, stdout=subprocess.PIPE, check=True
    )
    told = json.loads(done.stdout)
    for denial, found in told["wrong"].items():
        print(f"{denial}: {'; '.join(found)}", flush=True)
    # Each alone, and with all after it.
    return 2 * sum(told["calls"]), len(told["wrong"])


def built(place: Place) -> float:
    """Build without disturbance, and return how long it took in seconds."""
    began = monotonic()
    process = place.start()
    _, said = process.communicate(timeout=600)
    if process.returncode:
        raise AssertionError(f"the undisturbed build has failed: {said}")
    return monotonic() - began


def contents_of(place: Place, lecture: str) -> dict[str, bytes]:
    """Return what a lecture is built into, from the beginning."""
    place.put({})
    (place.folder / "talk.toml").write_text(lecture)
    built(place)
    return place.contents()


def found_after(
    place: Place,
    before: Mapping[str, bytes],
    whole: Mapping[str, bytes],
    keys: Mapping[str, str],
    run: Callable[[], tuple[int, str]],
) -> list[str]:
    """Disturb a build into a folder with the files `before`; return what is wrong then, and at the end."""
    place.put(before)
    code, said = run()
    # One that says that all is well must be right.
    found = wrongs(place, whole, before) if code else final_wrongs(place, whole)
    found += ["a traceback is shown"] if "Traceback" in said else []
    found += ["processes are left"] if "processes are left" in said else []
    finished = place.finished(keys)
    built(place)
    return found + redone(place, finished, keys) + final_wrongs(place, whole)


def main() -> None:
    """Run all disturbances, and say how many there were and what was wrong."""
    parser = ArgumentParser(description="Builds that are stopped, and disks that are full.")
    parser.add_argument("--stops", type=int, default=9)
    parser.add_argument("--writes", type=int, default=6)
    parser.add_argument("--every-call", action="store_true")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--minutes", type=float, default=10.0)
    options = parser.parse_args()
    end, count, faults = monotonic() + 60 * options.minutes, 0, 0
    with tempfile.TemporaryDirectory() as name, placed(Path(name, "talk"), FILM) as place:
        older = contents_of(place, FILM.replace("at = 1", "at = 2"))
        whole, keys = contents_of(place, FILM), place.keys()
        place.put({})
        seconds = built(place)
        disturbances = [
            *stops(options, place, seconds),
            *denials(options, place, failing_calls(Path(name))),
        ]
        for number, (words, run) in enumerate(disturbances):
            if monotonic() > end:
                break
            found = found_after(place, older if number % 2 else {}, whole, keys, run)
            count += 1
            faults += bool(found)
            print(f"{words}: {'; '.join(found) or 'all is well'}", flush=True)
        if options.every_call:
            denied, wrong = deny_every_call(failing_calls(Path(name)), Path(name, "stand-ins"))
            faults += wrong
            print(f"{denied} denials, {wrong} with a fault", flush=True)
    print(f"{count} disturbances of {len(disturbances)}, {faults} with a fault")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
