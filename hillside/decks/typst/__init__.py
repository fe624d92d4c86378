"""Slides set by Typst: as its source, and as the PDF that comes of it."""
