"""Figures in a manim scene of one's own: a group of named parts in manim's units, which can glide.

from hillside import TangentDiagram

class Mine(Scene):
    def construct(self):
        d = TangentDiagram("x^2", at=1, width=6)
        self.play(Create(d["curve"]))
        self.play(d.animate_to(at=2))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any, cast

import numpy as np
from manim import Animation, VGroup, VMobject, linear

from hillside.stage.drawing import Letters, Painting, Part
from hillside.stage.errors import Refusal, as_refusals, suggestion
from hillside.stage.figure import AnyFigure
from hillside.stage.film import Beat, Film
from hillside.stage.labels import Instead, Request
from hillside.stage.manim_settings import scene_background
from hillside.stage.params import fields_of
from hillside.stage.params import replace as replaced
from hillside.stage.plane import Plane, plane_of
from hillside.stage.sheet import Points
from hillside.studio.catalogue import load
from hillside.studio.job import Job
from hillside.studio.renderer import staged
from hillside.studio.requested_look import language_of, theme_of
from hillside.studio.serialization import from_given, to_text
from mathcore import Constant, Interval

LINE = 0.01
"""The manim units per unit of a stroke's width."""
LOOKS = 5
"""The number of moments of a glide at which it is looked which parts there are."""
KEPT = ("layout", "_placements", "final_facts")
"""What a figure has computed for its final picture, and a copy with other parameters computes anew."""


