"""The figure guide."""
