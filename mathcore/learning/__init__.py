"""Backpropagation, models, losses, data and training."""
