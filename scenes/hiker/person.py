"""The hiker's body as a part of a picture."""

import numpy as np

from hillside.stage.drawing import Part, disk, filled, stroke
from hillside.stage.look.theme import Theme
from scenes.hiker.body import Body, Limb


def person(body: Body, theme: Theme) -> Part:
    """Return a body painted back to front: the far limbs, the pack, the stick, the near limbs, the head."""
    far = [_limb(limb, theme.ink_far) for limb in body.limbs if limb.far]
    near = [_limb(limb, theme.ink) for limb in body.limbs if not limb.far]
    head = disk(body.head_center, body.head_radius, theme.ink)
    return Part.of(*far, filled(body.pack, theme.pack), _limb(body.stick, theme.faint), *near, head)


def _limb(limb: Limb, color: str) -> Part:
    return stroke([np.asarray(limb.points)], color, limb.width)
