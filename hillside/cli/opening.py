"""The option --open: the result in the program that the desktop has for it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from hillside.cli.standard_streams import tell

OPEN = click.option("--open", "opened", is_flag=True, help="open the result with the desktop's program")


def open_file(path: Path) -> None:
    """Open a file with the desktop's program for it, or tell that there is none."""
    if not has_desktop() or click.launch(str(path.resolve())):
        tell(f"--open: there is no program here that opens {path}; open it by hand")


def open_address(address: str) -> None:
    """Open a page in the desktop's browser, or tell that there is none."""
    if not has_desktop() or click.launch(address):
        tell(f"--open: there is no browser here; open {address} by hand")


def has_desktop() -> bool:
    """Return whether there is a desktop: on Linux one that draws windows, with its program `xdg-open`."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and bool(
        shutil.which("xdg-open")
    )
