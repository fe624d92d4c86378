"""The kinds of slides: those there are, and one more that is a module and nothing else."""

import sys
from pathlib import Path

import pytest

from hillside import decks
from hillside.decks.kinds import exporter_of, suffixes
from hillside.decks.slides import Deck
from hillside.stage.errors import Refusal

OUTLINE = """
from hillside.decks.kinds import Exporter, Needs


def export(deck, target):
    target.write_text("".join(f"{slide.title}: {slide.alt}\\n" for slide in deck.slides))
    return (target,)


EXPORTER = Exporter(lambda per: Needs(stills=(), film=None), export)
"""


def test_an_unknown_kind_of_slides_is_refused_with_the_known_ones():
    with pytest.raises(
        Refusal, match=r"talk.ppt: the suffix .ppt is not one of slides; choose one of .*\.pptx"
    ):
        exporter_of(Path("talk.ppt"))
    assert ".pptx" in suffixes()


def test_every_kind_states_what_it_needs_per_figure_and_per_beat():
    for suffix in suffixes():
        by_figure, by_beat = map(exporter_of(Path(f"talk{suffix}")).needs, ("figure", "beat"))
        assert by_figure.stills or by_figure.step_stills
        assert by_beat.step_stills
        assert by_beat.film is None


def test_a_new_module_is_found_as_a_kind_of_slides_without_registration(
    tmp_path: Path, deck: Deck, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "to_outline.py").write_text(OUTLINE)
    monkeypatch.setattr(decks, "__path__", [*decks.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "hillside.decks.to_outline", raising=False)
    assert ".outline" in suffixes()
    target = tmp_path / "talk.outline"
    exporter = exporter_of(target)
    monkeypatch.delitem(sys.modules, "hillside.decks.to_outline")
    assert exporter.export(deck, target) == (target,)
    assert target.read_text() == 'Slope & rise: A line of slope "2".\nA hill: A hill.\n'
