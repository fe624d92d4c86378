"""Features of graphs: zeros, extrema, inflections, breaks and sampled curves, with proofs."""
