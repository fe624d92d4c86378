"""Films of the same content as ours, written by hand as manim's documentation teaches."""
