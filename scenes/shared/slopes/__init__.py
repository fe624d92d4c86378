"""Slopes of one curve: tangents, triangles, corners, and the places that a lecturer points at."""
