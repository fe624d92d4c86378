"""A hiker who stands and walks on any ground: pure geometry, drawn elsewhere."""

from scenes.hiker.body.body import Body, Box, Limb
from scenes.hiker.body.stand import stand
from scenes.hiker.body.walk import Walk

__all__ = ["Body", "Box", "Limb", "Walk", "stand"]
