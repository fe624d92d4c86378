"""The figure error: the gaps between a line and the data, and the mean squared error over the weight."""
