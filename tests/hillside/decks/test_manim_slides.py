"""The presentation for manim-slides: its files where that program looks for them, and what is said."""

import json
from dataclasses import replace
from pathlib import Path

from hillside.decks.kinds import exporter_of
from hillside.decks.slides import Deck


def test_each_beat_is_a_slide_with_its_clip_and_a_still_figure_its_picture(deck: Deck, tmp_path: Path):
    still = replace(deck.slides[1], steps=(replace(deck.slides[0].steps[0], film=None, say=""),))
    folder = tmp_path / "slides"
    folder.mkdir()
    target = folder / "talk.json"
    files = exporter_of(target, "manim-slides").export(replace(deck, slides=(deck.slides[0], still)), target)
    told = json.loads(target.read_text())
    assert [slide["type"] for slide in told["slides"]] == ["video", "video", "image"]
    # manim-slides takes paths from the folder that holds `slides`.
    named = [tmp_path / slide[key] for slide in told["slides"] for key in ("file", "rev_file")]
    assert all(file.is_file() for file in named)
    assert {*files} == {target, *named}
    assert told["slides"][0]["notes"] == "Look at the line.\n\nIt climbs.\n\nFirst."
    assert (told["background_color"], told["resolution"]) == ("#ffffff", [320, 158])


def test_the_same_deck_gives_the_same_bytes(deck: Deck, tmp_path: Path):
    export = exporter_of(tmp_path / "a.json", "manim-slides").export
    moving = replace(deck, slides=deck.slides[:1])
    assert (
        export(moving, tmp_path / "a.json")[0].read_bytes()
        == export(moving, tmp_path / "a.json")[0].read_bytes()
    )
