"""The figure derivative."""
