"""The figure training: the training loop of a line on data, its stages with their numbers."""
