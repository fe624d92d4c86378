"""Pictures as PNG."""

from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hillside.files.containers import RECIPE_KEY
from hillside.files.footage import Picture
from hillside.stage.drawing import Pixels


def write_png(picture: Picture, target: Path) -> None:
    """Write the picture as PNG, with title, description and recipe as UTF-8 text."""
    about, texts = picture.about, PngInfo()
    for key, text in (("Title", about.title), ("Description", about.alt), (RECIPE_KEY, about.recipe)):
        texts.add_itxt(key, text, lang=about.language)
    as_image(picture).save(target, format="PNG", pnginfo=texts)


def as_image(picture: Picture) -> Image.Image:
    """Return the picture as a Pillow image, without an alpha channel if it has a background."""
    pixels: Pixels = picture.paint()
    return Image.fromarray(np.ascontiguousarray(pixels if picture.paper is None else pixels[..., :3]))
