"""The film of `tangent` as manim's documentation teaches it: axes, plotted curve, `always_redraw`.

manim render -qh --fps 60 benchmarks/peers/tangent_by_hand.py TangentByHand
"""

import numpy as np
from manim import (
    BLACK,
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORANGE,
    RED,
    RIGHT,
    UL,
    UP,
    WHITE,
    Arrow,
    Axes,
    Create,
    DashedLine,
    DecimalNumber,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Scene,
    Text,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)


def curve(x: float) -> float:
    """Return x³/3 − x."""
    return x**3 / 3 - x


def slope(x: float) -> float:
    """Return its derivative, x² − 1."""
    return x**2 - 1


class TangentByHand(Scene):
    """A point slides along a curve with its tangent and the slope; then rise, run, and a callout."""

    def construct(self) -> None:
        """Play the film: 24.2 seconds, as long as ours."""
        self.camera.background_color = WHITE
        axes = Axes(
            x_range=[-3, 3, 1],
            y_range=[-3, 3, 1],
            x_length=10,
            y_length=6.5,
            axis_config={
                "color": BLACK,
                "include_numbers": True,
                "label_constructor": Text,
                "decimal_number_config": {"color": BLACK},
            },
        )
        graph = axes.plot(curve, x_range=[-2.6, 2.6], color=BLUE, stroke_width=6)
        name = Text("f(x) = x³/3 − x", font_size=32, color=BLUE).to_corner(UL)
        x = ValueTracker(-1.8)

        def line(reach: float = 1.6) -> DashedLine:
            at, rise = x.get_value(), slope(x.get_value())
            dx = reach / np.hypot(1, rise)
            ends = [axes.c2p(at + side * dx, curve(at) + side * dx * rise) for side in (-1, 1)]
            return DashedLine(*ends, color=RED, stroke_width=6)

        dot = always_redraw(
            lambda: Dot(axes.c2p(x.get_value(), curve(x.get_value())), color=RED, radius=0.12)
        )
        tangent = always_redraw(line)
        number = DecimalNumber(slope(-1.8), num_decimal_places=2, mob_class=Text, color=BLACK).to_corner(
            UP + RIGHT
        )
        number.add_updater(lambda shown: shown.set_value(slope(x.get_value())))
        words = Text("slope =", font_size=32, color=BLACK).next_to(number, LEFT)

        self.play(Create(axes), Create(graph), FadeIn(name), run_time=2)
        self.wait(2)
        self.play(FadeIn(dot), run_time=1.2)
        self.wait(1.2)
        self.play(Create(tangent), FadeIn(words, number), run_time=2)
        self.wait(2)
        self.play(x.animate.set_value(1.5), run_time=6)
        corner = axes.c2p(2.0, curve(1.5))
        run = Line(axes.c2p(1.5, curve(1.5)), corner, color=GREEN, stroke_width=6)
        rise = Line(corner, axes.c2p(2.0, curve(1.5) + 0.625), color=ORANGE, stroke_width=6)
        legs = VGroup(
            Text("run = 0.5", font_size=28, color=GREEN).next_to(run, DOWN),
            Text("rise = 0.63", font_size=28, color=ORANGE).next_to(rise, RIGHT),
        )
        self.play(Create(run), Create(rise), Write(legs), run_time=2.8)
        self.wait(1)
        told = Text("Derivative = Slope of the Tangent Line", font_size=32, color=BLACK).to_edge(DOWN)
        callout = Arrow(told.get_top(), axes.c2p(0.9, curve(1.5) - 0.6 * slope(1.5)), color=BLACK)
        self.play(FadeOut(words, number), FadeIn(told), Create(callout), run_time=1.6)
        self.wait(2.4)
