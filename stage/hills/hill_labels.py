"""The numbers of the hiker's place, over the picture."""

from stage.hills.hill import Hill
from stage.labels import Beside, headline
from stage.lettering.language import Language
from stage.lettering.lettering import Lettering
from stage.lettering.words import formula, quoted
from stage.look.theme import MEASURES
from stage.sheet import Sheet


def foot_line(facts: Hill, sheet: Sheet, language: Language) -> Beside:
    """The height and the slope under the hiker."""
    x, y, slope = (quoted(language.numeral(value)) for value in (facts.foot.x, facts.foot.y, facts.slope))
    height, slope = f"f({x}) = {y}", f"f'({x}) = {slope}"
    lines = (formula(f"{height} quad {slope}"), f"{formula(height)}\\\n{formula(slope)}", formula(slope))
    return headline(Lettering(settings=lines), sheet.inside(MEASURES.margin), language)
