"""Figures put into a PowerPoint file that someone has already: only the shapes that ask for one change."""
