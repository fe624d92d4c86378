"""Frames converted where they change, held against conversions of each whole picture."""

import numpy as np
import pytest
from numpy.typing import NDArray

from hillside.files.yuv import YuvFrames, changed

FORMATS = ["yuv420p", "yuva420p", "yuv444p10le", "yuva444p10le"]


def planes(frames: YuvFrames, pixels: NDArray[np.uint8]) -> list[bytes]:
    return [bytes(plane) for plane in frames.frame(pixels).planes]


def noise(random: np.random.Generator, height: int, width: int) -> NDArray[np.uint8]:
    return random.integers(0, 256, (height, width, 4), dtype=np.uint8)


@pytest.mark.parametrize("pixel_format", FORMATS)
def test_a_changed_rectangle_gives_the_frame_of_the_whole_picture(pixel_format: str) -> None:
    random = np.random.default_rng(3)
    height, width = 180, 320
    frames, pixels = YuvFrames(pixel_format), noise(random, height, width)
    frames.frame(pixels)
    for _ in range(60):
        pixels = pixels.copy()
        top, left = int(random.integers(0, height - 1)), int(random.integers(0, width - 1))
        tall, wide = int(random.integers(1, 90)), int(random.integers(1, 160))
        part = pixels[top : top + tall, left : left + wide]
        part[...] = noise(random, *part.shape[:2])
        assert planes(frames, pixels) == planes(YuvFrames(pixel_format), pixels)


def test_the_rectangle_holds_every_changed_pixel_and_no_empty_edge() -> None:
    random = np.random.default_rng(5)
    for _ in range(50):
        before = noise(random, 40, 60)
        after = before.copy()
        for row, column in zip(random.integers(0, 40, 4), random.integers(0, 60, 4), strict=True):
            after[row, column, random.integers(0, 4)] ^= 1
        rows, columns = np.nonzero((before != after).any(axis=2))
        assert changed(before, after) == (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1)


def test_a_repeated_frame_is_the_one_before_and_cannot_be_the_first() -> None:
    frames = YuvFrames("yuv420p")
    with pytest.raises(ValueError, match="the first frame"):
        frames.frame(None)
    first = planes(frames, noise(np.random.default_rng(1), 20, 20))
    assert [bytes(plane) for plane in frames.frame(None).planes] == first
