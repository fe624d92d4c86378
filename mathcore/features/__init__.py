"""What a graph has to show: zeros, extrema, inflections, breaks and curves, found and proven."""
