"""The figure landscape: an error over two weights as a surface and as a map, with a descent over both."""
