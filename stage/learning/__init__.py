"""Models that learn from data: the error, and the training loop."""
