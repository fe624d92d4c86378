"""The figure error: the residuals of a line on data, and the mean squared error over its weight."""
