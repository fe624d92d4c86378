"""The figure training: the training loop of a line on data, with the numbers of each stage."""
