"""The figure training."""
