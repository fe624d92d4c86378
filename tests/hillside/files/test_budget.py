"""The budget of a film: kept by a coarser one, or refused."""

from pathlib import Path

import pytest

from hillside.files.formats import FILM_SUFFIXES
from hillside.stage.errors import Refusal
from tests.hillside.files.films import footage, noise, write_film


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".webp"])
def test_a_budget_is_met_by_a_coarser_film(suffix: str, tmp_path: Path):
    pictures = [noise(seed) for seed in range(3)]
    write_film(suffix, footage(pictures), tmp_path / f"free{suffix}")
    whole = (tmp_path / f"free{suffix}").stat().st_size
    write_film(suffix, footage(pictures, budget=whole * 2 // 3), tmp_path / f"small{suffix}")
    assert (tmp_path / f"small{suffix}").stat().st_size <= whole * 2 // 3
    write_film(suffix, footage(pictures, budget=whole), tmp_path / f"same{suffix}")
    assert (tmp_path / f"same{suffix}").read_bytes() == (tmp_path / f"free{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_a_budget_that_cannot_be_met_is_refused(suffix: str, tmp_path: Path):
    with pytest.raises(Refusal, match=r"at the least, and the budget is 2kB; allow more"):
        write_film(suffix, footage([noise(1), noise(2)], budget=2000), tmp_path / f"a{suffix}")
