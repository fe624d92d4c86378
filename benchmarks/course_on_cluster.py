"""A whole course on 1 to 1,000 workers: what planning takes, measured, and how drawing scales, simulated.

The course has 40 lectures of 15 figures, of which 10 are SVG and 5 are MP4, in 4 sizes and 9 languages:
21,600 pictures and films, and as many transcripts. The simulation follows each piece of work through the
scheduler, a worker, the network and the machine that asks, with costs that are measured here first:

- `draw`: the processor time of each figure of the catalog, its layout included, and of a second of its film;
- `schedule`: the time that a scheduler of Dask and its client need for a task, with orders of the true size;
- `write`: the time to write and record one result.

Run it with `python benchmarks/course_on_cluster.py`; it takes two minutes. The table is in docs/cluster.md.
"""

import heapq
import io
import json
import pickle
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

# This folder has a file `mathcore.py`, which must not shadow the package.
sys.path[0] = str(Path(__file__).parents[1])

from hillside.files.formats import SHAPES  # noqa: E402
from hillside.lectures.build import build  # noqa: E402
from hillside.lectures.build_records import BuildRecords  # noqa: E402
from hillside.lectures.cluster.connection import ClusterOptions, reached  # noqa: E402
from hillside.lectures.cluster.long_films import LEAST_PARTS, LONG  # noqa: E402
from hillside.lectures.lecture import read_lecture  # noqa: E402
from hillside.lectures.manifest import Record, read_manifest  # noqa: E402
from hillside.lectures.outputs import outputs_of  # noqa: E402
from hillside.lectures.schedule import LectureBuild, drawing_tasks, schedule  # noqa: E402
from hillside.lectures.site import BuildRequest, read_sites  # noqa: E402
from hillside.stage.lettering.language import LANGUAGES  # noqa: E402
from hillside.studio.catalogue import names  # noqa: E402
from hillside.studio.progress import Progress  # noqa: E402
from hillside.studio.workers import Outcome  # noqa: E402

LECTURES, FIGURES, FILMS = 40, 15, 5
WORKERS = (1, 10, 100, 300, 1000)
FILMED = ("tangent", "hiker", "learning-rate")
"""The figures of which one beat is filmed; the cost of the others is that of the mean."""
BANDWIDTH = 125e6
"""Bytes per second of the network of the scheduler: 1 Gbit/s."""
HASHES = 4000
"""Bytes of a result whose files are on a shared disk."""
START = 4.0
"""Seconds until a worker has loaded manim for its first piece."""
TASKS = 2000
"""Number of tasks from which the time of the scheduler is measured."""


def lecture_text(number: int) -> str:
    """Return one lecture of the course; by their sizes, no picture of it is in another."""
    rows = [f'title = "Lecture {number}"']
    for place, figure in enumerate(islice(cycle(names()), number, number + FIGURES)):
        output = "mp4" if place < FILMS else "svg"
        for width, height in SHAPES.values():
            side = 16 * (40 + number)
            size = f"{side * width // 16 * 2}x{side * height // 16 * 2}"
            rows += [
                f'[[figure]]\nid = "{figure}-{size}-{lang}"\nfigure = "{figure}"\noutputs = ["{output}"]\n'
                f'size = "{size}"\nlang = "{lang}"'
                for lang in LANGUAGES
            ]
    return "\n".join(rows)


@dataclass(frozen=True)
class Planning:
    """What the planning of the course takes, and what comes of it."""

    outputs: int
    pieces: int
    seconds: float
    megabytes: float
    piece_bytes: int


def plan() -> Planning:
    """Plan the course, as `hillside build lectures/*.toml` does before anything is drawn."""
    with TemporaryDirectory() as name:
        files = [Path(name, f"lecture-{number:02}.toml") for number in range(LECTURES)]
        for number, file in enumerate(files):
            file.write_text(lecture_text(number), encoding="utf-8")
        began = process_time()
        builds = [site.build for site in read_sites(files, Path(name, "out"), BuildRequest())]
        scheduled = schedule(builds)
        _, to_draw = BuildRecords.of(builds).copy_existing(scheduled)
        tasks = drawing_tasks(to_draw)
        seconds = process_time() - began
    sizes = [len(pickle.dumps(task.run)) for task in tasks.values()]
    # Linux counts in kilobytes, and macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return Planning(len(scheduled), len(tasks), seconds, peak, sum(sizes) // len(sizes))


