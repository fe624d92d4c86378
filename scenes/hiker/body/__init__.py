"""A hiker who stands and walks on any ground: pure geometry, drawn elsewhere."""

from scenes.hiker.body.body import Body, Limb
from scenes.hiker.body.outlines import Outline, extent, outlines
from scenes.hiker.body.standing import stand
from scenes.hiker.body.walk import Walk, share_walked

__all__ = ["Body", "Limb", "Outline", "Walk", "extent", "outlines", "share_walked", "stand"]
