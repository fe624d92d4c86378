"""The lecturer's own data: read from files as spreadsheets write them, and written as one line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hillside.stage.errors import Refusal
from hillside.stage.params import codec_of
from hillside.stage.samples import MAX_POINTS, Samples, read_samples, show_samples

numbers = some.floats(-1e9, 1e9, allow_nan=False)
pairs = some.lists(some.tuples(numbers, numbers), min_size=1, max_size=20)


@given(pairs, some.none() | some.just(("hours", "marks of a test")))
def test_samples_survive_a_round_trip_through_text(
    points: list[tuple[float, float]], names: tuple[str, str] | None
) -> None:
    spread = [(-1e9, 0.0), (1e9, 1.0)]
    samples = Samples((*points, *spread), names)
    assert read_samples(show_samples(samples)) == samples
    codec = codec_of(Samples | None)
    assert codec.read(codec.show(samples)) == samples
    assert codec.read(codec.show(None)) is None


@pytest.mark.parametrize(
    "text",
    [
        "x,y\n1,2.5\n3,4\n",
        "\ufeffx;y\r\n1;2,5\r\n\r\n3;4\r\n",
        "x\ty\n1\t2.5\n3\t4",
        '"x","y"\n"1","2.5"\n 3 , 4 \n',
    ],
)
def test_a_table_is_read_in_the_formats_that_spreadsheets_write(tmp_path: Path, text: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert read_samples(str(file)) == Samples(((1.0, 2.5), (3.0, 4.0)), ("x", "y"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,2; 3,four", 'row 2: "four" is not a number'),
        ("1,2; 3,1_5", 'row 2: "1_5" is not a number'),
        ("1,2,3; 4,5,6", "row 1: two columns are needed"),
        ("x,y; x,y; 1,2", 'row 2: "x" is not a number'),
        (";", "0 data points"),
        ("; ".join(f"{k},0" for k in range(MAX_POINTS + 1)), f"give 2 to {MAX_POINTS}"),
        ("1e20,0; 1,1", "too large"),
        ("5,1; 5,2", "all x are near 5"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_samples(text)
    assert said in str(refusal.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes("größe,y\n1,2\n3,4\n".encode("latin-1"))
    with pytest.raises(Refusal, match="not text in UTF-8"):
        read_samples(str(file))


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read_samples(str(tmp_path))
