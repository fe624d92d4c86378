"""What is drawn of a figure for slides."""

import pytest

from hillside.decks.kinds import Needs
from hillside.decks.lecture_slides import DeckFigure, requests_film
from hillside.files.captions import Clip
from hillside.lectures.lecture import Entry
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job


def deck_figure(*outputs: str, beats: int = 2) -> DeckFigure:
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
        entry, job, tuple(Clip(say="", seconds=1.0, start=float(beat)) for beat in range(beats))
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
