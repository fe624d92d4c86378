"""Functions of two variables: level lines, surfaces, directions."""
