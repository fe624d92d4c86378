"""The film of `hiker` as manim's documentation teaches it: a figure of simple shapes walks down a hill.

manim render -qh --fps 60 benchmarks/peers/hiker_by_hand.py HikerByHand
"""

import numpy as np
from manim import (
    BLACK,
    BLUE,
    DARK_BROWN,
    DOWN,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UL,
    UP,
    WHITE,
    Arrow,
    Axes,
    Circle,
    Create,
    DashedLine,
    DecimalNumber,
    Dot,
    FadeIn,
    Line,
    Scene,
    Text,
    ValueTracker,
    VGroup,
    always_redraw,
)

RATE, START = 0.25, 0.4
WALK = 8
"""Number of steps."""


def ground(x: float) -> float:
    """Return x⁴/4 − x² + x/5."""
    return x**4 / 4 - x**2 + x / 5


def slope(x: float) -> float:
    """Return its derivative."""
    return x**3 - 2 * x + 0.2


class HikerByHand(Scene):
    """A hiker walks down a hill step by step, with the tangent underfoot, the arrow downhill and f."""

    def construct(self) -> None:
        """Play the film: 24.8 seconds, as long as ours."""
        self.camera.background_color = WHITE
        axes = Axes(
            x_range=[-2.2, 2.2, 1],
            y_range=[-1.6, 1.2, 1],
            x_length=12,
            y_length=6,
            axis_config={
                "color": BLACK,
                "include_numbers": True,
                "label_constructor": Text,
                "decimal_number_config": {"color": BLACK},
            },
        )
        hill = axes.plot(ground, x_range=[-2.1, 2.1], color=DARK_BROWN, stroke_width=8)
        turf = axes.get_area(hill, x_range=[-2.1, 2.1], color=GREEN, opacity=0.3)
        x = ValueTracker(START)

        def foot() -> np.ndarray:
            return axes.c2p(x.get_value(), ground(x.get_value()))

        def person() -> VGroup:
            at = foot()
            hip, neck = at + 0.5 * UP, at + 1.0 * UP
            limbs = [(at + 0.15 * LEFT, hip), (at + 0.15 * RIGHT, hip), (hip, neck)]
            arms = [(neck + 0.1 * DOWN, neck + 0.3 * side * RIGHT + 0.35 * DOWN) for side in (-1, 1)]
            head = Circle(radius=0.17, color=BLUE, fill_opacity=1).move_to(neck + 0.2 * UP)
            return VGroup(*(Line(a, b, color=BLUE, stroke_width=10) for a, b in (*limbs, *arms)), head)

        def underfoot() -> DashedLine:
            at, rise = x.get_value(), slope(x.get_value())
            dx = 0.7 / np.hypot(1, rise)
            ends = [axes.c2p(at + side * dx, ground(at) + side * dx * rise) for side in (-1, 1)]
            return DashedLine(*ends, color=RED, stroke_width=6)

        def downhill() -> Arrow:
            at, fall = x.get_value(), -slope(x.get_value())
            dx = 0.6 * np.sign(fall) * min(1.0, abs(fall) + 0.1)
            end = axes.c2p(at + dx, ground(at) + dx * slope(at))
            return Arrow(foot() + 0.15 * UP, end + 0.15 * UP, buff=0, color=RED)

        number = (
            DecimalNumber(ground(START), num_decimal_places=2, mob_class=Text, color=BLACK)
            .to_corner(UL)
            .shift([2, 0, 0])
        )
        number.add_updater(lambda shown: shown.set_value(ground(x.get_value())))
        words = Text("error", font_size=32, color=BLACK).to_corner(UL)
        told = Text("Direction to decrease error", font_size=32, color=BLACK).to_edge(UP)
        self.play(Create(axes), Create(hill), FadeIn(turf), run_time=2)
        self.wait(2)
        self.play(FadeIn(always_redraw(person)), FadeIn(words, number), run_time=1.2)
        self.play(Create(always_redraw(underfoot)), FadeIn(always_redraw(downhill), told), run_time=1.6)
        self.wait(2)
        for _ in range(WALK):
            at = x.get_value()
            self.add(Dot(axes.c2p(at, ground(at)), color=RED))
            self.play(x.animate.set_value(at - RATE * slope(at)), run_time=1.5)
        self.wait(4)
