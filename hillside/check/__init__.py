"""The independent check: every claim of a picture read back from what was painted.

The geometry is measured on the painted points and the rest on the pixels; neither asks the code that placed
the labels where they are.
"""

from hillside.check.examination import (
    Care,
    Subject,
    check_figure,
    check_film,
    check_moment,
    examine,
)
from hillside.check.finding import Finding, Kind, report

__all__ = [
    "Care",
    "Finding",
    "Kind",
    "Subject",
    "check_figure",
    "check_film",
    "check_moment",
    "examine",
    "report",
]