@dataclass(frozen=True)
class Kind:
    """One kind of piece: how often it occurs, seconds on a processor, and bytes of its result."""

    name: str
    count: int
    seconds: float
    bytes: float


@dataclass(frozen=True)
class Costs:
    """What a piece costs the scheduler, and its result the machine that asks, in seconds."""

    schedule: float
    write: float


SAMPLE = """\
title = "Sample"
quality = "standard"
"""


def measured_kinds() -> tuple[list[Kind], float]:
    """Draw each figure once, and a beat of some; return the kinds of pieces, and the seconds of a record."""
    rows = [SAMPLE]
    rows += [f'[[figure]]\nid = "{name}"\nfigure = "{name}"\noutputs = ["svg"]' for name in names()]
    rows += [
        f'[[figure]]\nid = "{name}-film"\nfigure = "{name}"\noutputs = ["mp4"]\nbeat = 2' for name in FILMED
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder, "sample.toml")
        file.write_text("\n".join(rows), encoding="utf-8")
        lecture, spent = read_lecture(file), dict[str, float]()
        outputs = outputs_of(lecture, transcripts=True)
        outputs = [each for each in outputs if not (each.is_transcript and each.entry.beat)]

        def note(outcome: Outcome) -> None:
            spent[outcome.name] = outcome.spent

        (summary,) = build(
            [LectureBuild(lecture, outputs, outputs, Path(folder))], 1, Progress(io.StringIO()), note
        )
        assert not summary.failed, summary
        records = read_manifest(Path(folder))
        write = seconds_of_recording(records[f"{names()[0]}.svg"])
    second = [per_second(records, spent, f"{name}-film.mp4") for name in FILMED]
    mean, rate = (sum(each) / len(second) for each in zip(*second, strict=True))
    times = LECTURES * len(SHAPES) * len(LANGUAGES)
    kinds: list[Kind] = []
    for name in names():
        still, words = f"{name}.svg", f"{name}.transcript.txt"
        lines = records[words].transcript["lines"]
        length = max(line["start"] + line["seconds"] for line in lines)
        seconds, size = spent[still] + spent[words], size_of(records[still]) + size_of(records[words])
        kinds.append(Kind(f"{name}, still", times * (FIGURES - FILMS) // len(names()), seconds, size))
        film = Kind(
            f"{name}, film", times * FILMS // len(names()), seconds + mean * length, size + rate * length
        )
        kinds += parts_of(film, length)
    return kinds, write


def per_second(records: Mapping[str, Record], spent: Mapping[str, float], name: str) -> tuple[float, float]:
    """Return the processor seconds and the bytes of a second of film, its layout not included."""
    still = spent[name.replace("-film.mp4", ".svg")]
    length = records[name].seconds
    return (spent[name] - still) / length, size_of(records[name]) / length


def size_of(record: Record) -> int:
    """Return the size of the files of an output in bytes."""
    return sum(record.bytes.values())


def parts_of(film: Kind, length: float) -> list[Kind]:
    """Return a film as it is, or if it is long in two parts, as while other work waits."""
    if length <= LONG:
        return [film]
    count = LEAST_PARTS
    return [
        Kind(f"{film.name}, in {count} parts", film.count * count, film.seconds / count, film.bytes / count)
    ]


def seconds_of_recording(record: Record) -> float:
    """Return the processor time to record one output of a lecture that has as many as those of the course."""
    with TemporaryDirectory() as name:
        file = Path(name, "lecture.toml")
        file.write_text(lecture_text(0), encoding="utf-8")
        lecture = read_lecture(file)
        outputs = [each for each in outputs_of(lecture) if not each.job.is_film][:300]
        one = LectureBuild(lecture, outputs, outputs, Path(name, "out"))
        records = BuildRecords.of([one])
        began = process_time()
        for each in schedule([one]):
            records._write(each, record)  # pyright: ignore[reportPrivateUsage]
        records.save()
        return (process_time() - began) / len(outputs)


def answer(content: bytes) -> int:
    """Be the least that a worker can do."""
    return len(content)


def seconds_of_scheduling(size: int) -> float:
    """Return the seconds of the scheduler and its client for a task whose order has so many bytes."""
    with reached(ClusterOptions(address="local:1")) as client:
        began = perf_counter()
        orders = [bytes([number % 256]) * size for number in range(TASKS)]
        futures = [client.submit(answer, order, pure=False) for order in orders]
        client.gather(futures)
        return (perf_counter() - began) / TASKS


@dataclass(frozen=True)
class Course:
    """How long the course takes on so many workers, in seconds, and how busy each stage is."""

    workers: int
    seconds: float
    busy: Mapping[str, float]


def simulated(kinds: list[Kind], costs: Costs, workers: int, shared: bool = False) -> Course:
    """Follow every piece through the scheduler, a worker, the network, and the machine that asks.

    With a `shared` disk, hashes pass the network in place of files.

    Each of these does one thing after the other. The longest pieces come first, as the program orders them.
    """
    pieces = [each for kind in kinds for each in [kind] * kind.count]
    pieces.sort(key=lambda kind: -kind.seconds)
    free = [START] * min(workers, len(pieces))
    scheduler = network = client = 0.0
    arrivals: list[tuple[float, float]] = []
    for piece in pieces:
        ready = heapq.heappop(free)
        scheduler = max(scheduler, ready) + costs.schedule
        end = scheduler + piece.seconds
        heapq.heappush(free, end)
        arrivals.append((end, HASHES if shared else piece.bytes))
    for end, size in sorted(arrivals):
        # Results pass the scheduler, so that its network carries each of them twice.
        network = max(network, end) + 2 * size / BANDWIDTH
        client = max(client, network) + costs.write
    drawing = sum(piece.seconds for piece in pieces)
    busy = {
        "workers": drawing / workers / client,
        "scheduler": len(pieces) * costs.schedule / client,
        "network": sum(2 * size for _, size in arrivals) / BANDWIDTH / client,
        "the machine that asks": len(pieces) * costs.write / client,
    }
    return Course(workers, client, busy)


def report() -> Iterator[str]:
    """Measure and simulate; yield the lines of the tables."""
    done = subprocess.run([sys.executable, __file__, "plan"], capture_output=True, text=True, check=True)
    planning = Planning(**json.loads(done.stdout))
    yield (
        f"Planning {planning.outputs:,} outputs: {planning.seconds:.1f} s, {planning.megabytes:.0f} MB; "
        f"{planning.pieces:,} pieces of {planning.piece_bytes:,} bytes"
    )
    kinds, write = measured_kinds()
    for kind in kinds:
        yield f"  {kind.count:6,} x {kind.seconds:6.1f} s {kind.bytes / 1e6:6.2f} MB  {kind.name}"
    costs = Costs(seconds_of_scheduling(planning.piece_bytes), write)
    yield f"A task: {costs.schedule * 1e3:.1f} ms of the scheduler; a record: {costs.write * 1e3:.1f} ms"
    total = sum(kind.count * kind.seconds for kind in kinds)
    size = sum(kind.count * kind.bytes for kind in kinds)
    yield f"Drawing: {total / 3600:,.0f} hours of one processor; results: {size / 1e9:,.1f} GB"
    yield from table(kinds, costs)


def table(kinds: list[Kind], costs: Costs) -> Iterator[str]:
    """Simulate the course; yield the lines of the table, without and with a shared disk."""
    columns = "time | times as fast | busiest besides the workers"
    yield f"| workers | {columns} | `--shared`: {columns} |"
    yield f"| ---: |{' ---: | ---: | --- |' * 2}"
    total = sum(kind.count * kind.seconds for kind in kinds)
    for workers in WORKERS:
        courses = [simulated(kinds, costs, workers, shared) for shared in (False, True)]
        cells = [cell for course in courses for cell in _cells(course, total)]
        yield f"| {workers:,} | {' | '.join(cells)} |"


def _cells(course: Course, total: float) -> tuple[str, str, str]:
    stage = max((name for name in course.busy if name != "workers"), key=lambda name: course.busy[name])
    minutes = round(course.seconds / 60)
    return (
        f"{minutes // 60}:{minutes % 60:02} h",
        f"{total / course.seconds:,.0f}",
        f"{stage}, {course.busy[stage]:.0%}",
    )


def main() -> None:
    """Print the report, or what planning takes as JSON."""
    if sys.argv[1:] == ["plan"]:
        print(json.dumps(vars(plan())))
        return
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
