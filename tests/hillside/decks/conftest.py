"""A deck that needs no drawing, and the programs that open what comes of it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from hillside.decks.slides import Deck, Slide, Step
from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES
from tests.hillside.decks.talks import talk_in
from tests.programs import program

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Give a function that has LibreOffice open a file and save it as another kind, beside it."""
    soffice = program("soffice", "libreoffice-impress")
    # One profile for all: its first use takes longer than a conversion.
    home = f"-env:UserInstallation={tmp_path_factory.mktemp('office').as_uri()}"

    def run(file: Path, kind: str) -> Path:
        folder = file.parent / f"as-{kind}"
        command = [soffice, "--headless", home, "--convert-to", kind, "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return folder / f"{file.stem}.{kind}"

    return run


def picture(folder: Path, name: str, color: str = "#0d3cc4") -> Path:
    """Write a plain picture, so that it is known again on a page."""
    file = folder / f"{name}.png"
    Image.new("RGB", (320, 158), color).save(file)
    return file


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    """Give a lecture with a film of two beats and a picture."""
    vectors = tmp_path / "still.svg"
    vectors.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0L2 1"/></svg>')
    films = [tmp_path / f"{name}.mp4" for name in ("film", "film-1", "film-2")]
    for film in films:
        film.write_bytes(f"the film {film.stem}".encode())
        picture(tmp_path, f"{film.stem}.poster", "#777777")
    steps = tuple(
        Step(
            say=say,
            start=2.0 * place,
            seconds=2.0,
            stills={".png": picture(tmp_path, f"film-{place + 1}", color)},
            film=films[place + 1],
        )
        for place, (say, color) in enumerate((("First.", "#777777"), ("Then <this>.", "#0d3cc4")))
    )
    moving = Slide(
        id="film",
        title="Slope & rise",
        alt='A line of slope "2".',
        lang="en",
        notes="Look at the line.\nIt climbs.",
        size=Size(320, 158),
        stills={".png": picture(tmp_path, "film"), ".svg": vectors},
        film=films[0],
        captions=tmp_path / "film.vtt",
        steps=steps,
    )
    still = Slide(
        id="still",
        title="A hill",
        alt="A hill.",
        lang="en",
        notes="",
        size=Size(320, 158),
        stills={".png": picture(tmp_path, "still", "#d92f44"), ".svg": vectors},
        steps=(Step(say="", start=0.0, seconds=0.0, stills={}),),
    )
    return Deck(
        title="What is a Derivative?",
        series="Calculus",
        part=3,
        number=16,
        lang="en",
        theme=THEMES["light"],
        size=Size(320, 180),
        per="figure",
        loop=False,
        slides=(moving, still),
    )


@pytest.fixture
def talk(tmp_path: Path) -> Deck:
    """Give a lecture for the sources of other programs: a film of two beats and a picture, in all kinds."""
    folder = tmp_path / "drawn"
    folder.mkdir()
    return talk_in(folder)
