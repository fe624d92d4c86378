"""What slides are given, and what they ask for; plain data, without manim."""
