"""The figure landscape."""
