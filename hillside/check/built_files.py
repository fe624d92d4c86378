"""The files of a build: whether they are up to date, described in words, and within their size budgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path

from hillside.check.finding import Finding, Kind
from hillside.lectures.manifest import Record, read_manifest
from hillside.lectures.transcript import ALT, TRANSCRIPT
from hillside.stage.errors import Failure
from hillside.stage.foreign_file import Unreadable, read_text
from hillside.studio.job import Job
from hillside.studio.key import key
from hillside.studio.recipe import Recipe
from hillside.studio.recipe_reader import job_of, own_fonts, recipe_in

CHANGED = "changed"
TEXT_SUFFIXES = (".vtt", ".srt", ".txt")


def job_in(record: Record) -> Job:
    """Return the job from which a recorded output was made."""
    return job_of(Recipe(job=dict(record.job), key=record.key, program="", versions={}))


def stale_outputs(folder: Path, keys: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each output that is missing, was edited, or would be drawn differently today.

    Args:
        folder: the folder of the outputs.
        keys: the current key of each expected output, by name.
    """
    records = read_manifest(folder)
    for name, now in keys.items():
        record = records.get(name)
        if record is None:
            yield Finding(kind=Kind.STALE, part=name, what="was never made; build the lecture")
            continue
        for file in record.changed_files(folder):
            what = "was changed since it was made" if (folder / file).exists() else "is missing"
            yield Finding(kind=Kind.STALE, part=file, what=f"{what}; build the lecture again")
        if record.key != now:
            what = "was made from something else: the lecture, the figure or the program has changed since"
            yield Finding(kind=Kind.STALE, part=name, what=what)


def current_keys(folder: Path) -> dict[str, str]:
    """Return the recorded key of each output in a folder, or `CHANGED` if its recipe now has another key."""
    records = read_manifest(folder)
    return {name: record.key if _is_current(folder / name) else CHANGED for name, record in records.items()}


def _is_current(file: Path) -> bool:
    """Return whether the recipe in a file still has the key it states; true for a file without a recipe."""
    try:
        recipe = recipe_in(file)
    except Failure:
        return True
    # A recipe names the lecturer's own fonts but does not contain them.
    return bool(own_fonts(recipe)) or recipe.key == key(job_of(recipe))


def missing_texts(folder: Path) -> Iterator[Finding]:
    """Yield each missing alt text, transcript or caption file, and the first sentence that one lacks."""
    # The outputs of one figure share their texts.
    yield from dict.fromkeys(_missing_texts(folder))


def _missing_texts(folder: Path) -> Iterator[Finding]:
    for name, record in read_manifest(folder).items():
        subject = name.partition(".")[0]
        sentences = [str(clip["say"]) for clip in record.rendering["clips"]]
        yield from _missing_words(folder / f"{subject}.{ALT}", [str(record.rendering["alt"])])
        yield from _missing_words(folder / f"{subject}.{TRANSCRIPT}", sentences)
        if job_in(record).is_film:
            yield from _missing_words((folder / name).with_suffix(".vtt"), sentences)
            yield from _missing_words((folder / name).with_suffix(".srt"), sentences)


def _missing_words(file: Path, sentences: Sequence[str]) -> Iterator[Finding]:
    text = _without_spaces(unescape(_text(file)))
    missing = [sentence for sentence in sentences if _without_spaces(sentence) not in text]
    if not text:
        yield Finding(kind=Kind.ACCESS, part=file.name, what="is missing or empty; build the lecture again")
    elif missing:
        yield Finding(kind=Kind.ACCESS, part=file.name, what=f"does not say “{missing[0]}”")


def texts_about(folder: Path, subject: str) -> dict[str, str]:
    """Return the contents of the text files about a figure (captions, alt text, transcript), by file name."""
    files = sorted(file for file in folder.glob(f"{subject}.*") if file.suffix in TEXT_SUFFIXES)
    return {file.name: _text(file) for file in files}


def oversized_files(folder: Path, budget: int | None) -> Iterator[Finding]:
    """Yield each main file larger than its own budget or than `budget`, both in bytes."""
    for name, record in read_manifest(folder).items():
        own = job_in(record).excerpt.budget
        least = min((each for each in (own, budget) if each is not None), default=None)
        size = (folder / name).stat().st_size if (folder / name).exists() else 0
        if least is not None and size > least:
            what = f"has {size:,} bytes, over its budget of {least:,}"
            yield Finding(kind=Kind.LARGE, part=name, what=what, amount=size)


def _text(file: Path) -> str:
    """Return the text of a file; nothing if it cannot be read as one."""
    try:
        return read_text(file)
    except Unreadable:
        return ""


def _without_spaces(text: str) -> str:
    """Return a text without white space, since captions may break lines anywhere."""
    return "".join(text.split())
