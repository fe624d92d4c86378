"""The independent check: what a picture claims is measured again on what was painted.

Geometry is measured on the painted points, everything else on the pixels; no check relies on the code that
placed the labels.
"""

from hillside.check.examination import (
    CheckOptions,
    Subject,
    check_figure,
    check_film,
    check_moment,
    examine,
)
from hillside.check.finding import Finding, Kind, report

__all__ = [
    "CheckOptions",
    "Finding",
    "Kind",
    "Subject",
    "check_figure",
    "check_film",
    "check_moment",
    "examine",
    "report",
]
