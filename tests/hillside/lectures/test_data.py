"""Data in a lecture file: a table that lies beside it, or the points themselves."""

from pathlib import Path

import pytest

from hillside.lectures.lecture import read_lecture
from hillside.stage.errors import Refusal

LECTURE = """title = "Marks"
[[figure]]
id = "line"
figure = "error"
outputs = ["png"]
[figure.params]
data = "{data}"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "marks.csv").write_text("hours,marks\n1,52\n2.5,61\n")
    return tmp_path


def data_of(folder: Path, data: str) -> str:
    file = folder / "lecture.toml"
    file.write_text(LECTURE.format(data=data))
    return dict(read_lecture(file).figures[0].params)["data"]


def test_a_data_file_is_found_relative_to_the_lecture(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(folder.anchor))
    assert data_of(folder, "marks.csv") == "hours,marks; 1.0,52.0; 2.5,61.0"


def test_when_the_data_file_changes_the_figure_changes(folder: Path) -> None:
    before = data_of(folder, "marks.csv")
    (folder / "marks.csv").write_text("hours,marks\n1,52\n2.5,64\n")
    assert data_of(folder, "marks.csv") != before


@pytest.mark.parametrize("data", ["0,1; 1,3; 2,4", "auto"])
def test_points_and_auto_are_not_taken_as_files(folder: Path, data: str) -> None:
    assert data_of(folder, data) == data


def test_a_missing_data_file_is_refused_with_the_line_of_the_lecture(folder: Path) -> None:
    with pytest.raises(Refusal, match=r"lecture\.toml:7: .*none\.csv.*cannot be read"):
        data_of(folder, "none.csv")
