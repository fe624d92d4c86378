"""The figure header."""
