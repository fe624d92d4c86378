"""Derivatives, gradients, limits, and the classification of points."""
