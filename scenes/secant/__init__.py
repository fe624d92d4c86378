"""The figure secant."""
