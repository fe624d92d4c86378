"""The language of formulas: parsing text, and printing as text, LaTeX and Typst."""
