from pathlib import Path

import pytest

from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, suffix_of
from hillside.stage.errors import Refusal


def test_the_suffix_of_a_file_is_case_insensitive():
    assert suffix_of(Path("a.b/slope.SVG"), STILL_SUFFIXES) == ".svg"


@pytest.mark.parametrize(
    ("name", "wanted", "message"),
    [
        ("slope.mp4", STILL_SUFFIXES, '"film" writes .mp4'),
        ("slope.png", FILM_SUFFIXES, '"still" writes .png'),
        ("slope.jpng", STILL_SUFFIXES, 'did you mean ".png"'),
        (
            "slope.docx",
            STILL_SUFFIXES,
            "the suffix .docx is not one that can be written here; choose one of .png .svg",
        ),
        ("slope", STILL_SUFFIXES, "the file name has no suffix; choose one of .png .svg"),
    ],
)
def test_another_suffix_is_refused_with_the_way_out(name: str, wanted: tuple[str, ...], message: str):
    with pytest.raises(Refusal) as caught:
        suffix_of(Path(name), wanted)
    assert message in str(caught.value)
