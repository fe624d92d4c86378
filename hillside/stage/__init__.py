"""The parts of a picture: figure, film, plane, drawing, labels and their placement, lettering and colors."""

from types import MappingProxyType

AUTO = "auto"
"""The word for a value that is chosen to fit because none is given; here, since this module loads nothing."""
SEPARATOR = "; "
"""What stands between several values in a text; a comma may be part of a number."""

PACES = MappingProxyType({"slower": 1.5, "normal": 1.0, "faster": 0.75})
"""How long a film takes, in units of its normal length, by the name of its pace."""
