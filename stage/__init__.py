"""What all figures share: words, themes, places for labels, still and film, and manim itself."""
