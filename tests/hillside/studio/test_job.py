import pytest

from hillside.files.formats import Size
from hillside.stage.errors import Refusal
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job


def job(suffix: str = ".png", size: str = "16:9", quality: str = "standard", fps: int | None = None) -> Job:
    return Job.read("tangent", {"at": "2", "a": "1"}, suffix, THEMES["light"], size, quality, fps)


def test_an_odd_size_is_accepted_for_a_still_and_refused_for_a_film():
    assert job(size="641x361").size == Size(641, 361)
    with pytest.raises(Refusal, match="a film needs even sides; choose 640x360"):
        job(".mp4", size="641x361")


@pytest.mark.parametrize("fps", [0, -1, 121])
def test_an_impossible_frame_rate_is_refused(fps: int):
    with pytest.raises(Refusal, match=f"{fps} frames per second is out of range; choose 1 to 120"):
        job(".mp4", fps=fps)


def test_given_values_override_those_of_the_quality():
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


@pytest.mark.parametrize("text", ["r\x1b[2Jr", "\udcff", "\ufffe"])
def test_a_text_that_no_drawing_can_hold_is_refused(text: str):
    """The second is what a byte becomes that is no text in the encoding of the command line."""
    for params, words in (({"label": text}, {}), ({}, {"rise": text})):
        with pytest.raises(Refusal, match=r"(label|rise): there is a control character"):
            Job.read(
                *("tangent", params, ".svg", THEMES["light"], "16:9", "draft"),
                language=Language("en", tuple(words.items())),
            )
