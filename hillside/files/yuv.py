"""Conversion of pixels to the YUV of video, where they have changed since the frame before."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from hillside.stage.drawing import Pixels

ROUNDING = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
"""Conversion of colors to YUV: bilinear, correctly rounded, and identical on every processor."""
REACH = 8
"""Number of pixels beyond a change that may differ too, since neighbors share their color; even."""
RIM = 16
"""Number of pixels beyond those that are converted with them, so that no edge is seen; even."""
MOST = 0.6
"""Share of the picture from which on all of it is converted."""

Rectangle: TypeAlias = tuple[int, int, int, int]
"""The first row, the row after the last, and likewise the columns."""


def changed(before: Pixels, after: Pixels) -> Rectangle | None:
    """Return the rectangle in which two pictures differ; None if they are equal.

    >>> picture = np.zeros((9, 9, 4), np.uint8)
    >>> other = picture.copy()
    >>> other[2:4, 5] = 1
    >>> changed(picture, other), changed(picture, picture)
    ((2, 4, 5, 6), None)
    """
    differs = before.view(np.uint32)[..., 0] != after.view(np.uint32)[..., 0]
    rows = np.flatnonzero(differs.any(axis=1))
    if not len(rows):
        return None
    columns = np.flatnonzero(differs[rows[0] : rows[-1] + 1].any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


class YuvFrames:
    """The frames of a film in a pixel format of FFmpeg; equal to those of a conversion of each whole picture.

    A frame is valid until the next one is asked for.
    """

    def __init__(self, pixel_format: str) -> None:
        self._format = pixel_format
        self._reformatter = VideoReformatter()
        self._pixels: Pixels | None = None
        self._frame: av.VideoFrame | None = None

    def frame(self, pixels: Pixels | None) -> av.VideoFrame:
        """Return the frame of a picture, RGBA with shape `(height, width, 4)`; None repeats the last one.

        Raises:
            ValueError: The first frame cannot repeat another.
        """
        if self._frame is None or self._pixels is None:
            if pixels is None:
                raise ValueError("the first frame of a film cannot repeat the one before it")
            self._frame = self._converted(pixels)
        elif pixels is not None:
            self._update(self._frame, changed(self._pixels, pixels), pixels)
        self._pixels = self._pixels if pixels is None else pixels
        return self._frame

    def _update(self, frame: av.VideoFrame, where: Rectangle | None, pixels: Pixels) -> None:
        if where is None:
            return
        height, width = pixels.shape[:2]
        inner = _grown(where, REACH, height, width)
        top, bottom, left, right = inner
        if (bottom - top) * (right - left) > MOST * height * width:
            self._frame = self._converted(pixels)
            return
        outer = _grown(inner, RIM, height, width)
        part = self._converted(np.ascontiguousarray(pixels[outer[0] : outer[1], outer[2] : outer[3]]))
        frame.make_writable()
        for number in range(len(frame.planes)):
            target, source = _plane(frame, number), _plane(part, number)
            rows, columns = height // target.shape[0], width // target.shape[1]
            target[top // rows : bottom // rows, left // columns : right // columns] = source[
                (top - outer[0]) // rows : (bottom - outer[0]) // rows,
                (left - outer[2]) // columns : (right - outer[2]) // columns,
            ]

    def _converted(self, pixels: Pixels) -> av.VideoFrame:
        return self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(pixels), format="rgba"),
            format=self._format,
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=ROUNDING,
            threads=1,
        )


def _grown(inner: Rectangle, margin: int, height: int, width: int) -> Rectangle:
    """Return a rectangle with a margin, within the picture, its edges even as color needs it."""
    top, bottom, left, right = inner
    return (
        max(top - margin, 0) // 2 * 2,
        min(-(-(bottom + margin) // 2) * 2, height),
        max(left - margin, 0) // 2 * 2,
        min(-(-(right + margin) // 2) * 2, width),
    )


def _plane(frame: av.VideoFrame, number: int) -> NDArray[np.unsignedinteger]:
    """Return the samples of a plane, to be read and written: shape `(height, width)`."""
    plane = frame.planes[number]
    kind = np.dtype(np.uint16 if frame.format.components[0].bits > 8 else np.uint8)
    rows = np.frombuffer(cast(Any, plane), dtype=kind).reshape(plane.height, -1)
    return rows[:, : plane.width]
