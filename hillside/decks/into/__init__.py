"""Figures put where a deck that someone made asks for them; nothing else in the file changes."""
