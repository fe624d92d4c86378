"""Ground to walk on, and the hiker on it."""
