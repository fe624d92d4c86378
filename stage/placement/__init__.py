"""Places for labels and callouts: no text overlaps anything, no arrow crosses anything.

A figure says what belongs where ("rise, by this leg, on its right"); the solver knows every stroke and
every filled shape of the picture and finds the positions.  All lengths are layout pixels (a picture is
1080 of them tall), y up.

For each item it lists the conventional places that are free, then takes the cheapest choice of one place
for each item such that no two are in conflict.  Nothing is random.

When not everything fits, it gives way in this order, and says so in `Placement.shortfalls`:

1. a label stands further out, with a leader line;
2. a text is set another way: wrapped, or smaller, as its `sizes` allow;
3. texts and lines keep only half of the clear distance;
4. the item of least priority is left out.  Nothing ever overlaps.
"""

from stage.geometry import Box, Obstacle, Region, Stroke
from stage.placement.items import Callout, Label, Placed, Placement, Shortfall
from stage.placement.solve import place

__all__ = [
    "Box",
    "Callout",
    "Label",
    "Obstacle",
    "Placed",
    "Placement",
    "Region",
    "Shortfall",
    "Stroke",
    "place",
]
