"""No input from others crashes, hangs or fills the memory, and none makes the program touch other files."""

from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import sound_files
from tests.cases.hostile import (
    Foreign,
    attempt_formula,
    deck_kind,
    formulas,
    hostile_formula,
    manifest_kind,
    media_kinds,
    text_kinds,
)
from tests.cases.trials import Watch, tried

DRAWS = st.randoms(use_true_random=True)
"""Generators whose seeds Hypothesis draws; `benchmarks/fuzz.py` tries many more."""

KINDS = (
    *("lecture", "theme", "table", "recipe", "manifest", "deck"),
    *("png", "svg", "pdf", "webp", "mp4", "webm", "mov", "gif", "html", "pptx"),
)


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    return Watch(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Foreign]:
    folder = tmp_path_factory.mktemp("sound")
    media = media_kinds(sound_files.made_media(folder))
    return {
        **text_kinds(),
        "manifest": manifest_kind(sound_files.manifest(folder)),
        "deck": deck_kind(sound_files.decks(folder), sound_files.medium(folder)),
        **{name.partition(" ")[0]: kind for name, kind in media.items()},
    }


def test_every_sound_file_is_read(kinds: dict[str, Foreign], watch: Watch, monkeypatch: pytest.MonkeyPatch):
    assert set(kinds) == set(KINDS)
    monkeypatch.setattr("tempfile.tempdir", str(watch.folder))
    for name, kind in kinds.items():
        for content in kind.known:
            path = watch.folder / f"sound{kind.suffix}"
            path.write_bytes(content)
            trial = tried(partial(kind.attempt, path), watch)
            assert (name, trial.refusal, trial.crash, trial.outside) == (name, "", "", ())


@pytest.mark.parametrize("name", KINDS)
def test_a_hostile_file_is_read_or_refused(
    kinds: dict[str, Foreign], watch: Watch, monkeypatch: pytest.MonkeyPatch, name: str
):
    kind, results = kinds[name], set[bool]()
    monkeypatch.setattr("tempfile.tempdir", str(watch.folder))

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(DRAWS)
    def try_one(draw: Random):
        path = watch.folder / f"hostile{kind.suffix}"
        path.write_bytes(kind.hostile(draw))
        trial = tried(partial(kind.attempt, path), watch)
        results.add(not trial.refusal)
        assert trial.faults == ()

    try_one()
    # A manifest is never refused: what is not sound in it is not read.
    assert results == ({True} if name == "manifest" else {True, False})


def test_a_hostile_formula_is_read_or_refused(watch: Watch):
    known, results = formulas(), list[bool]()

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(DRAWS)
    def try_one(draw: Random):
        trial = tried(partial(attempt_formula, hostile_formula(draw, known)), watch)
        results.append(not trial.refusal)
        assert trial.faults == ()

    try_one()
    assert sum(results) > 25
