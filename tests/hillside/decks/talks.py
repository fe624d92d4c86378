"""A lecture for the sources of other programs; its words hold what those could take as commands."""

from dataclasses import replace
from pathlib import Path

import typst
from PIL import Image

from hillside.decks.slides import Deck, Slide, Step
from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES

COLORS = ("#1b5e20", "#0d3cc4", "#d92f44")
"""What the stills of `talk` are filled with, in order."""


def talk_in(folder: Path) -> Deck:
    """Return a lecture whose files lie in a folder: a film of two beats and a picture, in all kinds."""
    stills = [in_all_kinds(folder, name, color) for name, color in zip("abc", COLORS, strict=True)]
    for film in ("a", "b", "film"):
        (folder / f"{film}.mp4").write_bytes(f"the film {film}".encode())
        (folder / f"{film}.vtt").write_text("WEBVTT\n")
        (folder / f"{film}.poster.png").write_bytes((folder / "b.png").read_bytes())
    said = ("First, 50% of_it & <this>: {x} #1 $y$ ~ ^.", "Then [that] `once` -- *more*.")
    clips = tuple(
        Step(
            say=say, start=2.0 * place, seconds=2.0, stills=stills[place], film=folder / f"{'ab'[place]}.mp4"
        )
        for place, say in enumerate(said)
    )
    moving = Slide(
        id="film",
        title="Slope & rise: 100% of $x_1$ <b>",
        alt='A line of slope "−2", bg contrast left: f(x) = x^2 \\ {a} & <b>.',
        lang="en",
        notes="# Look at the *line* --> it's 50% {up}.\n- It climbs ::: and {{< stop >}}.",
        size=Size(1280, 720),
        stills=stills[1],
        film=folder / "film.mp4",
        captions=folder / "film.vtt",
        steps=clips,
        figure="tangent",
        params=(("at", "1.5"), ("function", "x^2")),
    )
    still = Slide(
        id="still",
        title="A hill",
        alt="A hill.",
        lang="en",
        notes="",
        size=Size(1280, 720),
        stills=stills[2],
        steps=(Step(say="", start=0.0, seconds=0.0, stills=stills[2]),),
        figure="hiker",
    )
    return Deck(
        title='What is a "Derivative"? 50% of_it & #more',
        series="Calculus",
        part=3,
        number=16,
        lang="en",
        theme=THEMES["dark"],
        size=Size(1280, 720),
        per="figure",
        loop=False,
        slides=(moving, still),
    )


def in_all_kinds(folder: Path, name: str, color: str) -> dict[str, Path]:
    """Write a plain picture as PNG, PDF and SVG."""
    Image.new("RGB", (1280, 720), color).save(folder / f"{name}.png")
    page = f'#set document(date: none)\n#set page(width: 16cm, height: 9cm, fill: rgb("{color}"))'
    (folder / f"{name}.pdf").write_bytes(typst.compile(page.encode(), format="pdf"))
    path = f'<path fill="{color}" d="M0 0H16V9H0z"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9">{path}</svg>'
    (folder / f"{name}.svg").write_text(drawing)
    return {suffix: folder / f"{name}{suffix}" for suffix in (".png", ".pdf", ".svg")}


def by_beat(deck: Deck) -> Deck:
    """Return a deck with a slide for each beat, as it comes where no film of the whole is drawn."""
    slides = tuple(replace(slide, film=None, captions=None) for slide in deck.slides)
    return replace(deck, per="beat", slides=slides)
