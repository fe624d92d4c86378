"""Who may run in a race of optimizers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hillside.stage.errors import ParamError, nearest
from mathcore import AdaGrad, Adam, GradientDescent, Momentum, Nesterov, Newton, Optimizer, RMSProp


@dataclass(frozen=True)
class Entrant:
    """A method that may run.

    Attributes:
        made: makes the optimizer from its rate.
        bend: its rate times the largest curvature, when the rate is not given, or None;
        way: otherwise its rate over the way from the start to the bottom.
    """

    made: Callable[[float], Optimizer]
    bend: float | None = None
    way: float = 0.0


ENTRANTS: Mapping[str, Entrant] = MappingProxyType(
    {
        "gradient descent": Entrant(lambda rate: GradientDescent(rate=rate), bend=1.7),
        "momentum": Entrant(lambda rate: Momentum(rate=rate), bend=0.2),
        "Nesterov": Entrant(lambda rate: Nesterov(rate=rate), bend=0.3),
        "AdaGrad": Entrant(lambda rate: AdaGrad(rate=rate), way=0.25),
        "RMSProp": Entrant(lambda rate: RMSProp(rate=rate, decay=0.9), way=0.03),
        "Adam": Entrant(lambda rate: Adam(rate=rate), way=0.08),
        "Newton": Entrant(lambda rate: Newton()),
    }
)
"""The methods by name; settings besides the rate are those of `mathcore`, but RMSProp's decay of 0.9."""


def entrants_of(text: str) -> tuple[str, ...]:
    """Return the names of the methods in a list such as `momentum, adam`, in the order of the list.

    >>> entrants_of("Adam, gradient-descent")
    ('Adam', 'gradient descent')

    Raises:
        ParamError: if one is not known or given twice, or there is none.
    """
    known = {name.lower(): name for name in ENTRANTS}
    names: list[str] = []
    for word in text.split(","):
        plain = word.strip().lower().replace("-", " ").replace("_", " ")
        if plain not in known:
            way_out = nearest(plain, known) or f"; choose from {', '.join(ENTRANTS)}"
            raise ParamError("optimizer", f'there is no optimizer "{word.strip()}"{way_out}')
        names.append(known[plain])
    if len(set(names)) < len(names):
        raise ParamError("optimizer", f'"{text}" names one twice; name each once')
    return tuple(names)
