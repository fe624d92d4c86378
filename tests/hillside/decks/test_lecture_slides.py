"""What is drawn of a figure for slides."""

from dataclasses import replace
from pathlib import Path

import pytest

from hillside.decks.kinds import Needs, exporter_of, suffixes
from hillside.decks.lecture_slides import (
    DeckFigure,
    DeckOptions,
    figures_of,
    requests_film,
    slide_quality,
)
from hillside.files.captions import Clip
from hillside.lectures.lecture import Entry, read_lecture
from hillside.stage.errors import Refusal
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


def test_the_lecture_may_name_the_beat_of_the_poster():
    figure = deck_figure("mp4", beats=4)
    named = replace(figure, entry=replace(figure.entry, poster=3))
    posters = {output.name: output.job.excerpt.poster for output in named.outputs(EVERYTHING, loop=False)}
    assert posters["slope.mp4"] == 3
    assert {poster for name, poster in posters.items() if name != "slope.mp4"} == {None}


def test_a_poster_beyond_the_film_is_refused_with_its_line(tmp_path: Path):
    figure = '[[figure]]\nid = "slope"\nfigure = "tangent"\noutputs = ["mp4"]\nposter = 40\n'
    (tmp_path / "a.toml").write_text(f'title = "A"\nsize = "160x90"\n{figure}')
    lecture = read_lecture(tmp_path / "a.toml")
    job = deck_figure("mp4").job
    with pytest.raises(Refusal, match=r"a\.toml:7: beat 40 is out of range; this film has \d+ beats"):
        figures_of(lecture, [(lecture.figures[0], job)])


def test_figures_for_an_upright_screen_have_files_of_their_own():
    upright = replace(deck_figure("mp4"), layout="upright")
    assert [output.name for output in upright.stepped((".svg",))] == [
        "slope-upright-1.svg",
        "slope-upright-2.svg",
    ]
    still = replace(deck_figure("png"), layout="upright")
    assert [output.name for output in still.stepped((".svg",))] == ["slope-upright-2.svg"]


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


def test_all_kinds_of_slides_share_their_films():
    figure = deck_figure("mp4", beats=3)
    for per in ("figure", "beat"):
        kinds = [exporter_of(Path(f"a{suffix}")).needs(per) for suffix in suffixes()]
        films = [
            {output.name: output.key for output in figure.outputs(needs, loop=False) if output.job.is_film}
            for needs in kinds
        ]
        assert len({tuple(sorted(each.items())) for each in films if each}) == 1
        assert sum(map(bool, films)) == len(suffixes()) - 1  # a PDF shows no film
