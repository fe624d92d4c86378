"""Programs that are not ours, which tests try what comes out with."""

import os
import shutil

import pytest


def program(name: str, package: str) -> str:
    """Return where a program is; without it the test is skipped, but never where everything is checked."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI"):
        pytest.fail(f"{name} is missing; .ci/run installs {package}")
    if found is None:
        pytest.skip(f"{name} is not installed here; Debian's package is {package}")
    return found
