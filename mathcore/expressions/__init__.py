"""Expressions as straight-line code: built, simplified, and evaluated on floats, intervals and decimals."""
