"""A picture as pixels: PNG, and WebP without loss."""

from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from hillside.files.content import Picture
from hillside.files.xmp import packet
from hillside.stage.camera import Pixels

RECIPE_KEY = "hillside"
"""The keyword of the text chunk that holds the recipe."""


def write_png(picture: Picture, target: Path) -> None:
    """Write the picture as PNG, with title, description and recipe as UTF-8 text."""
    about, texts = picture.about, PngInfo()
    for key, text in (("Title", about.title), ("Description", about.alt), (RECIPE_KEY, about.recipe)):
        texts.add_itxt(key, text, lang=about.language)
    _image(picture).save(target, format="PNG", pnginfo=texts)


def write_webp(picture: Picture, target: Path) -> None:
    """Write the picture as WebP, every pixel exact."""
    image, about = _image(picture), packet(picture.about)
    image.save(target, format="WEBP", lossless=True, exact=True, quality=90, method=4, xmp=about)


def _image(picture: Picture) -> Image.Image:
    pixels: Pixels = picture.paint()
    return Image.fromarray(np.ascontiguousarray(pixels if picture.paper is None else pixels[..., :3]))
