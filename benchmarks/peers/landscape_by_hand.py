"""The film of `landscape` as manim's documentation teaches it: a `Surface` that turns, with its map beside.

manim render -qh --fps 60 benchmarks/peers/landscape_by_hand.py LandscapeByHand
"""

import numpy as np
from manim import (
    BLACK,
    BLUE,
    DEGREES,
    GREEN,
    IN,
    LEFT,
    RED,
    RIGHT,
    UP,
    WHITE,
    YELLOW,
    Axes,
    Create,
    Dot,
    Dot3D,
    FadeIn,
    ImplicitFunction,
    Surface,
    Text,
    ThreeDAxes,
    ThreeDScene,
    VGroup,
    VMobject,
)

START, RATE, STEPS = (-0.3, 0.45), 0.05, 13
LEVELS = (0.4, 0.8, 1.2, 1.6, 2.0, 2.4)


def error(x: float, y: float) -> float:
    """Return a surface with two hills and two valleys."""
    hills = 1.6 * np.exp(-3 * ((x + 0.5) ** 2 + (y - 0.5) ** 2)) + np.exp(
        -4 * ((x - 0.6) ** 2 + (y + 0.1) ** 2)
    )
    return 1 + hills - 0.9 * np.exp(-5 * ((x - 0.4) ** 2 + (y - 0.6) ** 2)) + 0.2 * x * x


def descent() -> list[tuple[float, float]]:
    """Return the points of gradient descent, with slopes from differences."""
    (x, y), h = START, 1e-5
    points = [(x, y)]
    for _ in range(STEPS):
        across = (error(x + h, y) - error(x - h, y)) / (2 * h)
        along = (error(x, y + h) - error(x, y - h)) / (2 * h)
        x, y = x - RATE * across, y - RATE * along
        points.append((x, y))
    return points


class LandscapeByHand(ThreeDScene):
    """A surface turns; then the path of a descent is drawn on it and on its map."""

    def construct(self) -> None:
        """Play the film: 23.8 seconds, as long as ours."""
        self.camera.background_color = WHITE
        axes = ThreeDAxes(
            x_range=[-1, 1, 0.5], y_range=[-1, 1, 0.5], z_range=[0, 3, 1], x_length=5, y_length=5, z_length=3
        ).set_color(BLACK)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, error(u, v)), u_range=[-1, 1], v_range=[-1, 1], resolution=(32, 32)
        )
        surface.set_fill_by_value(axes=axes, colorscale=[(BLUE, 0.4), (GREEN, 1.2), (YELLOW, 2.4)], axis=2)
        VGroup(axes, surface).shift(3 * LEFT + 1.5 * IN)
        flat = Axes(x_range=[-1, 1, 0.5], y_range=[-1, 1, 0.5], x_length=5, y_length=5, tips=False)
        flat.set_color(BLACK).to_edge(RIGHT)
        levels = VGroup(
            *(
                ImplicitFunction(
                    lambda x, y, level=level: error(x, y) - level,
                    x_range=[-1, 1],
                    y_range=[-1, 1],
                    color=BLACK,
                )
                .scale(2.5, about_point=[0, 0, 0])
                .shift(flat.c2p(0, 0))
                for level in LEVELS
            )
        )
        title = Text("error", font_size=32, color=BLACK).to_corner(UP + LEFT)
        self.add_fixed_in_frame_mobjects(title, flat, levels)
        self.set_camera_orientation(phi=60 * DEGREES, theta=-80 * DEGREES)
        self.play(FadeIn(surface, axes), run_time=2)
        self.wait(2)
        self.move_camera(theta=-45 * DEGREES, run_time=6)
        points = descent()
        path = VMobject(color=RED, stroke_width=6)
        path.set_points_as_corners([axes.c2p(x, y, error(x, y) + 0.02) for x, y in points])
        above = VMobject(color=RED, stroke_width=6).set_points_as_corners([flat.c2p(x, y) for x, y in points])
        stops = VGroup(*(Dot(flat.c2p(x, y), color=RED, radius=0.06) for x, y in points))
        self.add_fixed_in_frame_mobjects(above, stops)
        self.play(Create(path), Create(above), Create(stops), run_time=6.8)
        x, y = points[-1]
        self.play(FadeIn(Dot3D(axes.c2p(x, y, error(x, y)), color=RED)), run_time=1.2)
        self.wait(5.8)
