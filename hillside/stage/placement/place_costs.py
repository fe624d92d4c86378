"""What makes one place for a label or a callout worse than another: all the weights, in one table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PlaceCosts:
    """What each departure from the conventional place costs; only ratios matter.

    A good place costs about 1 and a poor one some 5. To give way (`relaxed`) costs more than any of these,
    and to be left out more than all of them together.

    The weights come from looking at pictures. `F` at `A` means `hillside still tangent --function F --at A`,
    another name stands for the still of that figure; what is said of a picture is what it looks like without
    that weight. Where no picture is named, none of two dozen changed without it, and the reason alone stands
    for it. Lengths are layout pixels, angles degrees.
    """

    further_side: float = 0.7
    """Per side down the list that the figure asked for: `tangent` has x above its axis, not at its tip."""
    other_side: float = 1.0
    """For a side not in that list: the run of `tangent` is named at a corner of its leg, not below it."""
    slide: float = 0.8
    """Per half of the box that it slides along its side: labels of `steepest` hang over to the left."""
    label_distance: float = 30.0
    """Pixels from the nearest place that cost 1: the run of `x^2` at 3 stands off its leg for no reason."""
    label_crowded: float = 4.0
    """For a label that touches foreign ink: the run of `x^2` at 3 sticks to its leg, close to the curve."""
    lower_rank: float = 1.0
    """For the last of anchors that come best first: the run of `x^2` at 3 is off the middle of its leg."""
    leader: float = 5.0
    """For a leader line beside another size of the text: a smaller label by its thing is read sooner."""
    leader_side: float = 0.5
    """Share of the cost of a side at the end of a leader, which says itself what it belongs to."""
    leader_length: float = 80.0
    """Pixels of a leader that cost 1: `x + abs(x-1)` at 1 with `--shape 9:16` has one twice as long."""
    next_size: float = 2.0
    """Per size down the list: the callout of `header` is set small with room for it."""
    other_region: float = 5.0
    """For a callout outside the region that it was to stay in."""
    strip_across: float = 0.6
    """For a text at the end of a low region, from nothing in its middle;"""
    strip_up: float = 0.3
    """for one at its upper or lower edge."""
    text_distance: float = 110.0
    """Pixels from a callout's text to its target that leave room for the arc;"""
    text_off: float = 100.0
    """pixels more or less that cost 1: the text of `x^3` at 2 crowds its target."""
    text_room: float = 40.0
    """Pixels around a callout's text from which on ink does not crowd it;"""
    text_crowded: float = 1.5
    """for one that touches ink: the text of `tangent` lies on the axis."""
    tip_room: float = 60.0
    """Pixels around the tip of an arrow within which foreign ink makes it doubtful what is meant;"""
    tip_crowded: float = 2.5
    """for a tip that touches such ink: the arrow of `tangent` ends where the curve is close."""
    tip_at_end: float = 0.4
    """For a tip at an end of its target: the arrow of `x^3` at 2 might point past it."""
    tip_near_avoided: float = 90.0
    """Pixels from the points to avoid within which a tip costs up to 1."""
    short_arrow: float = 120.0
    """Length of an arrow under which it is short;"""
    short_by: float = 30.0
    """pixels less that cost 1: the arrow of `x^2` at 3 is little more than its head."""
    long_arrow: float = 150.0
    """Length of an arrow over which it is long;"""
    long_by: float = 110.0
    """pixels more that cost 1: the arrow of `x^2` at 3 sweeps over its text."""
    steep_enough: float = 60.0
    """Angle between arrow and target from which on it is no matter;"""
    grazing_by: float = 30.0
    """degrees less that"""
    grazing: float = 1.5
    """cost so much: the arrow of `tangent` comes down along its target, on the upper end."""
    sideways: float = 1.5
    """For an arrow that leaves its text sideways: that of `x^2` at 3 turns back towards its text."""
    straight: float = 0.15
    """For an arrow with no bend: among straight lines an arc is seen to be no part of the drawing."""
    gentle_bend: float = 20.0
    """Angle between an arc's ends and its chord up to which it is gentle;"""
    bend: float = 2.0
    """per radian beyond: the arrow of `header` bends sharply."""
    relaxed: tuple[float, ...] = (0.0, 10.0, 20.0, 30.0, 40.0)
    """For each step of giving way, above any sum of the costs before, so that a step is a last resort."""
    left_out: float = 1000.0
    """For an item that is left out, above all that giving way can cost."""
    rank: float = 0.25
    """Share by which all costs of an item rise per rank of its priority: the less important one gives way."""
    moved: float = 1.5
    """For another place than on the key time before, when a film is walked through, or labels would hop;"""
    moved_by: float = 150.0
    """pixels that cost as much again, at most."""
    change: float = 3.0
    """For a change of place along a film, against the costs of its places on average over the film;"""
    change_by: float = 300.0
    """pixels that cost as much again, at most;"""
    fade: float = 3.0
    """for one whose way is barred: the item fades out and in, which draws the eye more than a glide."""


COSTS = PlaceCosts()
