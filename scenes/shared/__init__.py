"""What at least two figures use, by subject."""
