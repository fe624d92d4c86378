"""The figure optimizers."""
