"""A drawing and a film to put on a page."""

from pathlib import Path
from typing import Any

import av
import numpy as np

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><circle cx="{}" cy="9" r="5"/></svg>'
)


def write_film(file: Path, frames: int) -> None:
    """Write a film that grows lighter, 10 frames a second."""
    with av.open(str(file), "w") as film:
        stream: Any = film.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for level in range(frames):
            frame = av.VideoFrame.from_ndarray(np.full((90, 160, 3), level * 6, np.uint8), format="rgb24")
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
