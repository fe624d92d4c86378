"""What a lecturer types and reads: text to expressions, expressions to text, LaTeX and Typst."""
