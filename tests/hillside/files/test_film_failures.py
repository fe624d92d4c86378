"""Errors of encoders: the reason and the way out, without the temporary name of the file."""

import errno
import os

import pytest
from av.error import ExternalError

from hillside.files.film_failures import failures_of_writing
from hillside.stage.errors import Failure


@failures_of_writing()
def write(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ExternalError(542398533, "Generic error in an external library"), "lacks memory.*use -j 1"),
        (MemoryError(), "lacks memory.*give a smaller --size"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), ".0123.part.mp4"), "No space left .*; make room"),
    ],
)
def test_an_error_of_an_encoder_is_a_failure_with_the_way_out(error: Exception, message: str):
    with pytest.raises(Failure, match=f"^the film could not be written: .*{message}"):
        write(error)


def test_other_errors_pass():
    with pytest.raises(ZeroDivisionError):
        write(ZeroDivisionError())
