"""Optimizers, and the paths they take downhill."""
