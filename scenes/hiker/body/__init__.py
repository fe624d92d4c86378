"""A hiker who stands and walks on any ground: pure geometry, drawn elsewhere."""

from .body import Body, Box, Limb
from .stand import stand
from .walk import Walk

__all__ = ["Body", "Box", "Limb", "Walk", "stand"]
