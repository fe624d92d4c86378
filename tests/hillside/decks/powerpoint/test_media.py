"""The films and pictures of a PowerPoint file: how they start, and what is stored of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from hillside.decks.slides import Deck
from tests.hillside.decks.presentations import opened, parts, slide
from tests.hillside.decks.schema import P, R

EMBED = "{http://schemas.microsoft.com/office/powerpoint/2010/main}media"


def test_a_film_starts_with_its_slide_and_is_muted(deck: Deck):
    root = slide(deck, 2)
    picture = root.find(f".//{{{P}}}pic")
    assert picture is not None
    number = picture.find(f".//{{{P}}}cNvPr").get("id")  # pyright: ignore
    command = root.find(f".//{{{P}}}cmd[@cmd='playFrom(0.0)']")
    assert command is not None
    assert [node.get("spid") for node in command.iter(f"{{{P}}}spTgt")] == [number]
    begin = root.find(f".//{{{P}}}cond[@evt='onBegin']")
    assert begin is not None
    assert begin.find(f"{{{P}}}tn").get("val") == root.find(f".//{{{P}}}cTn[@nodeType='mainSeq']").get("id")  # pyright: ignore
    node = root.find(f".//{{{P}}}cMediaNode")
    assert node is not None
    assert node.get("mute") == "1"
    assert [each.get("spid") for each in node.iter(f"{{{P}}}spTgt")] == [number]
    assert command.find(f".//{{{P}}}cTn").get("dur") == "4000"  # pyright: ignore


@pytest.mark.parametrize(("loop", "count"), [(False, None), (True, "indefinite")])
def test_a_film_loops_if_requested(deck: Deck, loop: bool, count: str | None):
    node = slide(replace(deck, loop=loop), 2).find(f".//{{{P}}}cMediaNode/{{{P}}}cTn")
    assert node is not None
    assert node.get("repeatCount") == count


def test_a_film_is_embedded_behind_its_poster(deck: Deck):
    page = opened(deck).slides[1]
    (movie,) = [shape for shape in page.shapes if shape.shape_type is not None and shape.shape_type == 16]
    assert (
        page.part.related_part(movie._element.find(f".//{EMBED}").get(f"{{{R}}}embed")).blob
        == b"the film film"
    )
    assert movie.poster_frame.blob == deck.slides[0].steps[0].stills[".png"].read_bytes()


def test_the_same_film_is_stored_once(deck: Deck):
    twice = replace(deck, slides=(deck.slides[0], replace(deck.slides[0], id="again")))
    names = [name for name in parts(twice).namelist() if "/media/" in name]
    assert names == ["ppt/media/film.mp4", "ppt/media/film.poster.png"]


def test_two_films_with_the_same_name_are_both_stored(deck: Deck, tmp_path: Path):
    other = tmp_path / "other" / "film.mp4"
    other.parent.mkdir()
    other.write_bytes(b"another film")
    other.with_suffix(".poster.png").write_bytes(deck.slides[0].stills[".png"].read_bytes())
    both = replace(deck, slides=(deck.slides[0], replace(deck.slides[0], id="other", film=other)))
    file = parts(both)
    films = {file.read(name) for name in file.namelist() if name.endswith(".mp4")}
    assert films == {b"the film film", b"another film"}
    assert len(file.namelist()) == len(set(file.namelist()))


def test_a_picture_has_vectors_and_pixels(deck: Deck):
    page = opened(deck).slides[2]
    (shown,) = [shape for shape in page.shapes if shape.name == "fig:still"]
    assert shown.image.blob == deck.slides[1].stills[".png"].read_bytes()
    twin = next(node for node in shown._element.iter() if node.tag.endswith("}svgBlip"))
    vectors = page.part.related_part(twin.get(f"{{{R}}}embed"))
    assert vectors.blob == deck.slides[1].stills[".svg"].read_bytes()
    assert vectors.content_type == "image/svg+xml"
