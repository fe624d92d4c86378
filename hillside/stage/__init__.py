"""The parts of a picture: figure, film, plane, drawing, labels and their placement, lettering and colors."""

AUTO = "auto"
"""The word for a value that is chosen to fit because none is given; here, since this module loads nothing."""
SEPARATOR = "; "
"""What stands between several values in a text; a comma may be part of a number."""
