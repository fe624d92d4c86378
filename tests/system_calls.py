"""Calls of the system that fail, and a clock that goes wrong, by a library loaded before that of C."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import program

SOURCE = Path(__file__).parent / "cases" / "failing_calls.c"


def failing_calls(folder: Path) -> Path:
    """Compile `failing_calls.c`, by the compiler that the installation needs anyway; return the library."""
    if sys.platform != "linux":
        pytest.skip("only on Linux can a library be loaded before that of C in this way")
    library = folder / "failing_calls.so"
    compiler = program("cc", "gcc")
    words = [compiler, "-O1", "-shared", "-fPIC", "-Wall", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(words, check=True)
    return library
