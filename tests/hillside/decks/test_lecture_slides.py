"""What is drawn of a figure for slides."""

from pathlib import Path

import pytest

from hillside.decks.kinds import Needs, exporter_of
from hillside.decks.lecture_slides import DeckFigure, DeckOptions, requests_film, slide_quality
from hillside.files.captions import Clip
from hillside.lectures.lecture import Entry, read_lecture
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job


def deck_figure(*outputs: str, beats: int = 2, silent: int = 2) -> DeckFigure:
    entry = Entry(
        id="slope",
        figure="tangent",
        outputs=outputs,
        say="",
        params=(),
        lang=None,
        words=(),
        where=("figure", 0),
    )
    job = Job.read("tangent", {}, ".png", THEMES["light"], "16:9", "draft")
    return DeckFigure(
        entry,
        job,
        tuple(
            Clip(say="" if beat < silent else "It climbs.", seconds=1.0, start=float(beat))
            for beat in range(beats)
        ),
    )


EVERYTHING = Needs(stills=(".png",), film=".mp4", step_stills=(".png", ".svg"), step_film=".mp4")


def test_a_film_needs_a_still_of_every_beat():
    outputs = deck_figure("png", "mp4").outputs(EVERYTHING, loop=False)
    assert [output.name for output in outputs] == [
        "slope.png",
        "slope.mp4",
        "slope-1.png",
        "slope-1.svg",
        "slope-1.mp4",
        "slope-2.png",
        "slope-2.svg",
        "slope-2.mp4",
    ]
    assert [output.job.excerpt.beat for output in outputs] == [None, None, 1, 1, 1, 2, 2, 2]


def test_a_figure_without_a_film_needs_only_its_final_still():
    outputs = deck_figure("png").outputs(EVERYTHING, loop=False)
    assert [output.name for output in outputs] == ["slope.png", "slope.svg"]


def test_looping_films_fade_back_and_have_their_own_file_names():
    outputs = deck_figure("mp4").outputs(EVERYTHING, loop=True)
    films = [output for output in outputs if output.job.suffix == ".mp4"]
    assert [output.name for output in films] == ["slope-loop.mp4", "slope-1-loop.mp4", "slope-2-loop.mp4"]
    assert all(output.job.excerpt.loop for output in films)


def test_the_file_names_of_beats_sort_in_order():
    names = [output.name for output in deck_figure("mp4", beats=11).outputs(EVERYTHING, loop=False)]
    assert "slope-01.png" in names
    assert "slope-11.png" in names


@pytest.mark.parametrize(("outputs", "moves"), [(("png", "webp"), False), (("gif",), True), (("mp4",), True)])
def test_the_outputs_of_a_figure_decide_whether_it_has_a_film(outputs: tuple[str, ...], moves: bool):
    assert requests_film(deck_figure(*outputs).entry) is moves


def test_the_poster_is_the_end_of_the_first_beat_in_which_something_is_said(tmp_path: Path):
    needs = Needs(stills=(".png",), poster=True)
    figure = deck_figure("mp4", beats=4, silent=1)
    outputs = figure.outputs(needs, loop=True)
    assert [output.name for output in outputs] == ["slope.png", "slope-loop.mp4", "slope-2.png"]
    assert outputs[-1].job.excerpt.beat == 2
    assert figure.poster(tmp_path) == tmp_path / "slope-2.png"
    silent = deck_figure("mp4", beats=4, silent=4)
    assert [output.name for output in silent.outputs(needs, loop=False)][-1] == "slope-1.png"
    assert "slope-1.png" not in [output.name for output in deck_figure("png").outputs(needs, loop=False)]


@pytest.mark.parametrize(
    ("own", "given", "quality"),
    [
        ("draft", None, "standard"),
        ("standard", None, "standard"),
        ("final", None, "final"),
        ("final", "draft", "draft"),
        ("draft", "draft", "draft"),
        (None, None, "standard"),
        (None, "final", "final"),
    ],
)
def test_slides_are_drawn_in_the_standard_quality_unless_the_options_say_otherwise(
    tmp_path: Path, own: str | None, given: str | None, quality: str
):
    lecture = None
    if own is not None:
        figure = '[[figure]]\nid = "slope"\nfigure = "tangent"\noutputs = ["png"]\n'
        (tmp_path / "a.toml").write_text(f'title = "A"\nquality = "{own}"\n{figure}')
        lecture = read_lecture(tmp_path / "a.toml")
    assert slide_quality(lecture, DeckOptions(quality=given)) == quality


def test_the_films_of_powerpoint_pages_and_notebooks_are_the_same():
    kinds = [exporter_of(Path(f"a{suffix}")).needs("figure") for suffix in (".pptx", ".html", ".ipynb")]
    assert len({(needs.film, needs.height) for needs in kinds}) == 1
