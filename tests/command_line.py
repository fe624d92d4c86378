"""The command line as a program of its own, and a lecture for it: one figure fails at first."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import render

NOTHING: Mapping[str, str] = MappingProxyType({})
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


def start(*words: str, folder: Path, env: Mapping[str, str] = NOTHING) -> subprocess.Popen[str]:
    """Start the command line as a program of its own, in a process group of its own; `env` is added."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        cwd=folder,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
