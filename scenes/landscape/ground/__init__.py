"""The ground of a landscape: of a network in two directions, and what its places are called."""
