"""What a picture is made of: figure, film, plane, drawing, labels and their places, words and colors."""
