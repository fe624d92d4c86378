"""The figure learning-rate."""
