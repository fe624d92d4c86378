"""The parts of a picture: figure, film, plane, drawing, labels and their placement, lettering and colors."""

AUTO = "auto"
"""The word for a value that is not given and is chosen to fit; it is here because this module loads nothing."""
