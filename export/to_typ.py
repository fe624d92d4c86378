"""Slides as a source for Typst, with the pictures and films beside it."""

from export.beside import exporter
from export.typst.source import source

EXPORTER = exporter(source, ".svg")
