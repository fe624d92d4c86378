"""Rates tried out: three for the panels, and all on one line."""
