"""The figure direction."""
