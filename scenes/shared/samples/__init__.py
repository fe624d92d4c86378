"""Data with the line that a model draws through them."""
