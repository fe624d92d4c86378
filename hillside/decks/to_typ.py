"""Slides as a source for Typst, with the pictures and films beside it."""

from hillside.decks.beside import exporter
from hillside.decks.typst.source import source

EXPORTER = exporter(source, ".svg")
