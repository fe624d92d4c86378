"""Slopes of one curve, for the figures about its tangents and for those about the sign of its slope.

| module | holds |
| --- | --- |
| `curve` | a curve on its axes: its name, small dots and thin lines, the beat that most films begin with |
| `trend` | whether a function increases, decreases or is flat at a point, and the words for it |
| `tangency` | whether there is a tangent at a point, how much of it is drawn, and its drawing |
| `corner` | a corner: two one-sided tangents and no derivative |
| `triangle` | which triangle of rise and run to draw under a tangent, so that its legs can be named |
| `legs` | the drawing and the names of that triangle |
| `curve_view` | the view in which a curve is seen to climb, to fall and to lie flat |
| `sign_points` | the points at which that is shown |
| `sign_chart` | the sign chart of a curve: its tangents at those points |
| `panel` | panels of one make, side by side or stacked |
"""
