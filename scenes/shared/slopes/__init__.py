"""Slopes of one curve, for figures about its tangents and about the sign of its slope.

| module | contents |
| --- | --- |
| `graph` | a curve on its axes, its first beat, and the triangle of rise and run: drawing and names |
| `tangency` | the tangent at a point: its existence, the trend that its slope means, its drawing |
| `corner` | a corner: two one-sided tangents and no derivative |
| `triangle` | the choice of the triangle of rise and run, so that its legs can be labeled |
| `curve_view` | the choice of a view in which a curve climbs, falls and is flat |
| `sign_points` | the choice of the points that show this |
| `sign_chart` | the sign chart of a curve: its tangents at those points |
| `panel` | equal panels, side by side or stacked |
"""
