"""Builds on a cluster of Dask: the same pieces of work as on this machine, done by workers elsewhere."""
