"""Placement of labels and callouts: no text overlaps anything, and no arrow crosses anything.

A figure says what belongs where ("rise, by this leg, on its right"); the solver knows every stroke and every
filled shape of the picture and finds the positions. All lengths are layout pixels (the short side of a
picture is 1080 of them), y up.

For each item the solver lists the conventional positions that are free. It then chooses one candidate per
item so that no two are in conflict and the sum of their costs is least. Nothing is random.

When an item has no free position, its constraints are relaxed in this order, and `Placement.shortfalls`
records which were:

1. a label stands further out, with a leader line;
2. the text is set another way: wrapped, or smaller, as its `sizes` allow;
3. a callout's text stands far off, with a long arrow, or leaves its region for the wider one, if it was
   given one (`otherwise`);
4. texts and lines keep only half of the clear distance.

If that is not enough, the other items are relaxed in the same order; and as a last resort

5. the least important item is left out. Nothing ever overlaps.

Along a film (`place_along`) an item keeps its position relative to the thing that it labels as long as it
can. Where it must move, it glides; where the straight path is blocked, or its text is set another way, it
fades out and in. A `fixed` label, such as a numeral of an axis, has the position that it has at the end, or
none: lines pass under it, and only another label makes it fade.
"""

from hillside.stage.placement.items import (
    Callout,
    Item,
    Label,
    Obstacle,
    Placed,
    Placement,
    Region,
    Shortfall,
    Stroke,
)
from hillside.stage.placement.solve import place
from hillside.stage.placement.trajectories import place_along
from hillside.stage.placement.transitions import between
from hillside.stage.sheet import Box

__all__ = [
    "Box",
    "Callout",
    "Item",
    "Label",
    "Obstacle",
    "Placed",
    "Placement",
    "Region",
    "Shortfall",
    "Stroke",
    "between",
    "place",
    "place_along",
]
