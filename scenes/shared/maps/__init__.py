"""Maps of functions of two variables.

`scalar_field` has the functions as arrays of samples, `contours` their level sets, `levels` the round heights
that are worth a line, `map_view` the window; `contour_map` draws it all in the tints of `shades`.
"""
