import json
from pathlib import Path
from xml.etree import ElementTree

import av
import numpy as np
import pytest
from PIL import Image

from hillside.files.formats import Size
from hillside.stage.errors import Failure
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job
from hillside.studio.renderer import render, staged
from hillside.studio.serialization import plain_facts

SVG = "{http://www.w3.org/2000/svg}"


def job(suffix: str, figure: str = "tangent", **given: str) -> Job:
    return Job(figure, tuple(sorted(given.items())), THEMES["light"], Size(480, 270), 10, "draft", suffix)


def test_a_png_has_the_size_and_the_paper_of_the_theme(tmp_path: Path) -> None:
    rendering = render(job(".png"), tmp_path / "t.png")
    with Image.open(rendering.files[0]) as picture:
        assert picture.size == (480, 270)
        assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert THEMES["light"].paper == "#ffffff"


def test_an_svg_is_described_and_has_a_group_for_each_part(tmp_path: Path) -> None:
    rendering = render(job(".svg"), tmp_path / "t.svg")
    root = ElementTree.fromstring(rendering.files[0].read_text(encoding="utf-8"))
    assert root.find(f"{SVG}title").text == rendering.title
    assert root.find(f"{SVG}desc").text == rendering.alt
    assert root.attrib["role"] == "img"
    groups = {group.attrib["id"] for group in root.findall(f"{SVG}g")}
    assert {"axes", "curve", "tangent", "run", "rise", "touch", "callout"} <= groups


def test_markup_in_words_is_escaped_in_an_svg(tmp_path: Path) -> None:
    render(job(".svg", label='<script>alert("&")</script>'), tmp_path / "t.svg")
    root = ElementTree.fromstring((tmp_path / "t.svg").read_text(encoding="utf-8"))
    assert not list(root.iter(f"{SVG}script"))


def test_a_film_has_its_frames_its_poster_and_its_captions(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    rendering = render(
        job(".mp4", "header"), tmp_path / "h.mp4", lambda done, total: seen.append((done, total))
    )
    film, poster, captions = rendering.files
    seconds = sum(clip.seconds for clip in rendering.clips)
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.width, stream.codec_context.height) == (480, 270)
        assert stream.codec_context.colorspace == 1, "BT.709 is tagged"
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(frames) == round(seconds * 10) + 1 == seen[-1][0] == seen[-1][1]
    with Image.open(poster) as picture:
        shown = np.array(picture).astype(int)
    # The poster has the slope and the hiker, not yet the way down: it is like a frame of the fifth beat.
    far = [float(np.abs(frame.astype(int) - shown).mean()) for frame in frames]
    start, end = (10 * sum(clip.seconds for clip in rendering.clips[:count]) for count in (4, 5))
    assert start < far.index(min(far)) < end
    text = captions.read_text(encoding="utf-8")
    assert text.startswith("WEBVTT")
    assert all(clip.say in text for clip in rendering.clips)


def test_equal_jobs_give_equal_bytes(tmp_path: Path) -> None:
    for suffix in (".png", ".svg", ".mp4"):
        one = render(job(suffix, "header"), tmp_path / f"one{suffix}").files[0].read_bytes()
        other = render(job(suffix, "header"), tmp_path / f"other{suffix}").files[0].read_bytes()
        assert one == other, suffix


def test_facts_are_plain_json() -> None:
    with staged(job(".png", at="1.5")) as figure:
        facts = plain_facts(figure.final_facts)
    assert json.loads(json.dumps(facts))["slope"] == pytest.approx(1.25)
    assert facts["curve"]["f"] == "x^3/3 - x"


def test_a_film_that_cannot_be_written_is_a_failure_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Failure):
        render(job(".mp4", "header"), tmp_path / "missing" / "h.mp4")
    assert list(tmp_path.iterdir()) == []
