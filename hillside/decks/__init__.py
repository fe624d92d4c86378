"""Slides: a module `to_SUFFIX` is a kind of them, and `into` fills those that people already have."""
