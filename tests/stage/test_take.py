from pathlib import Path

import pytest

from stage.errors import Refusal
from stage.look.theme import THEMES
from stage.take import FILM_SUFFIXES, SHAPES, STILL_SUFFIXES, Clip, Job, Quality, Size, Take, suffix_of


def job(suffix: str = ".png", size: str = "16:9", quality: str = "standard", fps: int | None = None) -> Job:
    return Job.read("tangent", {"at": "2", "a": "1"}, suffix, THEMES["light"], size, quality, fps)


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("16:9", 1920, 1080),
        ("4:3", 1440, 1080),
        ("1:1", 1080, 1080),
        ("9:16", 1080, 1920),
        ("640x360", 640, 360),
    ],
)
def test_a_size_is_a_named_shape_or_pixels(text: str, width: int, height: int):
    assert Size.read(text) == Size(width, height)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("quality", Quality)
def test_a_named_shape_is_fit_for_film_at_every_quality(shape: str, quality: Quality):
    size = Size.read(shape, lines=quality.lines)
    across, up = SHAPES[shape]
    assert size.width % 2 == size.height % 2 == 0
    assert min(size.width, size.height) == quality.lines
    assert size.width / size.height == pytest.approx(across / up, rel=0.01)


def test_a_size_is_read_back_from_its_text():
    assert Size.read(str(Size(1234, 567))) == Size(1234, 567)


@pytest.mark.parametrize("text", ["", "1920", "16:10", "1920x", "-5x5", "1e3x500", "1920x1080x3", "wide"])
def test_what_is_not_a_size_is_refused_with_the_form_of_one(text: str):
    with pytest.raises(Refusal, match="write WIDTHxHEIGHT in pixels such as 1920x1080, or one of 16:9"):
        Size.read(text)


@pytest.mark.parametrize("text", ["63x64", "64x63", "7681x64", "0x0", "99999x99999"])
def test_a_size_out_of_range_is_refused(text: str):
    with pytest.raises(Refusal, match="each side must have 64 to 7680 pixels"):
        Size.read(text)


def test_an_odd_size_suits_a_still_and_not_a_film():
    assert job(size="641x361").size == Size(641, 361)
    with pytest.raises(Refusal, match="a film needs even sides; choose 640x360"):
        job(".mp4", size="641x361")


@pytest.mark.parametrize("fps", [0, -1, 121])
def test_an_impossible_frame_rate_is_refused(fps: int):
    with pytest.raises(Refusal, match=f"{fps} frames per second is out of range; choose 1 to 120"):
        job(".mp4", fps=fps)


def test_what_is_given_overrules_the_quality():
    draft = job(quality="draft")
    assert (draft.size, draft.fps) == (Size(854, 480), 15)
    given = job(quality="draft", size="1920x1080", fps=24)
    assert (given.size, given.fps) == (Size(1920, 1080), 24)


def test_the_parameters_of_a_job_are_sorted_so_that_equal_jobs_are_equal():
    assert job().params == (("a", "1"), ("at", "2"))


@pytest.mark.parametrize("suffix", ["", ".jpg", "png", ".PNG"])
def test_a_job_knows_its_suffixes(suffix: str):
    with pytest.raises(Refusal, match="choose one of"):
        job(suffix)


def test_the_suffix_of_a_file_counts_in_any_case():
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


def test_a_take_is_read_back_from_its_json():
    take = Take(
        title="Tangent",
        alt="A curve.",
        size=Size(640, 360),
        facts={"slope": 1.25, "touch": [1, 2]},
        files=(Path("out/t.mp4"), Path("out/t.vtt")),
        clips=(Clip("Here is a curve.", 2.5, 0.0), Clip("Pick a point.", 1.0, 2.5)),
    )
    assert Take.from_json(take.to_json()) == take
