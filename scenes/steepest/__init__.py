"""The figure steepest: the directional derivatives at a point of a map, the steepest descent among them."""
