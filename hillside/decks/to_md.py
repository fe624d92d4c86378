"""Slides as a source for Marp, with the pictures and films beside it."""

from hillside.decks.beside import exporter
from hillside.decks.markdown.marp import source

EXPORTER = exporter(source, ".svg")
