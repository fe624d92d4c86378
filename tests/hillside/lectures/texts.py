"""A lecture of two figures as it is typed, and one whose first figure has room for a key more."""

from pathlib import Path

from hillside.lectures.lecture import Lecture, read_lecture

GOOD = """\
title = "Slopes"
theme = "dark"
quality = "draft"

[[figure]]
id = "first"
figure = "slope"
outputs = ["png", "mp4"]
say = "Look."
[figure.params]
at = 2
steps = "5"

[[figure]]
id = "second"
figure = "two-words"
outputs = ["svg"]
"""

LOOK = GOOD.replace('say = "Look."', 'say = "Look."\nKEY')


def read(file: Path, text: str) -> Lecture:
    file.write_text(text)
    return read_lecture(file)
