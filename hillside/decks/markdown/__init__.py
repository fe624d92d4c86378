"""Slides in Markdown: for Quarto, and for Marp."""
