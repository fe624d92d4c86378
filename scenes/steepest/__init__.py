"""The figure steepest."""
