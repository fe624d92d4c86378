"""A surface as a shaded block, seen by a camera."""
