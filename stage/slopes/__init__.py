"""The slope at a point: tangents, triangles, secants, signs, sizes, and the curve of all slopes."""
