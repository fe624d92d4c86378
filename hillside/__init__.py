"""Hillside: lecture figures and films about derivatives and descent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hillside.studio.notebook import figure

__all__ = ["figure"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for, so that help and lists need neither manim nor numpy.
    if name == "figure":
        from hillside.studio.notebook import figure

        return figure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
