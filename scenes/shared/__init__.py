"""Code that at least two figures use, by subject."""
