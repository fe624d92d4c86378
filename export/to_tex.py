"""Slides as a source for LaTeX's Beamer, with the pictures and films beside it."""

from export.beside import exporter
from export.latex.source import source

EXPORTER = exporter(source, ".pdf")
