"""The path of a still through the program: the source files that it runs, in order of the first call.

    python benchmarks/trip.py [figure [suffix]]

A file counts if one of its functions is called; files that are only imported are listed separately. Calls
while a module is loaded, such as those of decorators, do not count.
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
    """Return the files that a command runs, each with the function called first; and those only imported."""
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
