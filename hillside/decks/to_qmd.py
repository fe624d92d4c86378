"""Slides as a source for Quarto, with the pictures and films beside it."""

from hillside.decks.beside import exporter
from hillside.decks.markdown.quarto import source

EXPORTER = exporter(source, ".svg")
