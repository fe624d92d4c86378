"""What a picture is made of: figure, film, plane, drawing, labels and their places, words and colors."""

AUTO = "auto"
"""The word for a value that is not given and is chosen to fit; here, where reading it loads nothing."""
