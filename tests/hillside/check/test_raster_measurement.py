"""Dots and lines measured on pixels that are covered by their distance to them."""

import numpy as np
import pytest

from hillside.check.marks import Mark
from hillside.check.raster_measurement import Raster, dot, line
from hillside.stage.sheet import Box, Sheet


@pytest.mark.parametrize("degrees", [-88.0, -31.7, 0.0, 12.3, 45.0, 89.0])
def test_a_line_is_measured_to_a_hundredth_of_a_degree(degrees: float) -> None:
    raster = painted_by_distance(degrees, (4.3, -7.6))
    _, angle = line(raster, Box(-140, -140, 140, 140), "#d81f3a", 5.0, np.array([4.3, -7.6]), 20.0)
    assert (np.degrees(angle) - degrees + 90) % 180 - 90 == pytest.approx(0.0, abs=0.02)


def test_a_dot_is_measured_to_a_twentieth_of_a_pixel() -> None:
    raster = painted_by_distance(33.0, (4.3, -7.6))
    assert dot(raster, Box(-140, -140, 140, 140), "#d81f3a", 13.0) == pytest.approx([4.3, -7.6], abs=0.05)


def test_without_a_dot_the_measurement_is_nan() -> None:
    raster = painted_by_distance(33.0, (4.3, -7.6), radius=0.0)
    assert np.isnan(dot(raster, Box(-140, -140, 140, 140), "#d81f3a", 13.0)).all()


def painted_by_distance(degrees: float, center: tuple[float, float], radius: float = 13.0) -> Raster:
    """A line 5 wide with a dot in a ring of paper, each pixel covered by its distance to them, on white."""
    y, x = np.mgrid[149.5:-150:-1, -149.5:150:1]
    across = np.abs(
        (y - center[1]) * np.cos(np.radians(degrees)) - (x - center[0]) * np.sin(np.radians(degrees))
    )
    far = np.hypot(x - center[0], y - center[1])
    covered = np.clip(3.0 - across, 0, 1) * np.clip(far - 17.0, 0, 1)
    covered = np.maximum(covered, np.clip(radius + 0.5 - far, 0, 1) * (radius > 0))
    ink = np.array([0xD8, 0x1F, 0x3A])
    pixels = np.round(255 + covered[:, :, None] * (ink - 255.0))
    return Raster(pixels, Sheet(300.0, 300.0), "#ffffff", ())


def test_removing_the_ink_of_other_marks_corrects_the_angle_of_a_line() -> None:
    raster = painted_by_distance(20.0, (4.3, -7.6))
    other = np.column_stack([np.linspace(30.0, 60.0, 61), np.full(61, 40.0)])
    row, column = (150 - other[:, 1]).astype(int), (150 + other[:, 0]).astype(int)
    for down in range(-3, 4):
        raster.pixels[row + down, column] = (0xD8, 0x1F, 0x3A)
    region, center = Box(-140, -140, 140, 140), np.array([4.3, -7.6])
    _, misled = line(raster, region, "#d81f3a", 5.0, center, 20.0)
    _, angle = line(raster.without([Mark(other, 3.5)]), region, "#d81f3a", 5.0, center, 20.0)
    assert abs(np.degrees(misled) - 20.0) > abs(np.degrees(angle) - 20.0)
    assert np.degrees(angle) == pytest.approx(20.0, abs=0.02)
