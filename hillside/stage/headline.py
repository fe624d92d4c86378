"""The line of words over a whole picture."""

from __future__ import annotations

from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.look.theme import MEASURES, Role
from hillside.stage.sheet import Sheet


def over_picture(
    *ways: str, sheet: Sheet, language: Language, role: Role = "ink", least: float = MEASURES.least_label
) -> Beside:
    """Return a line in the corner of the sheet where reading begins.

    Args:
        ways: Typst markup, the best way to set the line first.
        sheet: the sheet, whose margin stays free.
        language: whose direction decides on the corner.
        role: the role of its color.
        least: the size at which it is set when there is no room for it.
    """
    line = Lettering(settings=ways, least=least, role=role)
    return headline(line, sheet.inside(MEASURES.margin), language)
