"""Several tangents of one curve: the slope differs from place to place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hillside.stage.axes import Axes
from hillside.stage.drawing import Part
from hillside.stage.errors import ParamError
from hillside.stage.film import UNCHANGED, Beat
from hillside.stage.labels import Beside, Instead, Parts, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted
from hillside.stage.lettering.typesetting import Lettering, markup_of
from hillside.stage.lettering.typst_markup import display, plain, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.plane import View, check_inside
from hillside.stage.sheet import Sheet
from mathcore import Expr, Graph, Interval, derivative_expr, value_at
from scenes.shared.slopes.curve_view import curve_view
from scenes.shared.slopes.graph import derivative_markup
from scenes.shared.slopes.graph_marks import curve_parts
from scenes.shared.slopes.named_tangents import named_tangents
from scenes.shared.slopes.tangency import (
    Tangency,
    is_visible,
    slide_to,
    slope_of,
    tangency_at,
)

MOST = 6
"""Maximum number of places; more tangents cover the curve."""
REACH = 0.26
"""Length of a tangent to each side of its point, as a share of the paper's shorter side."""
WITHIN = 0.75
"""Share of the height that the places may take with equal scales."""


@dataclass(frozen=True, kw_only=True)
class Several:
    """The facts of several tangents of a curve.

    Attributes:
        curve: the graph in the window.
        place: the tangents, in the order in which they are drawn; the last one is the one that slides.
    """

    curve: Graph
    place: tuple[Tangency, ...]


def several_view(
    f: Expr, places: Sequence[float], window: Interval | None, aspect: float, height: Interval | None
) -> View:
    """Return the view of a curve that shows its tangents at all places.

    Raises:
        ParamError: if there are more than `MOST` places, two are the same, one lies outside the window, or
            the curve has no slope at one.
    """
    if len(places) > MOST:
        raise ParamError("at", f"{len(places)} places are too many for one picture; give at most {MOST}")
    if len(set(places)) < len(places):
        raise ParamError("at", "the same place is given twice; give each once")
    for x in places:
        check_inside(x, window, "at", "point")
        slope_of(f, x)
    view = curve_view(f, places, window, aspect, height=height)
    heights = [value_at(f, x) for x in places]
    if height is not None:
        return view
    if equal := _with_equal_scales(view, min(heights), max(heights)):
        return equal
    return replace(view, y=Interval(min(view.y.low, *heights), max(view.y.high, *heights)))


def _with_equal_scales(view: View, lowest: float, highest: float) -> View | None:
    """Return the view with equal scales, in which a slope of 1 rises at 45°; None if places are cut off.

    The places, from `lowest` to `highest`, are in its middle, and 0 is in it where that is possible.

    >>> view = View(Interval(-3, 3), Interval(-9, 9), 1.5)
    >>> _with_equal_scales(view, 0.0, 2.0).y, _with_equal_scales(view, 0.0, 3.5)
    (Interval(low=-1.5, high=2.5), None)
    """
    height = view.x.width / view.aspect
    room = height * WITHIN - (highest - lowest)
    if room < 0:
        return None
    middle = (lowest + highest) / 2
    toward = min(max(0.0, middle - room / 2), middle + room / 2)
    return replace(view, y=Interval(toward - height / 2, toward + height / 2))


def several_at(f: Expr, places: Sequence[float], view: View) -> Several:
    """Return the facts of the tangents of `f` at some places.

    >>> from mathcore import parse
    >>> facts = several_at(parse("x^2"), (-1.0, 0.0, 2.0), View(Interval(-3, 3), Interval(-1, 5), 1.0))
    >>> [each.slope for each in facts.place]
    [-2.0, 0.0, 4.0]
    """
    return Several(curve=Graph(f, view.x), place=tuple(tangency_at(f, x, view, REACH) for x in places))


def several_parts(
    axes: Axes, facts: Several, numbers: Sequence[tuple[str, str]], language: Language
) -> Parts:
    """Return the curve, and at each place the tangent, its slope, and the point named on its axis.

    Args:
        axes: the axes.
        facts: the tangents.
        numbers: x and the slope at each place, as they are written.
        language: the language.
    """
    names = [f"place-{number}" for number in range(1, len(facts.place) + 1)]
    shown = dict(zip(names, facts.place, strict=True))
    named = named_tangents(axes, shown, dict(zip(names, numbers, strict=True)), language)
    return {
        **axes.drawn(),
        **named.marks,
        **curve_parts(axes.plane, facts.curve),
        **named.tangents,
        **named.labels,
        **named.axis_names,
    }


