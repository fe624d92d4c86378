"""Wording of a landscape of error: captions and alt text."""

from __future__ import annotations

from hillside.stage.lettering.language import Language
from hillside.stage.lettering.tints import tinted_words
from hillside.stage.lettering.typst_markup import plain
from scenes.landscape.facts import Facts
from scenes.landscape.ground.named_ground import Kind
from scenes.shared.maps.levels import are_even


def landscape_alt(facts: Facts, language: Language) -> str:
    """Return the description: the surface, and the descent with its numbers."""
    if facts.function is not None:
        shown = language.say(
            "The error over two weights as a shaded surface, and beside it as a contour map."
        )
    else:
        shown = language.say(
            "A slice through the error of a trained network as a shaded surface, and as a contour map."
        )
    return language.joined(shown, *_step_words(facts, language), descent_caption(facts, language))


def surface_caption(facts: Facts, language: Language) -> str:
    """Return a caption for the surface."""
    return language.joined(_height_words(facts, language), *_step_words(facts, language))


def _height_words(facts: Facts, language: Language) -> str:
    if facts.function is not None:
        return language.say(
            "Give each pair of weights its error as a height: a landscape of hills, valleys and plains."
        )
    if facts.percent == 0:
        return language.say(
            "This is the error of a real network over two random directions through its weights."
        )
    return language.say(
        "This is the error of a real network over the plane that holds {percent}% of its training.",
        percent=facts.percent,
    )


def _step_words(facts: Facts, language: Language) -> tuple[str, ...]:
    """Return a sentence that heights are not to scale, if they are not."""
    if are_even(facts.levels):
        return ()
    return (language.say("From line to line it climbs by equal steps, though the error grows ever faster."),)


def descent_caption(facts: Facts, language: Language) -> str:
    """Return a caption on where the descent leads."""
    say = language.say
    if facts.leaves:
        return say(
            "The way begins at error {first} and leads off the map at {last}.",
            first=facts.first,
            last=facts.last,
        )
    if facts.percent == 0:
        return say("The marked point is the trained network, with error {error}.", error=facts.error)
    if facts.last < facts.first:
        return say(
            "In {steps} steps the way leads down from error {first} to {last}.",
            steps=facts.steps,
            first=facts.first,
            last=facts.last,
        )
    return say(
        "At the marked point the error is {error}, and the way leads no further down.", error=facts.error
    )


def walking_caption(facts: Facts, language: Language) -> str:
    """Return a caption on the path; that of a network is the shadow of one through all weights."""
    if facts.function is not None:
        return language.say("Step by step it goes the steepest way down.")
    return language.say(
        "Training moves through {count} weights: this is the shadow of its path on the plane.",
        count=str(len(facts.weights)),
    )


def place_word(kind: Kind, language: Language) -> str:
    """Return the word for a named place."""
    say = language.say
    words = {
        "hill": say("hill"),
        "valley": say("valley"),
        "lowest": say("lowest point"),
        "plain": say("plain"),
    }
    return words[kind]


def places_caption(language: Language) -> str:
    """Return a caption for the names of places."""
    return language.say("Each kind of ground has its name.")


def error_markup(facts: Facts, language: Language) -> str:
    """Return the error at the start and now, as Typst markup with the numbers in the color of the slope."""
    if facts.steps == 0 or facts.first == facts.last:
        only = language.numeral(facts.error)
        return _tinted_in(language.say("error {error}", error=only), only)
    first, now = (_error_text(error, facts, language) for error in (facts.first, facts.error))
    return _tinted_in(language.say("error {first} → {last}", first=first, last=now), first, now)


def _error_text(error: float, facts: Facts, language: Language) -> str:
    """Return an error with as many decimals at every moment, or with a power of ten of its own."""
    counted = language.counting(error, facts.error_scale)
    return language.numeral(error, 2) if " 10" in counted else counted


def _tinted_in(sentence: str, *numbers: str) -> str:
    """Return a sentence as Typst markup with these numbers, in their order, in the color of the slope."""
    pieces: list[str] = []
    for number in numbers:
        before, _, sentence = sentence.partition(number)
        pieces += [plain(before), tinted_words("slope", plain(number))]
    return "".join([*pieces, plain(sentence)])


def directions_caption(facts: Facts, language: Language) -> str:
    """Return a caption on the directions that a slice leaves out."""
    return language.say(
        "The network has {count} weights, each a direction of its own: the map shows only 2 directions.",
        count=str(len(facts.weights)),
    )


def directions_lines(facts: Facts, language: Language) -> tuple[str, str]:
    """Return two lines, as Typst markup, on the directions that a slice leaves out."""
    say, count = language.say, str(len(facts.weights))
    shown = plain(say("2 of {count} directions", count=count))
    if facts.percent == 0:
        return shown, plain(say("chosen at random"))
    percent = language.numeral(facts.whole_percent)
    return shown, _tinted_in(say("hold {percent}% of the way", percent=percent), percent)


def steps_words(facts: Facts, language: Language) -> str:
    """Return the number of steps taken so far, and whether they lead down."""
    if facts.taken == facts.steps and facts.leaves:
        return language.say("steps: {steps}, then off the map", steps=str(facts.taken))
    if facts.last < facts.first:
        return language.say("steps downhill: {steps}", steps=str(facts.taken))
    return language.say("steps: {steps}", steps=str(facts.taken))
