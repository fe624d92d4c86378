"""What encoders of films raise, as failures with the reason and the way out."""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager

from av.error import ExternalError, FFmpegError

from hillside.stage.errors import WAYS_OUT, Failure


@contextmanager
def failures_of_writing() -> Generator[None, None, None]:
    """Convert what an encoder or the file system raises to a `Failure`.

    It does not name the file, which has a temporary name while it is written.
    """
    try:
        yield
    except (FFmpegError, OSError, MemoryError) as error:
        raise Failure(f"the film could not be written: {_reason(error)}") from error


def _reason(error: FFmpegError | OSError | MemoryError) -> str:
    """Return the reason and the way out; encoders give no reason, and lack of memory is the usual one."""
    if isinstance(error, (ExternalError, MemoryError)):
        return f"the encoder lacks memory, or fails{WAYS_OUT[errno.ENOMEM]}"
    number, reason = error.errno, error.strerror or str(error)
    return f"{reason}{'' if number is None else WAYS_OUT.get(number, '')}"
