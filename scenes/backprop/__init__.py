"""The figure backprop: the computation graph of an expression, values forward and derivatives backward."""
