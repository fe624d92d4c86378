"""The ornament of the opening slide: the parabola y = x² and its tangent, true to scale."""

from hillside.decks.powerpoint.ornament import REACH, RUN, TOUCH, tangent

UNIT = 100
"""User units of the drawing for 1 of x or y."""


def ornament() -> str:
    """Return the drawing as SVG; it adds nothing to the title, so screen readers pass it by."""
    width, height = 2 * REACH * UNIT, REACH**2 * UNIT
    start, end = (_spot(x, tangent(x)) for x in RUN)
    left, right = _spot(-REACH, REACH**2), _spot(REACH, REACH**2)
    # The control point of a parabola is where the tangents at its ends meet.
    return (
        f'<svg viewBox="-20 -20 {width + 40:g} {height + 40:g}" fill="none" stroke-linecap="round" '
        'aria-hidden="true">'
        f'<path d="M{left} Q{_spot(0, -(REACH**2))} {right}" stroke="var(--curve)" stroke-width="7"/>'
        f'<path d="M{start} L{end}" stroke="var(--accent)" stroke-width="5.5" stroke-dasharray="22 14"/>'
        f'<circle r="12" transform="translate({_spot(TOUCH, TOUCH**2)})" fill="var(--accent)"/></svg>'
    )


def _spot(x: float, y: float) -> str:
    return f"{(x + REACH) * UNIT:g},{(REACH**2 - y) * UNIT:g}"
