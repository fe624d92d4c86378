"""Descents compared: learning rates, and races of optimizers."""
