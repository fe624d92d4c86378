"""Slides: a module `to_SUFFIX` exports each kind, and `into` puts figures into existing slides."""
