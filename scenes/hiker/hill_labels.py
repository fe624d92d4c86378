"""The numbers of the hiker's place, over the picture."""

from hillside.stage.labels import Beside, headline
from hillside.stage.lettering.language import Language
from hillside.stage.lettering.lettering import Lettering
from hillside.stage.lettering.markup import formula, quoted
from hillside.stage.look.theme import MEASURES
from hillside.stage.sheet import Sheet
from scenes.hiker.hill import Hill


def foot_line(facts: Hill, sheet: Sheet, language: Language) -> Beside:
    """Return the height and the slope under the hiker."""
    x, y, slope = (quoted(language.numeral(value)) for value in (facts.foot.x, facts.foot.y, facts.slope))
    height, slope = f"f({x}) = {y}", f"f'({x}) = {slope}"
    lines = (formula(f"{height} quad {slope}"), f"{formula(height)}\\\n{formula(slope)}", formula(slope))
    return headline(Lettering(settings=lines), sheet.inside(MEASURES.margin), language)
