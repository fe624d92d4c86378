"""Every number that a figure shows: expressions, derivatives, features, curves and descent."""

from .calculus import derivative, derivative_expr, directional, gradient, hessian, jacobian
from .curves import Curve, sample
from .descent import Ending, Outcome, Path, descend, descend_all
from .errors import MathError, NoTangent, ParseError
from .expr import Expr, parse
from .features import (
    Feature,
    FeatureKind,
    Features,
    critical_points,
    domain,
    gaps,
    inflections,
    zeros,
)
from .interval import Interval
from .local import Kind, Place, Side, classify, one_sided
from .optimizers import (
    AdaGrad,
    Adam,
    GradientDescent,
    LineSearch,
    Momentum,
    Nesterov,
    Newton,
    Optimizer,
    RMSProp,
)
from .shapes import Graph, Point, Polyline, Segment, Surface
from .tangents import secant, tangent

__all__ = [
    "AdaGrad",
    "Adam",
    "Curve",
    "Ending",
    "Expr",
    "Feature",
    "FeatureKind",
    "Features",
    "GradientDescent",
    "Graph",
    "Interval",
    "Kind",
    "LineSearch",
    "MathError",
    "Momentum",
    "Nesterov",
    "Newton",
    "NoTangent",
    "Optimizer",
    "Outcome",
    "ParseError",
    "Path",
    "Place",
    "Point",
    "Polyline",
    "RMSProp",
    "Segment",
    "Side",
    "Surface",
    "classify",
    "critical_points",
    "derivative",
    "derivative_expr",
    "descend",
    "descend_all",
    "directional",
    "domain",
    "gaps",
    "gradient",
    "hessian",
    "inflections",
    "jacobian",
    "one_sided",
    "parse",
    "sample",
    "secant",
    "tangent",
    "zeros",
]
