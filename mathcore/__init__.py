"""Every number that a figure shows: expressions, derivatives, features, curves and descent."""

from .adaptive import AdaGrad, Adam, RMSProp
from .backprop import GraphNode, backprop
from .calculus import derivative, derivative_expr
from .continuity import domain, gaps
from .crossings import zeros
from .curves import Curve, sample
from .data import DataSet, blobs, circles, line, moons
from .descent import descend, descend_all
from .errors import MathError, NoTangent, ParseError
from .expr import Expr, parse
from .features import Feature, FeatureKind, Features
from .gradients import directional, gradient, hessian, jacobian
from .interval import Interval
from .local import Kind, Place, Side, classify, one_sided
from .models import Linear, Logistic, Model, Network
from .optimizers import GradientDescent, Momentum, Nesterov, Optimizer
from .paths import Ending, Outcome, Path
from .regression import best_weight, error_over_weight, least_squares
from .searching import LineSearch, Newton
from .shapes import Graph, Point, Polyline, Segment, Surface
from .slices import Slice, filter_directions, loss_slice, principal_directions
from .stability import curvature, stability_limit
from .tangents import secant, tangent
from .training import History, fit, loss_and_gradient, loss_at
from .training_loop import largest_rate, training_loop
from .turns import critical_points, inflections

__all__ = [
    "AdaGrad",
    "Adam",
    "Curve",
    "DataSet",
    "Ending",
    "Expr",
    "Feature",
    "FeatureKind",
    "Features",
    "GradientDescent",
    "Graph",
    "GraphNode",
    "History",
    "Interval",
    "Kind",
    "LineSearch",
    "Linear",
    "Logistic",
    "MathError",
    "Model",
    "Momentum",
    "Nesterov",
    "Network",
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
    "Slice",
    "Surface",
    "backprop",
    "best_weight",
    "blobs",
    "circles",
    "classify",
    "critical_points",
    "curvature",
    "derivative",
    "derivative_expr",
    "descend",
    "descend_all",
    "directional",
    "domain",
    "error_over_weight",
    "filter_directions",
    "fit",
    "gaps",
    "gradient",
    "hessian",
    "inflections",
    "jacobian",
    "largest_rate",
    "least_squares",
    "line",
    "loss_and_gradient",
    "loss_at",
    "loss_slice",
    "moons",
    "one_sided",
    "parse",
    "principal_directions",
    "sample",
    "secant",
    "stability_limit",
    "tangent",
    "training_loop",
    "zeros",
]