class Diagram(VGroup):
    """A figure as a group of named parts, such as `diagram["tangent"]`.

    It may be moved, scaled and rotated like any group; `c2p` and `animate_to` follow.

    Args:
        figure: its name, such as `secant`.
        width: its width in manim units.
        size: its shape, such as `16:9`; the wider, the smaller are the words in it.
        theme: the name of a theme; by default the one that suits the background of the scene.
        lang: the code of its language.
        params: its parameters, as Python values or as on the command line.

    Raises:
        Refusal: There is no such figure, it consists of pixels, or an option is invalid.
    """

    def __init__(
        self,
        figure: str,
        *,
        width: float = 6.0,
        size: str = "4:3",
        theme: str | None = None,
        lang: str = "en",
        **params: object,
    ) -> None:
        super().__init__()
        kind, language = load(figure), language_of(lang)
        texts = to_text(from_given(kind.Params, params))
        look = theme_of(theme or "light", scene_background())
        job = Job.read(figure, texts, ".svg", look, size, "final", language=language)
        with as_refusals(), staged(job) as drawn:
            self.source = _Source(drawn)
        sheet = self.source.figure.sheet
        half = np.array([sheet.width, sheet.height, 0.0]) / 2
        corners = [half * np.array(sides) for sides in ((-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0))]
        self._frame = VMobject(stroke_opacity=0, fill_opacity=0)
        self._frame.set_points_as_corners([*corners, corners[0]])
        self._frame.scale(width / sheet.width, about_point=np.zeros(3))
        self._parts: dict[str, VGroup] = {}
        self.display(self.source.figure.still())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, back to front."""
        return tuple(self._parts)

    def __getitem__(self, name: Any) -> Any:
        """Return the part of this name; a number counts parts, as in every group of manim."""
        if not isinstance(name, str):
            return cast(Any, super()).__getitem__(name)
        if name not in self._parts:
            way_out = suggestion(name, self._parts) or f"; it has {', '.join(self._parts)}"
            raise Refusal(f'the diagram has no part "{name}"{way_out}')
        return self._parts[name]

    def c2p(self, x: float, y: float, part: str | None = None) -> Points:
        """Return the point of the scene at some coordinates.

        Where a figure has several planes, `part` is the name of a part on one of them.

        Raises:
            Refusal: The part has no coordinates.
        """
        return self._on_scene(self._plane(part).to_sheet(np.array([[float(x), float(y)]])))[0]

    def p2c(self, point: Sequence[float], part: str | None = None) -> tuple[float, float]:
        """Return the coordinates of a point of the scene; the inverse of `c2p`."""
        origin, across, up = self._axes
        offset = np.asarray(point, dtype=float)[:2] - origin[:2]
        on_sheet = np.linalg.solve(np.column_stack([across[:2], up[:2]]), offset)
        x, y = self._plane(part).to_data(np.array([on_sheet.tolist()]))[0].tolist()
        return x, y

    def animate_to(self, run_time: float = 2.0, **params: float) -> Animation:
        """Return the animation in which parameters glide to new values, and all parts and numbers with them.

        Raises:
            Refusal: A parameter is unknown or is no number, or it leads out of the window.
        """
        to = {name: self._number(name, value) for name, value in params.items()}
        with as_refusals():
            self._check_window(to)
        return _Glide(self, to, run_time)

    def _check_window(self, to: Mapping[str, float]) -> None:
        """Check that a figure with other parameters lies in the window of this one, which stays as it is.

        Raises:
            ParamError: A point lies outside the window, or has no tangent.
            Refusal: Something that is seen would be drawn outside the sheet.
        """
        figure = self.source.figure
        there = replaced(figure.params, **to)
        names = [each.name for each in fields_of(figure.Params) if each.name.endswith("window")]
        if names and self._windows:
            windows = dict(zip(names, self._windows, strict=False))
            figure.view_of(replaced(there, **windows), figure.sheet)
        drawn = figure.parts(figure.facts(there, figure.view))
        lost = [name for name, part in drawn.items() if name in self._parts and self._is_off(part)]
        if lost:
            given = ", ".join(f"{name}={value:g}" for name, value in to.items())
            seen = "".join(f", which shows {each.low:g} to {each.high:g}" for each in self._windows[:1])
            raise Refusal(
                f"{given} leads out of the diagram{seen} ({', '.join(lost)}); choose a nearer value, or make "
                "the diagram with room for it, such as window=[-3, 4]"
            )

    @property
    def _windows(self) -> list[Interval]:
        """The range of x that is seen on each of its planes, in the order in which they are drawn."""
        planes = dict.fromkeys(plane_of(each) for each in self.source.figure.still().values())
        return [plane.view.x for plane in planes if plane is not None]

    def _is_off(self, part: Part | Request | Instead) -> bool:
        """Return whether the middle of a part, as drawn, lies outside the sheet."""
        shapes = part.shapes() if isinstance(part, Part) else ()
        points = [np.asarray(shape.points)[:, :2] for shape in shapes if len(shape.points)]
        if not points:
            return False
        whole = np.vstack(points)
        middle = np.abs(whole.min(axis=0) + whole.max(axis=0)) / 2
        sheet = self.source.figure.sheet
        return bool((middle > np.array([sheet.width, sheet.height]) / 2).any())

    def _number(self, name: str, value: object) -> float:
        figure = self.source.figure
        known = {each.name: each for each in fields_of(figure.Params)}
        if name not in known:
            way_out = suggestion(name, known) or f"; choose from {', '.join(known)}"
            raise Refusal(f"{name}: no such parameter here{way_out}")
        here, there = getattr(figure.params, name), known[name].read(str(value))
        if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in (here, there)):
            raise Refusal(
                f"{name} cannot glide from {here} to {value}, since only numbers do; "
                "give it a number first, or make another diagram and transform its parts"
            )
        return cast(float, there)

    def _plane(self, part: str | None) -> Plane:
        drawn = self.source.figure.still()
        found = {name: plane_of(each) for name, each in drawn.items()}
        planes = {name: plane for name, plane in found.items() if plane is not None}
        if part is not None and part not in planes:
            raise Refusal(f'the part "{part}" has no coordinates; these have: {", ".join(planes)}')
        if not planes:
            raise Refusal("this figure has no coordinates")
        return planes[part] if part is not None else next(iter(planes.values()))

    @property
    def _axes(self) -> tuple[Points, Points, Points]:
        """The center of its sheet in the scene, and the vectors of one layout pixel to the right and up."""
        corners = np.asarray(self._frame.get_start_anchors())[:4]
        sheet = self.source.figure.sheet
        across, up = (corners[1] - corners[0]) / sheet.width, (corners[3] - corners[0]) / sheet.height
        return corners.mean(axis=0), across, up

    def _on_scene(self, points: Points) -> Points:
        """Return points in layout pixels, shape `(n, 2)`, as points of the scene, shape `(n, 3)`."""
        origin, across, up = self._axes
        return origin + points[:, :1] * across + points[:, 1:2] * up

    def display(self, parts: Mapping[str, Part]) -> None:
        """Give its parts the shapes of a picture; a part that stays remains the same object."""
        for name in self._parts.keys() - parts.keys():
            _fill_group(self._parts[name], [])
        before = self._parts
        self._parts = {name: before.get(name, VGroup()) for name in parts}
        for name, part in parts.items():
            _fill_group(self._parts[name], [self._in_units(shape) for shape in _pieces(part)])
        self.submobjects = [self._frame, *self._parts.values()]

    def _in_units(self, shape: VMobject) -> VMobject:
        """Return a shape in the units of the scene."""
        unit = float(np.linalg.norm(self._axes[1]))
        copied = VMobject(joint_type=shape.joint_type, cap_style=shape.cap_style)
        copied.set_points(self._on_scene(np.asarray(shape.points)[:, :2]))
        copied.fill_rgbas, copied.stroke_rgbas = np.array(shape.fill_rgbas), np.array(shape.stroke_rgbas)
        copied.sheen_direction = np.array(shape.sheen_direction)
        copied.stroke_width = float(shape.stroke_width) * unit / LINE
        return copied


class TangentDiagram(Diagram):
    """The tangent of a function at a point, as in `TangentDiagram("x^2", at=1, width=6)`."""

    def __init__(self, function: object = "x^3/3 - x", **options: Any) -> None:
        super().__init__("tangent", function=function, **options)


class HikerDiagram(Diagram):
    """The hiker on the ground of a function, at the start of the walk unless `step` says otherwise."""

    def __init__(self, function: object = "x^4/4 - x^2 + x/5", **options: Any) -> None:
        options.setdefault("step", 0)
        super().__init__("hiker", function=function, **options)


class _Source:
    """The figure of a diagram; copies of a diagram, which manim makes for animations, share it."""

    def __init__(self, figure: AnyFigure) -> None:
        self.figure = figure

    def __deepcopy__(self, memo: object) -> _Source:
        return self


class _Glide(Animation):
    """Parameters of a diagram glide to new values."""

    # Manim's `__new__` takes any arguments, but is not annotated so.
    def __init__(  # pyright: ignore[reportInconsistentConstructor]
        self, diagram: Diagram, to: Mapping[str, float], run_time: float
    ) -> None:
        super().__init__(diagram, run_time=run_time, rate_func=linear)
        self._diagram, self._to = diagram, to

    def begin(self) -> None:
        """Lay the labels of the glide out; it begins where the diagram then is."""
        before = self._diagram.source.figure
        start = {name: _plain(getattr(before.params, name)) for name in self._to}
        self._figure = copy(before)
        for name in KEPT:
            vars(self._figure).pop(name, None)
        with as_refusals():
            self._figure.params = replaced(before.params, **self._to)
            names = tuple(dict.fromkeys(self._names(before, start)))
            beats = (
                Beat(say="", show=(names,), at=start, seconds=0.0, rest=0.0),
                Beat(say="", to={name: _plain(each) for name, each in self._to.items()}, rest=0.0),
            )
            self._figure.film = Film(self._figure.params, beats)
        super().begin()

    def _names(self, before: AnyFigure, start: Mapping[str, float]) -> Iterator[str]:
        """Yield the names of the parts that are seen at some moments of the glide, back to front.

        What the picture at its beginning leaves out, such as words for the film alone, stays out.
        """
        seen, figure = before.still(), self._figure
        left_out = {name for name in before.parts(before.final_facts) if name not in seen}
        for look in range(LOOKS + 1):
            share = look / LOOKS
            between = {name: low + share * (_plain(self._to[name]) - low) for name, low in start.items()}
            parts = figure.parts(figure.facts(replaced(before.params, **between), figure.view))
            for name, part in parts.items():
                if name not in left_out and not isinstance(part, Instead):
                    yield name

    def interpolate_mobject(self, alpha: float) -> None:
        """Show the picture after a share of the time."""
        film = self._figure.film
        self._diagram.display(self._figure.picture(film.at(alpha * film.seconds)))

    def finish(self) -> None:
        """End on the picture of the new values."""
        super().finish()
        self._diagram.source = _Source(self._figure)
        self._diagram.display(self._figure.still())

    def create_starting_mobject(self) -> Any:
        """Return an empty group: nothing of the diagram is copied."""
        return VGroup()

    def get_all_families_zipped(self) -> Any:
        """Return nothing: the diagram is shown as a whole."""
        return ()


def _fill_group(group: VGroup, shapes: Sequence[VMobject]) -> None:
    """Give a group other shapes; manim paints those that were there when the animation began to its end.

    So these take the place of the new ones, and what is too much is left without points.
    """
    old = group.submobjects
    for here, new in zip(old, shapes, strict=False):
        here.points, here.stroke_width = new.points, new.stroke_width
        here.fill_rgbas, here.stroke_rgbas = new.fill_rgbas, new.stroke_rgbas
        here.sheen_direction = new.sheen_direction
        here.joint_type, here.cap_style = new.joint_type, new.cap_style
    for spare in old[len(shapes) :]:
        spare.points = np.zeros((0, 3))
    group.submobjects = [*old[: len(shapes)], *shapes[len(old) :]]


def _plain(value: float) -> float:
    return float(value) if isinstance(value, Constant) else value


def _pieces(part: Part) -> Iterator[VMobject]:
    """Yield the shapes of a part, a line stroke by stroke and words letter by letter.

    Raises:
        Refusal: It is painted in pixels.
    """
    for shape in part.shapes():
        if isinstance(shape, Painting):
            raise Refusal("this figure is painted in pixels; film it, or put its picture into the scene")
        ends = _letter_ends(shape) if isinstance(shape, Letters) else _stroke_ends(shape)
        for first, last in zip([0, *ends[:-1]], ends, strict=True):
            piece = shape.copy()
            piece.points = np.asarray(shape.points)[first:last]
            yield piece


def _letter_ends(letters: Letters) -> list[int]:
    """Return the indices of points at which the letters of words end."""
    sizes = [glyph.last - glyph.first for glyph in letters.outline.glyphs if glyph.role is None]
    ends = np.cumsum([size for size in sizes if size]).tolist()
    return ends or [len(letters.points)]


def _stroke_ends(shape: VMobject) -> list[int]:
    """Return the indices of points at which the strokes of a line end; a filled shape is one piece."""
    points = np.asarray(shape.points)
    if float(shape.get_fill_opacity()) > 0 or len(points) == 0:
        return [len(points)]
    jumps = np.flatnonzero(~np.isclose(points[3:-1:4], points[4::4]).all(axis=1))
    return [*(4 * (jumps + 1)).tolist(), len(points)]
