"""The figure hiker."""
