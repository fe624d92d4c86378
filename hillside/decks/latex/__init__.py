"""Slides as a source for LaTeX's class Beamer."""
