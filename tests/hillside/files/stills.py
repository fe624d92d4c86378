"""Stills drawn by the writers, and their pixels as readers that are not ours show them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import typst
from PIL import Image

from hillside.files.formats import Size
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Excerpt, Job
from hillside.studio.renderer import render

WIDTH, HEIGHT = 1280, 720


def made(suffix: str, folder: Path, figure: str = "header", excerpt: Excerpt | None = None) -> Path:
    job = Job(figure, (), THEMES["light"], Size(WIDTH, HEIGHT), 10, "draft", suffix)
    job = job if excerpt is None else replace(job, excerpt=excerpt)
    return render(job, folder / f"a{suffix}").files[0]


def rastered_svg(file: Path) -> Any:
    """An SVG as drawn by resvg, which the typesetter brings."""
    page = f'#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n#image("{file.name}", width: 100%)'
    (file.parent / "page.typ").write_text(page)
    typst.compile(file.parent / "page.typ", output=file.parent / "page.png", format="png", ppi=72)
    return np.array(Image.open(file.parent / "page.png").convert("RGB")).astype(int)


def rastered_pdf(file: Path) -> Any:
    """A PDF as drawn by PDFium, the reader of Chrome."""
    page = pypdfium2.PdfDocument(file)[0]
    return np.array(page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")).astype(int)


def pixels(file: Path) -> Any:
    with Image.open(file) as picture:
        return np.array(picture.convert("RGB")).astype(int)
