"""Conversion of pixels: premultiplied alpha of Cairo to the straight alpha of files; blending."""

import numpy as np

from hillside.stage.drawing import Pixels
from hillside.stage.look.color import Color


def straight(pixels: Pixels, paper: Color) -> Pixels:
    """Return RGBA pixels with straight instead of premultiplied alpha, shape `(height, width, 4)`.

    Transparent pixels get the color of `paper`, not black: players that average colors over pixels blend it
    into the edges of strokes.

    >>> straight(np.array([[[52, 77, 41, 102], [0, 0, 0, 0]]], dtype=np.uint8), "#ffffff").tolist()
    [[[130, 193, 103, 102], [255, 255, 255, 0]]]
    """
    result = pixels.copy()
    alpha = pixels[..., 3]
    rim = (alpha > 0) & (alpha < 255)
    share = alpha[rim].astype(np.uint32)[:, None]
    result[rim, :3] = np.minimum((pixels[rim, :3].astype(np.uint32) * 255 + share // 2) // share, 255)
    result[alpha == 0, :3] = rgb(paper)
    return result


def faded(start: Pixels, end: Pixels, share: float) -> Pixels:
    """Return a cross-fade of two pictures with premultiplied alpha; `share` is from 0 to 1.

    >>> faded(np.zeros((1, 1, 4), np.uint8), np.full((1, 1, 4), 200, np.uint8), 0.25)[0, 0].tolist()
    [50, 50, 50, 50]
    """
    mixed = start.astype(np.float64) * (1 - share) + end.astype(np.float64) * share
    return np.rint(mixed).astype(np.uint8)


def on_paper(pixels: Pixels, paper: Color) -> Pixels:
    """Return pixels with straight alpha composited on `paper`; their alpha is kept.

    >>> on_paper(np.array([[[0, 0, 0, 51]]], dtype=np.uint8), "#ffffff").tolist()
    [[[204, 204, 204, 51]]]
    """
    share = pixels[..., 3:] / 255
    result = pixels.copy()
    result[..., :3] = np.rint(pixels[..., :3] * share + np.array(rgb(paper)) * (1 - share))
    return result


def rgb(color: Color) -> tuple[int, int, int]:
    """Return the red, green and blue of a color, 0 to 255.

    >>> rgb("#d92f44")
    (217, 47, 68)
    """
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
