"""Every number that a figure shows: expressions, derivatives, features, curves and descent."""

from mathcore.adaptive import AdaGrad, Adam, RMSProp
from mathcore.backprop import GraphNode, backprop
from mathcore.calculus import derivative, derivative_expr
from mathcore.continuity import domain, gaps
from mathcore.crossings import zeros
from mathcore.curves import Curve, sample
from mathcore.data import DataSet, blobs, circles, line, moons
from mathcore.descent import descend, descend_all
from mathcore.errors import MathError, NoTangent, ParseError
from mathcore.expr import Expr, parse
from mathcore.features import Feature, FeatureKind, Features
from mathcore.gradients import directional, gradient, hessian, jacobian
from mathcore.interval import Interval
from mathcore.local import Kind, Place, Side, classify, one_sided
from mathcore.models import Linear, Logistic, Model, Network
from mathcore.optimizers import GradientDescent, Momentum, Nesterov, Optimizer
from mathcore.paths import Ending, Outcome, Path
from mathcore.regression import best_weight, error_over_weight, least_squares
from mathcore.searching import LineSearch, Newton
from mathcore.shapes import Graph, Point, Polyline, Segment, Surface
from mathcore.slices import Slice, filter_directions, loss_slice, principal_directions
from mathcore.stability import curvature, stability_limit
from mathcore.tangents import secant, tangent
from mathcore.training import History, fit, loss_and_gradient, loss_at
from mathcore.training_loop import largest_rate, training_loop
from mathcore.turns import critical_points, inflections

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
