"""The figure backprop."""
