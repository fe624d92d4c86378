"""Places for labels and callouts: no text overlaps anything, no arrow crosses anything.

A figure says what belongs where ("rise, by this leg, on its right"); the solver knows every stroke and
every filled shape of the picture and finds the positions.  All lengths are layout pixels (a picture is
1080 of them tall), y up.

For each item it lists the conventional places that are free, then takes the cheapest choice of one place
for each item such that no two are in conflict.  Nothing is random.

An item that finds no place gives way in this order, and `Placement.shortfalls` says so:

1. a label stands further out, with a leader line;
2. the text is set another way: wrapped, or smaller, as its `sizes` allow;
3. a callout's text stands far off, with a long arrow, or leaves its region for the wider one, if it was
   given one (`otherwise`);
4. texts and lines keep only half of the clear distance.

If that is not enough, the other items give way for it in the same order; and at last

5. the least important item is left out.  Nothing ever overlaps.

Along a film (`place_along`) an item stays where it is by its thing as long as it can.  Where it must move,
it glides; where its way is barred, or its text is set another way, it fades out and in.
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
