"""The figure tangent."""
