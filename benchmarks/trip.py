"""The trip of a still: the files of ours that it runs through, in order, from the words to the bytes.

    python benchmarks/trip.py [figure [suffix]]

A file counts when one of its functions is called, in the order of the first call; what is only imported is
listed apart. Calls that happen while a module is loaded, such as those of decorators, count as loading.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OURS = tuple(f"{ROOT / room}/" for room in ("hillside", "mathcore", "scenes"))


def trip(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the files that a command runs, each with its first function called, and those only imported."""
    called: dict[str, str] = {}
    loading = 0

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal loading
        name, file = frame.f_code.co_name, frame.f_code.co_filename
        if name == "<module>":
            loading += {"call": 1, "return": -1}.get(event, 0)
        elif event == "call" and loading == 0 and file.startswith(OURS):
            called.setdefault(file, name)

    sys.path[0] = str(ROOT)
    import render

    sys.setprofile(watch)
    try:
        render.main(words, standalone_mode=False)
    finally:
        sys.setprofile(None)
    files = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
    return called, sorted(file for file in files if file.startswith(OURS) and file not in called)


def main() -> None:
    """Print the trip."""
    figure, suffix, *_ = *sys.argv[1:], *("tangent", ".png")[len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as folder:
        called, imported = trip(["still", figure, "-o", f"{folder}/still{suffix}"])
    for number, (file, function) in enumerate(called.items(), 1):
        print(f"{number:3}  {Path(file).relative_to(ROOT)}  ({function})")
    print(f"{len(called)} files run, {len(imported)} more are only imported:")
    for file in imported:
        print(f"     {Path(file).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
