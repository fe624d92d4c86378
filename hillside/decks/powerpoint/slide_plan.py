"""The plan of a kind of slide: its layout, the placeholders that it fills, the boxes of figure and points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hillside.decks.powerpoint.masters import LAYOUTS, NUMBER, POINTS, TITLE
from hillside.decks.powerpoint.slide_shapes import Box, Frame

Plans = Mapping[str, "SlidePlan"]
"""The plans of a deck: of its `title` slide, of a slide with a `figure`, and of one with `points` too."""


@dataclass(frozen=True, kw_only=True)
class SlidePlan:
    """The plan of one kind of slide.

    Attributes:
        layout: the name of the part of its layout.
        title: the attributes of the placeholder of the title, such as `type="title"`; empty if there is none.
        subtitle: those of the subtitle on a title slide.
        points: those of the points.
        points_box: the box of the points; None if the layout has it.
        number: those of the slide number.
        footer: those of the footer.
        figure: the box of the figure; None on a title slide.
    """

    layout: str
    title: str
    subtitle: str = ""
    points: str = ""
    points_box: Box | None = None
    number: str = ""
    footer: str = ""
    figure: Box | None = None


FOOTER = 'type="ftr" sz="quarter" idx="11"'
"""The footer's placeholder in our own layouts."""


def own_plans(frame: Frame) -> Plans:
    """Return the plans for our own layouts.

    >>> from hillside.files.formats import Size
    >>> own_plans(Frame.of(Size(1920, 1080)))["title"].layout
    'ppt/slideLayouts/slideLayout1.xml'
    """
    return {
        "title": SlidePlan(
            layout=layout_part("Title"), title='type="ctrTitle"', subtitle='type="subTitle" idx="1"'
        ),
        "figure": SlidePlan(
            layout=layout_part("Figure"),
            title=TITLE,
            number=NUMBER,
            footer=FOOTER,
            figure=frame.picture(),
        ),
        "points": SlidePlan(
            layout=layout_part("Points"),
            title=TITLE,
            points=POINTS,
            number=NUMBER,
            footer=FOOTER,
            figure=frame.picture(has_points=True),
        ),
    }


def layout_part(name: str) -> str:
    """Return the name of the part of one of our own layouts."""
    return f"ppt/slideLayouts/slideLayout{LAYOUTS.index(name) + 1}.xml"
