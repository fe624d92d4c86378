"""The command line as a program of its own, and a lecture for it: one figure fails at first."""

import subprocess
import sys
from pathlib import Path

import render

PROGRAM = Path(render.__file__).resolve()

LECTURE = """\
title = "Slopes"
size = "256x144"
quality = "draft"

[[figure]]
id = "bad"
figure = "tangent"
outputs = ["png"]
[figure.params]
function = "1/x"
at = 0

[[figure]]
id = "good"
figure = "tangent"
outputs = ["png", "svg"]
"""


def start(*words: str, folder: Path) -> subprocess.Popen[str]:
    """Start the command line as a program of its own, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
