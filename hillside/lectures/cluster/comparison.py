"""The comparison of the workers of a cluster with this machine, for `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hillside.lectures.cluster.connection import ClusterOptions, reached
from hillside.lectures.cluster.installation import Installation, this_installation
from hillside.lectures.cluster.orders import called
from hillside.lectures.cluster.staff import installations
from hillside.stage.errors import Failure
from hillside.studio.doctor import Check


def compared(options: ClusterOptions) -> tuple[Check, ...]:
    """Return a check of the scheduler, and one of each worker: whether it may draw for this machine."""
    try:
        with reached(options) as client:
            return tuple(_checks(client))
    except Failure as error:
        return (Check(f"scheduler {options.address}", False, str(error)),)


def _checks(client: Any) -> Iterator[Check]:
    address, threads = client.scheduler.address, client.nthreads()
    found = f"{len(threads)} workers, {sum(threads.values())} pieces at a time"
    hire = f"dask worker {address} --nthreads 4"
    yield Check(f"scheduler {address}", bool(threads), found if threads else "it has no worker", hire)
    answers = installations(client, sorted(threads))
    for each in sorted(threads):
        if each in answers:
            yield worker_check(each, *answers[each])
        else:
            yield Check(f"worker at {each}", False, "it does not answer; its event loop may be blocked")


def worker_check(address: str, name: str, there: Installation) -> Check:
    """Return the check of one worker.

    >>> there = Installation({**this_installation().versions, "typst": "0.13.1"})
    >>> here = this_installation().versions["typst"]
    >>> check = worker_check("tcp://10.0.0.7:41", "node-7", there)
    >>> check.found == f"it has typst 0.13.1, and here is {here}"
    True
    >>> check.mend == f"pip install typst=={here}, where it runs, and start it again"
    True
    """
    here = this_installation()
    differences = there.differences(here)
    title = called(name) if "://" in name else f"{called(name)} at {address}"
    libraries = there.libraries_to_install(here)
    program = "the same release or checkout of Hillside"
    wanted = f"pip install {' '.join(libraries)}" if libraries else f"install {program}"
    as_here = ", ".join(f"{each} {here.versions[each]}" for each in ("Hillside", "manim", "typst"))
    return Check(
        title,
        not differences,
        differences or f"as here: {as_here}",
        f"{wanted}, where it runs, and start it again",
    )
