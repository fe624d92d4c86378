"""Algebra for the eye (first version: the obvious arithmetic only)."""

from .algebra import make as polish

__all__ = ["polish"]
