"""What marks the walk on the picture: stops, hops, and the arrow downhill."""
