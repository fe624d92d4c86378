"""Maps of functions of two variables.

`scalar_field` represents the functions by samples, `contours` traces their level sets, `levels` chooses round
levels, `map_view` the window; `contour_map` draws the map in the tints of `shades`.
"""