def parts_of_place(number: int, parts: Parts) -> tuple[str, ...]:
    """Return the names of the parts that belong to a place."""
    return tuple(name for name in parts if name.startswith(f"place-{number}-"))


def derivative_headline(facts: Several, sheet: Sheet, language: Language) -> Beside:
    """Return the line above the picture: the derivative as a function if it has a short formula."""
    f = facts.curve.f
    markup = derivative_markup(derivative_expr(f, f.names[0]) if f.names else None, language)
    words = plain(language.say("The slope of the tangent line"))
    line = Lettering(
        settings=(markup or words,), size=MEASURES.formula, least=MEASURES.least_label, role="ink"
    )
    return headline(line, sheet.inside(MEASURES.margin), language)


def running_value(x: str, slope: str, language: Language) -> Instead:
    """Return the slope that changes while the point slides, where that line will stand; both as written."""
    applied = tinted("slope", f"{markup_of('f', language)}'({quoted(x)})")
    value = display(f"{applied} = {tinted('slope', quoted(slope))}")
    return Instead(lettering=Lettering(settings=(value,), size=MEASURES.formula, role="ink"), of="derivative")


def tangents_sentence(facts: Several, language: Language) -> str:
    """Return the curve, and where its tangents are."""
    places = language.listed(language.equation("x", each.touch.x) for each in facts.place)
    curve = language.equation("y", facts.curve.f)
    return language.say("The curve {curve} with tangents at {places}.", curve=curve, places=places)


def several_alt(facts: Several, language: Language, *, asks: bool) -> str:
    """Return the description: the curve, its tangents, and their slopes or the question for them."""
    told = question_for_slopes if asks else slope_sentence
    return language.joined(
        tangents_sentence(facts, language), *(told(each, language) for each in facts.place)
    )


def slope_sentence(tangency: Tangency, language: Language) -> str:
    """Return the slope at a place."""
    place = language.equation("x", tangency.touch.x)
    return language.say("At {place} the slope is {slope}.", place=place, slope=tangency.slope)


def question_for_slopes(tangency: Tangency, language: Language) -> str:
    """Return the question for the slope at a place."""
    return language.say("How steep is it at {place}?", place=language.equation("x", tangency.touch.x))


def several_story(
    curve: Beat, facts: Several, parts: Parts, view: View, language: Language
) -> Iterator[Beat]:
    """Yield the tangent that slides from place to place, and leaves one behind at each.

    Args:
        curve: the beat in which the curve appears.
        facts: the tangents at the end.
        parts: the parts at the end.
        view: the view.
        language: the language.
    """
    say, last = language.say, len(facts.place)
    line = say("One straight line touches the curve there and runs along with it: the tangent.")
    sliding = _without_words(parts_of_place(last, parts), parts)
    start = slide_to(facts.curve.f, facts.place[0].touch.x, view)
    yield replace(curve, at={"at": start})
    yield Beat(say=line, show=(sliding, "running-slope"), seconds=1.2, poster=True)
    before = start
    for number, each in enumerate(facts.place, 1):
        x, place = each.touch.x, language.equation("x", each.touch.x)
        slides = before != x and is_visible(facts.curve.f, before, x, view)
        if slides:
            said = say("Slide the point to {place}: the tangent turns as the curve does.", place=place)
            yield Beat(say=said, to={"at": x}, seconds=2.0, rest=0.4)
        jump = UNCHANGED if slides else {"at": x}
        here = parts_of_place(number, parts)
        here = tuple(name for name in here if number < last or name not in sliding)
        said = slope_sentence(each, language)
        if number < last:
            yield Beat(say=said, at=jump, show=(here,), seconds=0.8, rest=0.6)
        else:
            headline = (*here, "derivative")
            yield Beat(say=said, at=jump, show=(headline,), hide=("running-slope",), seconds=0.8, rest=2.5)
        before = x


def _without_words(names: Sequence[str], parts: Parts) -> tuple[str, ...]:
    return tuple(name for name in names if isinstance(parts[name], Part))
