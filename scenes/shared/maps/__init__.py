"""Maps of two parameters: heights, contour lines, and their shades."""
