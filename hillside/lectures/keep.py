"""What has been drawn, kept: recorded in the manifest of its folder, and copied to where it is wanted too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hillside.files.atomic import atomic_write
from hillside.lectures.manifest import Record, read_manifest, record, write_manifest
from hillside.lectures.schedule import Place, Plan
from hillside.stage.errors import Failure, HillsideError, Refusal
from hillside.studio.workers import Outcome


@dataclass(frozen=True)
class Keeper:
    """The records of each folder, and the places where an output is wanted a second time."""

    records: dict[Path, dict[str, Record]]
    twins: dict[tuple[bool, str], list[Place]]

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> Keeper:
        """Read the manifests of the folders, which are made if they are missing.

        Raises:
            Failure: A folder cannot be made.
        """
        for plan in plans:
            try:
                plan.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Failure(
                    f"cannot make the folder {plan.folder}: {error.strerror}; choose another with --to"
                ) from error
        return cls({plan.folder: read_manifest(plan.folder) for plan in plans}, {})

    def shared(
        self, everything: Sequence[tuple[Place, bool]]
    ) -> tuple[list[tuple[Place, HillsideError | None]], list[Place]]:
        """Copy what lies in another place; return that with its errors, and what is to be drawn.

        Of outputs that are equal, the first alone is to be drawn.
        """
        there = {place.same: place for place, wanted in everything if not wanted}
        copied: list[tuple[Place, HillsideError | None]] = []
        drawn: dict[tuple[bool, str], Place] = {}
        for place in (place for place, wanted in everything if wanted):
            if place.same in there:
                copied.append((place, self._copy(there[place.same], place)))
            elif place.same in drawn:
                self.twins.setdefault(place.same, []).append(place)
            else:
                drawn[place.same] = place
        return copied, list(drawn.values())

    def keep(self, place: Place, end: Outcome) -> Iterator[Outcome]:
        """Record an output that has ended, and its twins; yield how each ended.

        A refusal names the line of the lecture file that it is about.
        """
        twins = self.twins.get(place.same, [])
        if end.error is not None:
            for each in (place, *twins):
                yield replace(end, name=each.name, error=_placed(each, end.error))
            return
        job, take, told = end.value
        made = record(place.output.key, job, take, place.plan.folder, told)
        self._enter(place, made)
        yield end
        for twin in twins:
            yield Outcome(twin.name, error=self._copy(place, twin))

    def _copy(self, source: Place, place: Place) -> HillsideError | None:
        """Copy the files of an equal output; return what went wrong."""
        made = self.records[source.plan.folder][source.output.name]
        old, new = source.output.entry.id, place.output.entry.id
        try:
            for name in made.files:
                with atomic_write(place.plan.folder / _renamed(name, old, new)) as aside:
                    shutil.copyfile(source.plan.folder / name, aside)
            self._enter(place, _renamed_record(made, old, new))
        except HillsideError as error:
            return error
        return None

    def _enter(self, place: Place, made: Record) -> None:
        """Write a record, and remove the files of the one before that nothing has any more."""
        folder, records = place.plan.folder, self.records[place.plan.folder]
        before = records.get(place.output.name)
        records[place.output.name] = made
        write_manifest(folder, place.plan.lecture.title, records)
        kept = {name for each in records.values() for name in each.files}
        for name in set(() if before is None else before.files) - kept:
            (folder / name).unlink(missing_ok=True)


def _placed(place: Place, error: HillsideError) -> HillsideError:
    return place.plan.lecture.refusal(place.output.entry, error) if isinstance(error, Refusal) else error


def _renamed(name: str, old: str, new: str) -> str:
    """Return the name of a file for another figure: the id stands in front of the first dot.

    >>> _renamed("slope.step-1.svg", "slope", "first")
    'first.step-1.svg'
    """
    return f"{new}{name.removeprefix(old)}"


def _renamed_record(made: Record, old: str, new: str) -> Record:
    told: dict[str, Any] = dict(made.told)
    if told:
        told["steps"] = [{**step, "file": _renamed(step["file"], old, new)} for step in told["steps"]]
    return replace(
        made,
        files=_by_new_name(made.files, old, new),
        bytes=_by_new_name(made.bytes, old, new),
        take={**made.take, "files": [_renamed(name, old, new) for name in made.take["files"]]},
        told=told,
    )


def _by_new_name(values: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    return {_renamed(name, old, new): value for name, value in values.items()}
