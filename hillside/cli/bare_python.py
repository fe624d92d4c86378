"""The program on a Python that may lack what it needs; `main` is the same as in `hillside.cli.main`."""

from __future__ import annotations

import sys
from pathlib import Path

from hillside.studio.system_packages import missing_module, pip_command

try:
    from hillside.cli.main import main
except ModuleNotFoundError as error:
    checkout = Path(__file__).parents[2]
    why = missing_module(error, checkout) or (
        f"{error.name} is not installed for {sys.executable}; "
        f"run ./setup.sh and use .venv/bin/python, or run: {pip_command('install', '-e', str(checkout))}"
    )
    sys.exit(f"Error: {why}")
except KeyboardInterrupt:
    sys.exit(130)

__all__ = ["main"]
