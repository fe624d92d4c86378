"""Recipes: how a file was made, embedded in the file itself: the job, the versions and the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from hillside.studio.job import Job
from hillside.studio.key import canonical, key, versions_of

PROGRAM = "hillside"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one file was made.

    Attributes:
        program: The version of this program.
        job: The job as plain JSON values.
        versions: The versions of the libraries that can change a byte.
        key: The key of the job, see `hillside.studio.key`.
    """

    program: str
    job: Mapping[str, Any]
    versions: Mapping[str, str]
    key: str

    @classmethod
    def of(cls, job: Job) -> Recipe:
        """Return the recipe of a job with the present code and libraries."""
        return cls(program=version(PROGRAM), job=job.to_json(), versions=versions_of(job), key=key(job))

    def to_text(self) -> str:
        """Return the recipe as one line of canonical JSON."""
        return canonical({PROGRAM: self.to_json()})

    def to_json(self) -> dict[str, Any]:
        """Return the recipe as plain JSON values."""
        return {"program": self.program, "job": self.job, "versions": self.versions, "key": self.key}
