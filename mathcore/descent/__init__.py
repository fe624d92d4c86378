"""Optimizers and their iterates."""
