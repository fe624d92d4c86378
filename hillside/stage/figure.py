"""The figure: facts to parts to picture, as a still, as a film, and under the stock manim command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar, cast, final, get_args, get_origin

from manim import Animation, CairoRenderer, Mobject, Scene, UpdateFromAlphaFunc, VGroup, linear, logger

from hillside.stage.drawing import Part, Pixels, first_share
from hillside.stage.errors import Refusal
from hillside.stage.film import Beat, Film, Moment
from hillside.stage.labels import Instead, Parts, drawn, obstacles, to_items
from hillside.stage.lettering.language import Language, script_of
from hillside.stage.lettering.typeface import TEXT_SIZES
from hillside.stage.look.theme import MEASURES, Theme
from hillside.stage.manim_settings import (
    language_named,
    manim_settings,
    misspelled_settings,
    theme_named,
    unused_settings,
    uses_cairo,
)
from hillside.stage.params import Parameters, fields_of, params_of
from hillside.stage.placement import Callout, Label, Obstacle, Placement, between, place, place_along
from hillside.stage.sheet import Box, Sheet
from hillside.stage.sheet_camera import SheetCamera
from mathcore import Expr

P = TypeVar("P", bound=Parameters)
V = TypeVar("V")
F = TypeVar("F")


class Figure(Scene, Generic[P, V, F]):
    """A picture that is `parts(facts(params, view))`, and a film of such pictures along a story.

    A figure declares its parameters, computes its facts, and draws them; everything else is done here. The
    three type parameters are `P` of the parameters, `V` of the view and `F` of the facts, as in
    `class Tangent(Figure[Params, View, Facts])`; a subclass of a figure inherits them.

    Attributes:
        largest_text: the largest scale of words for which there is room.
        Params: the class of the declared parameters, read from the first of the three types.
        params: the parameters of the final picture.
        theme: the colors and the typeface, including the script of the language.
        language: the language of words and numbers, and the letters of the function that is shown; `facts`
            does not depend on it.
        sheet: the sheet in layout pixels.
        view: the part of the plane that is shown, the same at all moments: that of `view_of`, or a
            larger one when some label has no position in it.
    """

    # One for the whole class; but a `ClassVar` may not contain a type variable (PEP 526).
    Params: type[P]
    largest_text: ClassVar[float] = max(TEXT_SIZES.values())

    def __init__(
        self,
        params: P | None = None,
        theme: Theme | str | None = None,
        language: Language | str | None = None,
        *,
        renderer: CairoRenderer | None = None,
        pace: float = 1.0,
        **given: object,
    ) -> None:
        """Stage the figure.

        Under manim's own command, parameters, `theme` and `language` may be class attributes of a subclass.

        Args:
            params: the parameters of the final picture.
            theme: the theme, or the name of a built-in one.
            language: the language, or its code.
            renderer: manim's renderer; the `%%manim` magic of notebooks passes its own.
            pace: how long the film takes, in units of its normal length.
            given: parameters by name, in place of `params`.

        Raises:
            Refusal: A parameter, a theme or a language is unknown, there is no room for words so large, or
                manim's renderer is another than Cairo.
        """
        if not uses_cairo():
            raise Refusal("figures are drawn by manim's Cairo renderer; leave out --renderer=opengl")
        super().__init__(renderer=renderer, camera_class=SheetCamera)
        own = manim_settings(type(self), [each.name for each in fields_of(self.Params)])
        theme, language = (
            theme_named(theme or own.pop("theme", None)),
            language_named(language or own.pop("language", None)),
        )
        if theme.typeface.scale > self.largest_text:
            raise Refusal('there is no room here for larger words; give this figure the text size "normal"')
        cast(SheetCamera, self.camera).use_paper(theme.paper)
        self.params: P = params_of(self.Params, {**own, **given}) if params is None else params
        self.language = replace(language, letters=_letters_of(self.params))
        self.theme = replace(theme, typeface=replace(theme.typeface, script=script_of(language.code)))
        self.sheet: Sheet = cast(SheetCamera, self.camera).sheet
        self.view: V = self.view_of(self.params, self.sheet)
        self._drawn: tuple[P, Parts] | None = None
        self._make_room()
        self.film: Film[P] = Film(self.params, self.story(), pace)

    def __init_subclass__(cls) -> None:
        """Read the class of the parameters from the bases; one without type arguments passes on its own."""
        super().__init_subclass__()
        for base in vars(cls).get("__orig_bases__", ()):
            named = _params_of(base)
            if isinstance(named, type):
                cls.Params = cast("type[P]", named)

    @staticmethod
    def view_of(params: P, sheet: Sheet) -> V:
        """Return the part of the plane to show on `sheet` for the final parameters."""
        raise NotImplementedError

    @staticmethod
    def larger_views(params: P, view: V) -> Iterable[V]:
        """Return further views, the best first, for when a label has no position in `view`."""
        return ()

    @staticmethod
    def facts(params: P, view: V) -> F:
        """Compute every number and shape that the picture claims, with mathcore."""
        raise NotImplementedError

    def parts(self, facts: F) -> Parts:
        """Draw the facts: named parts and labels, back to front. A part named like a fact depicts it."""
        raise NotImplementedError

    def title(self) -> str:
        """Return the title of the figure."""
        raise NotImplementedError

    def alt(self, facts: F) -> str:
        """Describe in a sentence or two what the picture shows, with its own numbers."""
        raise NotImplementedError

    def formula(self) -> str:
        """Return the formula that the figure is about as Typst math; empty if there is none."""
        return ""

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the facts that are not told about the picture, since it asks for them."""
        return ()

    def story(self) -> Iterator[Beat]:
        """Yield the beats of the film; the last one ends on the still."""
        yield Beat(say=self.alt(self.final_facts), show=tuple(self.parts(self.final_facts)))

    @cached_property
    def final_facts(self) -> F:
        """The facts of the final picture."""
        return self.facts(self.params, self.view)

    @final
    def picture(self, moment: Moment[P]) -> dict[str, Part]:
        """Return the parts visible at a moment, drawn, back to front."""
        parts = self._parts(moment.params)
        placement = self._placement(moment.station)
        shown = dict(moment.shown)
        there = {
            name: drawn(part, name, placement, self.theme) for name, part in parts.items() if name in shown
        }
        return {name: first_share(part, shown[name]) for name, part in there.items() if part is not None}

    @final
    def paint(self, parts: Mapping[str, Part]) -> Pixels:
        """Paint some parts: shape `(height, width, 4)`, red, green, blue, alpha in 0 to 255."""
        return cast(SheetCamera, self.camera).paint(parts.values())

    @final
    def still(self) -> dict[str, Part]:
        """Return the final picture."""
        return self.picture(self.film.last())

    @final
    def construct(self) -> None:
        """Play the film under manim's own command, one section per beat."""
        names = [each.name for each in fields_of(self.Params)]
        for remark in (*unused_settings(), *misspelled_settings(type(self), names)):
            logger.warning(remark)
        canvas = VGroup()
        self.add(canvas)
        for number, (beat, start) in enumerate(zip(self.film.beats, self.film.starts(), strict=True), 1):
            self.next_section(f"{number} {beat.say}")
            self.play(self._telling(canvas, start, beat.seconds))
            # Manim's last frame of a play stops short of its end, so the end itself is drawn for the hold.
            self._show(canvas, self.film.end_of(number - 1))
            self.wait(beat.pause)

    def _telling(self, canvas: VGroup, start: float, seconds: float) -> Animation:
        def tell(group: Mobject, share: float) -> None:
            self._show(group, self.film.at(start + share * seconds))

        return UpdateFromAlphaFunc(canvas, tell, run_time=seconds, rate_func=linear)

    def _show(self, canvas: Mobject, moment: Moment[P]) -> None:
        # Not `canvas.become(...)`, which copies every point and changes the parts that the figure keeps.
        canvas.submobjects = list(self.picture(moment).values())

    def _make_room(self) -> None:
        """Switch to the first larger view in which every label has a position, if some label has none."""
        further = tuple(self.larger_views(self.params, self.view))
        for view in (self.view, *further) if further else ():
            trial = copy(self)
            trial.view = view
            if not trial.layout.left_out:
                vars(self).update(vars(trial))
                return

    def _parts(self, params: P) -> Parts:
        if self._drawn is None or self._drawn[0] != params:
            facts = self.final_facts if params == self.params else self.facts(params, self.view)
            self._drawn = params, self.parts(facts)
        return self._drawn[1]

    def _placement(self, station: float) -> Placement:
        """Return the placement at a station of the film, or interpolated between two."""
        last = len(self.film.stations) - 1
        if station >= last:
            return self.layout
        first = int(station)
        return between(self._placements[first], self._placements[first + 1], station - first)

    @cached_property
    def layout(self) -> Placement:
        """The placement of the final picture's labels, and the constraints that were relaxed."""
        return place(*self._wanted(self.params), self._frame, clear=MEASURES.clear)

    @cached_property
    def _placements(self) -> list[Placement]:
        pictures = [self._wanted(params) for params in self.film.stations]
        return place_along(
            pictures, self._frame, clear=MEASURES.clear, seen=[*map(self._placed, self.film.seen)]
        )

    def _placed(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names of the labels that are placed when these parts are seen."""
        parts = self._parts(self.params)
        pairs = ((name, parts.get(name)) for name in names)
        return frozenset(part.of if isinstance(part, Instead) else name for name, part in pairs)

    def _wanted(self, params: P) -> tuple[list[Label | Callout], list[Obstacle]]:
        parts = self._parts(params)
        return to_items(parts, self.theme.typeface), obstacles(parts)

    @property
    def _frame(self) -> Box:
        return self.sheet.inside(MEASURES.margin)


def _letters_of(params: Parameters) -> tuple[tuple[str, str], ...]:
    """Return the letters of the function among the parameters, by those that usually stand in their place."""
    values = (getattr(params, each.name) for each in fields_of(params))
    f = next((value for value in values if isinstance(value, Expr)), None)
    if f is None or len(f.names) not in (1, 2):
        return ()
    usual = {"f": f.name, "x": f.names[0], "y": f.value_name}
    if len(f.names) == 2:
        usual |= {"y": f.names[1], "w_1": f.names[0], "w_2": f.names[1]}
    return tuple((name, letter) for name, letter in usual.items() if name != letter)


def _params_of(base: object) -> object:
    """Return the first type argument of a base such as `Figure[Params, View, Facts]`; None for other bases.

    A generic figure in between, such as `class Curved(Figure[P, View, F])`, may pass its own argument on.
    """
    origin, arguments = cast(object, get_origin(base)), get_args(base)
    if origin is Figure:
        return arguments[0]
    if not isinstance(origin, type) or Figure not in origin.__mro__:
        return None
    inner = map(_params_of, vars(origin)["__orig_bases__"])
    named = next((each for each in inner if each is not None), None)
    return dict(zip(vars(origin)["__parameters__"], arguments, strict=True)).get(named, named)


AnyFigure: TypeAlias = Figure[Any, Any, Any]
"""A figure whose parameters, view and facts are not known to whoever draws or checks it."""
