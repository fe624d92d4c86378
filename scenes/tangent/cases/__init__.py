"""What takes the place of one tangent with its triangle: a vertical tangent, or several tangents."""
