"""Wording of secants and their quotients: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted
from hillside.stage.lettering.typesetting import markup_of
from hillside.stage.lettering.typst_markup import display, plain, quoted, wrapped
from hillside.stage.plane import View
from scenes.secant.facts import Secants
from scenes.shared.slopes.corner import Corner, corner_alt

SMALLER = (0.88, 0.78, 0.7)
"""Type sizes of a formula that is too long for its place, as shares of the usual one."""
DIGITS = 4
"""Significant digits of runs and quotients: with three, successive quotients would soon look equal."""


ASKED = "?"
"""What stands in the place of a number that is asked for."""


def four_digits(value: float, language: Language) -> str:
    """Return a run, or a quotient in its own digits, as in the table but without trailing zeros.

    >>> four_digits(1.125, Language()), four_digits(2.0, Language())
    ('1.125', '2')
    """
    return language.numeral(value, DIGITS)


def closing_words(language: Language) -> str:
    """Return the sentence that sums up the table."""
    return language.say("The shorter the run, the closer to the tangent")


def head_settings(words: str, symbol: str = "") -> tuple[str, ...]:
    """Return settings of the head of a column, as Typst markup: its words and a symbol, the best first."""
    signs = f"#h(0.35em)${symbol}$" if symbol else ""
    lines = dict.fromkeys(wrapped(words, count) for count in (1, 2, 3))
    return tuple(f"{plain(each)}{signs}" for each in lines)


def quotient_markup(facts: Secants, language: Language) -> str:
    """Return the difference quotient (f(a + h) - f(a)) / h at the point as Typst math."""
    name, place = markup_of("f", language), quoted(language.numeral(facts.touch.x))
    return tinted("legs", f"({name}({place} + h) - {name}({place})) / h")


def limit_settings(facts: Secants, language: Language, *, asks: bool = False) -> tuple[str, ...]:
    """Return settings, as Typst markup, of the derivative as the limit of the difference quotient."""
    name, place = markup_of("f", language), quoted(language.numeral(facts.touch.x))
    derivative = tinted("slope", f"{name}'({place})")
    value = tinted("slope", quoted(ASKED if asks else four_digits(facts.slope, language)))
    limit = f"lim_(h arrow.r 0) {quotient_markup(facts, language)}"
    line = display(f"{derivative} = {limit} = {value}")
    lines = display(f"{derivative} &= {limit} \\ &= {value}")
    shrunk = [f"#text(size: {size}em)[{each}]" for size in SMALLER for each in (line, lines)]
    return (line, lines, *shrunk, display(f"{derivative} = {value}"))


def running_settings(facts: Secants, view: View, language: Language) -> tuple[str, ...]:
    """Return settings, as Typst markup, of the quotient of the measured secant while its run shrinks."""
    slope, sign = (facts.slope, "arrow.r") if facts.secant is None else (facts.secant.slope, "=")
    value = language.counting(slope, view.y.width / view.x.width)
    line = display(f"{quotient_markup(facts, language)} {sign} {tinted('legs', quoted(value))}")
    return (line, *(f"#text(size: {size}em)[{line}]" for size in SMALLER))


def far_text(facts: Secants, view: View, language: Language) -> str:
    """Return the x of Q as it is named on the axis: 1 + h = 3, with as many decimals while it moves."""
    x = facts.far.x
    number = language.numeral(x) if facts.at_rest else language.counting(x, view.x.width / 2)
    return language.isolated(f"{language.numeral(facts.touch.x)} + h = {number}")


def leg_texts(facts: Secants, view: View, language: Language) -> tuple[str, str] | None:
    """Return run and rise as they are written while Q moves; None for their own digits."""
    if facts.legs is None or facts.at_rest:
        return None
    return (
        language.counting(facts.legs.across, view.x.width / 2),
        language.counting(facts.legs.up, view.y.width / 2),
    )


def secants_alt(facts: Secants, language: Language) -> str:
    """Return the description: the curve, the secants, their quotients and the limit of these."""
    if facts.corner is not None:
        return language.joined(corner_alt(facts.corner, language), _side_alt(facts, language))
    return language.say(
        "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
        "from {start} to {end}, toward {slope}, the slope of the dashed tangent.",
        **_secants_told(facts, language),
        slope=four_digits(facts.slope, language),
    )


def asked_alt(facts: Secants, language: Language) -> str:
    """Return the description without the limit of the quotients, and the question for it."""
    shown = language.say(
        "Secants of {curve} from the point at {place}, over runs from {first} to {last}: their slopes go "
        "from {start} to {end}.",
        **_secants_told(facts, language),
    )
    return language.joined(shown, limit_question(language))


def _secants_told(facts: Secants, language: Language) -> dict[str, str]:
    """Return the curve, the point, and the first and the last run and quotient, for a description."""
    return {
        "curve": language.equation("y", facts.curve.f),
        "place": language.equation("x", facts.touch.x),
        "first": four_digits(facts.runs[0], language),
        "last": four_digits(facts.runs[-1], language),
        "start": four_digits(facts.quotients[0], language),
        "end": four_digits(facts.quotients[-1], language),
    }


def limit_question(language: Language) -> str:
    """Return the question for the limit."""
    return language.say("What do the slopes go to as the run goes to 0?")


def _side_alt(facts: Secants, language: Language) -> str:
    return language.say(
        "The secants from there, over runs from {first} to {last}, have slopes from {start} to {end}, "
        "toward {slope}.",
        first=four_digits(facts.runs[0], language),
        last=four_digits(facts.runs[-1], language),
        start=four_digits(facts.quotients[0], language),
        end=four_digits(facts.quotients[-1], language),
        slope=four_digits(facts.slope, language),
    )


def first_caption(facts: Secants, language: Language) -> str:
    """Return the first run and its quotient."""
    return language.say(
        "Over a run of {run} its slope, rise over run, is {quotient}.",
        run=four_digits(facts.runs[0], language),
        quotient=four_digits(facts.quotients[0], language),
    )


def halving_caption(facts: Secants, number: int, language: Language) -> str:
    """Return the quotient after `number` halvings of the run."""
    return language.say(
        "Half as far: the slope is {quotient}.",
        quotient=four_digits(facts.quotients[number - 1], language),
    )


def limit_caption(facts: Secants, language: Language) -> str:
    """Return the limit of the quotients as the run goes to 0."""
    say, slope = language.say, four_digits(facts.slope, language)
    if facts.corner is None:
        return say("As the run goes to 0, the slope goes to {slope}: that of the tangent.", slope=facts.slope)
    if facts.runs[0] > 0:
        return say("As the run goes to 0 from the right, the slope goes to {slope}.", slope=slope)
    return say("As the run goes to 0 from the left, the slope goes to {slope}.", slope=slope)


def other_side_caption(facts: Secants, corner: Corner, language: Language) -> str:
    """Return the limit of the quotients for runs to the other side of a corner."""
    say = language.say
    if facts.runs[0] > 0:
        return say("Secants from the left go to another slope: {slope}.", slope=corner.left)
    return say(
        "Secants from the right go to another slope: {slope}.", slope=four_digits(corner.right, language)
    )


def last_caption(facts: Secants, language: Language) -> str:
    """Return the conclusion: the limit is the derivative, or at a corner there is none."""
    say, place = language.say, language.equation("x", facts.touch.x)
    if facts.corner is not None:
        return say(
            "The two slopes differ: the curve has no tangent and no derivative at {place}.", place=place
        )
    return say(
        "So the derivative at {place} is {slope}.", place=place, slope=four_digits(facts.slope, language)
    )
