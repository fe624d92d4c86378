"""The labels of a picture that must stand in it: all but the numerals of axes, which may yield."""

from hillside.stage.figure import AnyFigure
from hillside.stage.labels import Beside, Pointing


def missing_labels(figure: AnyFigure) -> set[str]:
    """Return the names of the labels that have no position, though they are not optional."""
    parts = figure.parts(figure.final_facts)
    asked = {name: part for name, part in parts.items() if isinstance(part, Beside | Pointing)}
    required = {name for name, part in asked.items() if not (isinstance(part, Beside) and part.optional)}
    return required - set(figure.layout.placed)
