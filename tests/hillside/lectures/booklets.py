"""What stands on a page: a film with its steps, a picture of steps without it, and a still."""

from dataclasses import replace

from hillside.files.captions import Clip, vtt
from hillside.lectures.booklet import Booklet, Chapter, File, Panel, TimedLine, page_words
from hillside.stage.lettering.language import Language
from hillside.stage.look.theme import THEMES

CLIPS = (Clip("Look at the curve.", 1.0, 0.0), Clip("It is < 1 & flat.", 1.0, 1.0))


def booklet(theme: str = "light", code: str = "en") -> Booklet:
    language = Language(code)
    steps = tuple(
        Panel(
            file=f"one.step-{number}.svg", name=f"Step {number} of 3", say="Look.", alt=f"Picture {number}."
        )
        for number in (1, 2, 3)
    )
    film = Chapter(
        id="one",
        title='A "film" & more',
        alt="A curve with its tangent.",
        lang=code,
        direction=language.direction,
        size=(160, 90),
        notes=("Watch the line.", "It turns."),
        films=("one.mp4",),
        moving=None,
        poster="one.poster.png",
        captions=vtt(CLIPS),
        steps=steps,
        lines=(TimedLine(time="0:00–0:01", say="Look.", seen="Appears: a curve."),),
        files=(File(name="one.mp4", bytes=1_200_000, sha256="0"),),
        printed="one.step-1.svg",
        formula="f'(x) = 0",
    )
    still = replace(film, id="two", title="A still", films=(), poster=None, captions="", steps=steps[:1])
    return Booklet(
        title="Slopes <and> more",
        subtitle="A series · 3.16",
        lang=code,
        direction=language.direction,
        colors=THEMES[theme].colors(),
        families=("Inter",),
        fonts=(),
        words=page_words(language),
        chapters=(film, replace(film, id="three", films=(), poster=None, title="A picture"), still),
        missing=("four",),
    )
