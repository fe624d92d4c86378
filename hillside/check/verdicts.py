"""The check of a whole lecture or folder: every file, and every figure in a worker process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hillside.check.built_files import (
    current_keys,
    job_in,
    missing_texts,
    oversized_files,
    stale_outputs,
    texts_about,
)
from hillside.check.examination import CheckOptions, Subject, examine
from hillside.check.finding import Finding, report
from hillside.lectures.manifest import read_manifest
from hillside.lectures.outputs import Output
from hillside.stage.errors import Failure, HillsideError
from hillside.studio.readings import Reading, formulas, readings
from hillside.studio.workers import Report, run_in_processes

FILES = "the files"


@dataclass(frozen=True)
class Verdict:
    """The result of checking one figure, or the files.

    Attributes:
        name: the name of the figure, or `FILES`.
        findings: the findings.
        error: the error that kept the figure from being drawn, or None.
        readings: how its formulas are read.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    error: HillsideError | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return self.error is None and not any(found.is_fault for found in self.findings)

    def __str__(self) -> str:
        """Return the verdict as text, a line for each finding.

        >>> print(Verdict("slope"))
        slope: nothing found
        """
        if self.error is not None:
            return f"{self.name}: cannot be drawn: {self.error}"
        lines = report(self.findings).split("\n")
        return f"{self.name}: {lines[0]}" if not self.findings else "\n  ".join([f"{self.name}:", *lines])

    def to_json(self) -> dict[str, Any]:
        """Return the verdict as plain JSON values."""
        found = [
            {
                "kind": str(each.kind),
                "part": each.part,
                "what": each.what,
                "amount": each.amount,
                "at": each.at,
                "fault": each.is_fault,
            }
            for each in self.findings
        ]
        error = None if self.error is None else str(self.error)
        return {
            "name": self.name,
            "good": self.is_good,
            "findings": found,
            "error": error,
            "formulas": formulas(self.readings),
        }


def subjects_of_lecture(
    outputs: Iterable[Output], folder: Path
) -> tuple[tuple[Subject, ...], dict[str, str]]:
    """Return the subjects to examine for the outputs of a lecture, and the current key of each output."""
    outputs = tuple(outputs)
    subjects = {output.entry.id: output.job for output in reversed(outputs)}
    made = tuple(Subject(name, job, texts_about(folder, name)) for name, job in reversed(subjects.items()))
    return made, {output.name: output.key for output in outputs}


def subjects_in_folder(folder: Path) -> tuple[tuple[Subject, ...], dict[str, str]]:
    """Return the subjects to examine in a folder, from the recipes in its files, and the key of each output.

    Raises:
        Failure: There is no manifest in the folder.
    """
    records = read_manifest(folder)
    if not records:
        raise Failure(f"{folder} holds no manifest.json of ours; give a folder that build has made")
    jobs = {name.partition(".")[0]: job_in(record) for name, record in reversed(records.items())}
    made = tuple(Subject(name, job, texts_about(folder, name)) for name, job in reversed(jobs.items()))
    return made, current_keys(folder)


def check_all(
    subjects: Iterable[Subject], options: CheckOptions, workers: int, count: Callable[[str], None]
) -> Iterator[Verdict]:
    """Yield the verdict on each figure, `workers` at a time; call `count` with each name when it is done."""
    work = {subject.name: partial(_examined, subject, options) for subject in subjects}
    ended: dict[str, Verdict] = {}
    with closing(run_in_processes(work, workers, preload=("hillside.check",))) as ends:
        for end in ends:
            ended[end.name] = Verdict(end.name, error=end.error) if end.value is None else end.value
            count(end.name)
    yield from (ended[name] for name in work)


def check_files(folder: Path, keys: Mapping[str, str], budget: int | None) -> Verdict:
    """Return the verdict on the files of a folder, given their current keys and a budget in bytes."""
    return Verdict(
        FILES, (*stale_outputs(folder, keys), *missing_texts(folder), *oversized_files(folder, budget))
    )


def verdict_on(subject: Subject, options: CheckOptions) -> Verdict:
    """Return the verdict on one figure.

    Raises:
        HillsideError: The figure cannot be drawn with these parameters.
    """
    read = readings(subject.job)
    return Verdict(subject.name, examine(subject, options), readings=read)


def _examined(subject: Subject, options: CheckOptions, report: Report) -> Verdict:
    return verdict_on(subject, options)
