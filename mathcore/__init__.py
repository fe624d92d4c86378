"""The mathematics behind the figures: expressions, derivatives, features, curves, descent and learning.

A subpackage imports only from those above it:

| subpackage | contents |
| --- | --- |
| `functions` | the table of elementary functions; their values on floats, intervals and decimals |
| `expressions` | straight-line code: built, simplified, evaluated |
| `language` | parsing text; printing text, LaTeX and Typst |
| `calculus` | derivatives, gradients, limits, classification of points, tangents |
| `features` | zeros, extrema, inflections, breaks and sampled curves, with proofs |
| `descent` | optimizers, their iterates, and verdicts on them |
| `learning` | backpropagation, models, data, training, slices of the loss surface |

The public names can be imported from here, and each loads only what it needs. The only dependency is numpy.
"""

# Imported for whoever imports them from here:
# ruff: noqa: F401
# pyright: reportUnusedImport=false

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mathcore.calculus.derivatives import derivative, derivative_expr
    from mathcore.calculus.gradients import (
        curvature,
        directional,
        gradient,
        hessian,
        is_differentiable,
        jacobian,
        values_at_points,
    )
    from mathcore.calculus.interpolation import BicubicInterpolant
    from mathcore.calculus.local_behavior import (
        Kind,
        LocalBehavior,
        Side,
        classify,
        limits_at_infinity,
        one_sided,
        secant,
        tangent,
    )
    from mathcore.calculus.shapes import Graph, Interval, Point, Polyline, Segment
    from mathcore.calculus.typed_points import derivative_at, difference_quotient, gradient_at, value_at
    from mathcore.descent.bottoms import bottom_below, bottom_of_valley
    from mathcore.descent.descent import Outcome, Path, Termination, descend, descend_all
    from mathcore.descent.grounds import Ground, ground_at
    from mathcore.descent.judgment import Judgment, Verdict, judge
    from mathcore.descent.long_runs import Fate, LongRun, long_run
    from mathcore.descent.optimizers import (
        OPTIMIZERS,
        AdaGrad,
        Adam,
        AtRates,
        GradientDescent,
        LineSearch,
        Method,
        Momentum,
        Nesterov,
        Newton,
        Optimizer,
        RMSProp,
        stability_limit,
    )
    from mathcore.features.angular_rates import angular_rates
    from mathcore.features.curves import Curve, sample
    from mathcore.features.monotonicity import MonotoneInterval, monotone_intervals
    from mathcore.features.piecewise import Feature, FeatureKind, Features, domain, gaps
    from mathcore.features.zeros_and_extrema import critical_points, inflections, zeros
    from mathcore.language.constant import Constant, as_typed, constant
    from mathcore.language.expr import Expr, parse, section
    from mathcore.learning.backprop import GraphNode, backprop
    from mathcore.learning.data import DataSet, blobs, circles, line, moons
    from mathcore.learning.models import Linear, Logistic, Model, Network
    from mathcore.learning.regression import best_weight, error_over_weight, largest_rate, least_squares
    from mathcore.learning.slices import Slice, filter_directions, loss_slice, principal_directions
    from mathcore.learning.training import History, fit, loss_and_gradient, loss_at, training_loop
    from mathcore.math_errors import FreeLetters, MathError, NoTangent, ParseError
else:
    from mathcore.lazy_names import lazy_names

    __getattr__, __dir__, __all__ = lazy_names(__name__)
