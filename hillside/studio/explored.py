"""The page to explore a figure, from a job to a file."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from hillside.explore.explorers import explorer_of
from hillside.explore.page import page_of
from hillside.files.atomic import write_text_atomically
from hillside.files.formats import Size
from hillside.stage.errors import as_refusals
from hillside.stage.leftovers import temporary_folder
from hillside.studio.draw import resolved
from hillside.studio.job import Job

STILL = Size(320, 180)
"""Size in pixels of the picture that is there without script."""


def explored(job: Job) -> str:
    """Return the HTML of the page of a figure; the job is that of its still.

    Raises:
        HillsideError: The figure cannot be explored or drawn.
    """
    from hillside.studio.renderer import render_staged, staged

    explorer_of(job.figure)
    job = resolved(replace(job, suffix=".png", size=STILL))
    with as_refusals(), staged(job) as figure, temporary_folder("explore") as folder:
        still = Path(folder, "still.png")
        render_staged(figure, job, still)
        return page_of(job.figure, figure, job.theme, _small(still))


def _small(still: Path) -> bytes:
    """Return a picture as a small WebP, without how it was made: the page is not drawn again from it."""
    from PIL import Image

    packed = BytesIO()
    with Image.open(still) as picture:
        picture.convert("RGB").save(packed, "webp", quality=40, method=6)
    return packed.getvalue()


def write_explored(job: Job, target: Path) -> None:
    """Write the page of a figure atomically; otherwise as `explored`."""
    text = explored(job)
    write_text_atomically(target, text)
