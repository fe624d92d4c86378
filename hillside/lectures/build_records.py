"""The records of a build: outputs entered in the manifest of their folder and copied to identical ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from hillside.files.atomic import atomic_write
from hillside.lectures.manifest import NAME, Record, read_manifest, write_manifest
from hillside.lectures.schedule import LectureBuild, ScheduledOutput
from hillside.stage.errors import Failure, HillsideError, Refusal
from hillside.stage.plain_name import refuse_links_out
from hillside.studio.workers import Outcome

QUICK = 0.05
"""Processor time in seconds up to which a manifest is written after each output."""
SHARE = 20
"""A manifest that takes longer is written again only after so many times as long: 5 % of one processor."""


@dataclass(frozen=True)
class BuildRecords:
    """The records of each folder of a build, and the pending outputs identical to one that is drawn.

    `unsaved` holds the folders whose manifest lacks records, with the title of their lecture, and `due` when
    a folder's manifest may be written again (`time.monotonic`).
    """

    records: dict[Path, dict[str, Record]]
    duplicates: dict[tuple[bool, str], list[ScheduledOutput]]
    unsaved: dict[Path, str] = field(default_factory=dict[Path, str])
    due: dict[Path, float] = field(default_factory=dict[Path, float])

    @classmethod
    def of(cls, builds: Sequence[LectureBuild]) -> BuildRecords:
        """Read the manifests of the folders; missing folders are created.

        Raises:
            Failure: A folder cannot be created, or a link in it leads out of it.
        """
        for build in builds:
            try:
                build.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Failure(
                    f"cannot make the folder {build.folder}: {error.strerror}; choose another with --to"
                ) from error
            refuse_links_out(build.folder)
            # Before anything is drawn that could not be recorded.
            if (build.folder / NAME).is_dir():
                raise Failure(f"{build.folder / NAME} is a folder; remove it, or choose another folder")
        return cls({build.folder: read_manifest(build.folder) for build in builds}, {})

    def copy_existing(
        self, scheduled: Sequence[ScheduledOutput]
    ) -> tuple[list[Outcome], list[ScheduledOutput]]:
        """Copy pending outputs that exist elsewhere; return their outcomes and the outputs still to be drawn.

        Of identical outputs, only the first is to be drawn.
        """
        there = {each.identity: each for each in scheduled if not each.is_pending}
        copied: list[Outcome] = []
        to_draw: dict[tuple[bool, str], ScheduledOutput] = {}
        for each in (each for each in scheduled if each.is_pending):
            if each.identity in there:
                copied.append(self._copy(there[each.identity], each))
            elif each.identity in to_draw:
                self.duplicates.setdefault(each.identity, []).append(each)
            else:
                to_draw[each.identity] = each
        return copied, list(to_draw.values())

    def add(self, drawn: ScheduledOutput, outcome: Outcome) -> Iterator[Outcome]:
        """Record an output that has been drawn and its duplicates; yield the outcome of each.

        A refusal is given the line of the lecture file that caused it.
        """
        duplicates = self.duplicates.get(drawn.identity, [])
        if outcome.error is not None:
            for each in (drawn, *duplicates):
                yield replace(outcome, name=each.name, error=_with_line(each, outcome.error))
            return
        job, rendering, transcript = outcome.value
        self._write(drawn, Record.of(drawn.output.key, job, rendering, drawn.build.folder, transcript))
        yield outcome
        for each in duplicates:
            yield self._copy(drawn, each)

    def _copy(self, source: ScheduledOutput, target: ScheduledOutput) -> Outcome:
        """Copy the files of an identical output and record them; return the outcome."""
        record = self.records[source.build.folder][source.output.name]
        old, new = source.output.entry.id, target.output.entry.id
        try:
            for name in record.files:
                with atomic_write(target.build.folder / _renamed(name, old, new)) as aside:
                    shutil.copyfile(source.build.folder / name, aside)
            self._write(target, _renamed_record(record, old, new))
        except HillsideError as error:
            return Outcome(target.name, error=error)
        return Outcome(target.name)

    def save(self) -> None:
        """Write the manifests that lack records."""
        for folder, title in list(self.unsaved.items()):
            self._save(folder, title)

    def _save(self, folder: Path, title: str) -> None:
        began = process_time()
        write_manifest(folder, title, self.records[folder])
        self.unsaved.pop(folder, None)
        took = process_time() - began
        self.due[folder] = monotonic() + (0 if took < QUICK else SHARE * took)

    def _write(self, output: ScheduledOutput, record: Record) -> None:
        """Write a record, and remove the files of its predecessor that no record contains any more."""
        folder, records = output.build.folder, self.records[output.build.folder]
        before = records.get(output.output.name)
        records[output.output.name] = record
        self.unsaved[folder] = output.build.lecture.title
        if monotonic() >= self.due.get(folder, 0):
            self._save(folder, output.build.lecture.title)
        if before is not None and set(before.files) - set(record.files):
            kept = {name for each in records.values() for name in each.files}
            for name in set(before.files) - kept:
                (folder / name).unlink(missing_ok=True)


def _with_line(output: ScheduledOutput, error: HillsideError) -> HillsideError:
    if isinstance(error, Refusal):
        return output.build.lecture.refusal(output.output.entry, error)
    return error


def _renamed(name: str, old: str, new: str) -> str:
    """Return a file name with the id of the figure, the part before the first dot, replaced.

    >>> _renamed("slope.step-1.svg", "slope", "first")
    'first.step-1.svg'
    """
    return f"{new}{name.removeprefix(old)}"


def _renamed_record(record: Record, old: str, new: str) -> Record:
    transcript: dict[str, Any] = dict(record.transcript)
    if transcript:
        transcript["steps"] = [
            {**step, "file": _renamed(step["file"], old, new)} for step in transcript["steps"]
        ]
    names = [_renamed(name, old, new) for name in record.rendering["files"]]
    return replace(
        record,
        files=_by_new_name(record.files, old, new),
        bytes=_by_new_name(record.bytes, old, new),
        rendering={**record.rendering, "files": names},
        transcript=transcript,
    )


def _by_new_name(values: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    return {_renamed(name, old, new): value for name, value in values.items()}
