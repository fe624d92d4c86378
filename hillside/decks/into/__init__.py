"""Figures put into an existing PowerPoint file: only the shapes that request one change."""
