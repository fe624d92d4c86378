"""The figure steepness."""
