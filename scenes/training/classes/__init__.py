"""The training of a classifier, of one neuron or of a network."""
