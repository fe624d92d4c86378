"""Slides as a source for Quarto, with the pictures and films beside it."""

from export.beside import exporter
from export.markdown.quarto import source

EXPORTER = exporter(source, ".svg")
