"""Lettering: languages and their catalogs, numbers, fonts, outlines."""
