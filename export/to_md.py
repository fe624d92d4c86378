"""Slides as a source for Marp, with the pictures and films beside it."""

from export.beside import exporter
from export.markdown.marp import source

EXPORTER = exporter(source, ".svg")
