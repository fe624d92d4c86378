"""Slopes of one curve, for the figures about its tangents and for those about the sign of its slope.

| module | holds |
| --- | --- |
| `graph` | a curve on its axes, its first beat, and the triangle of rise and run: drawing and names |
| `tangency` | whether there is a tangent at a point, what its slope says, and its drawing |
| `corner` | a corner: two one-sided tangents and no derivative |
| `triangle` | which triangle of rise and run to draw under a tangent, so that its legs can be named |
| `curve_view` | the view in which a curve is seen to climb, to fall and to lie flat |
| `sign_points` | the points at which that is shown |
| `sign_chart` | the sign chart of a curve: its tangents at those points |
| `panel` | panels of one make, side by side or stacked |
"""
