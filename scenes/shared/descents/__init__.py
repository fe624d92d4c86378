"""Descents of one curve at several learning rates."""
