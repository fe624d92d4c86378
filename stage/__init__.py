"""What all figures share: words, themes, places for labels, still and film, and manim itself."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Where it runs, this is the module `stage.figure`, which can be called.
    from stage.notebook import figure as figure
