"""Derivatives, gradients, limits, and what kind of point a point is."""
