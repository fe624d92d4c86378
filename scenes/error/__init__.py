"""The figure error."""
