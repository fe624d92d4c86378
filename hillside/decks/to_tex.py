"""Slides as a source for LaTeX's Beamer, with the pictures and films beside it."""

from hillside.decks.beside import exporter
from hillside.decks.latex.source import source

EXPORTER = exporter(source, ".pdf")
