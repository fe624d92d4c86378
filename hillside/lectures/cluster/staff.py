"""The staff of a cluster: its workers, and which of them have the installation of the one who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from hillside.lectures.cluster.installation import MISSING, NAME, Installation, this_installation
from hillside.lectures.cluster.orders import called, introduce
from hillside.stage.errors import Failure
from hillside.studio.key import CODECS, LIBRARIES
from hillside.studio.recipe import PROGRAM

ANSWER = 15.0
"""Maximum time in seconds for which workers are asked; one that does not answer is asked at its work."""

AGAIN = 1.0
"""The same for one that has not answered, which is asked again every now and then."""


class Staff:
    """The workers of a cluster.

    Args:
        client: The client of Dask.
        address: The address of the scheduler.
        tell: Called with a sentence about a worker.
    """

    def __init__(self, client: Any, address: str, tell: Callable[[str], None]) -> None:
        self._client, self.address, self._tell = client, address, tell
        self._threads: Mapping[str, int] = {}
        self._names: dict[str, str] = {}
        self._refused: dict[str, str] = {}

    @property
    def present(self) -> frozenset[str]:
        """The addresses of the workers that are there."""
        return frozenset(self._threads)

    @property
    def threads(self) -> int:
        """The number of pieces that the workers can draw at a time."""
        return sum(count for each, count in self._threads.items() if each not in self._refused)

    @property
    def allowed(self) -> frozenset[str] | None:
        """The addresses of those that may draw; None if all may, also those to come."""
        return self.present - self._refused.keys() if self._refused.keys() & self.present else None

    def look(self) -> None:
        """Look who is there; compare those who are new, and tell who has left.

        Raises:
            Failure: Workers are there, and none has the same installation.
            OSError: The scheduler is gone.
        """
        before, self._threads = self.present, self._client.nthreads()
        for address in sorted(before - self.present):
            self._tell(f"{self.name(address)} has left; what it was drawing is drawn again")
        new = sorted(self.present - before)
        silent = sorted((self.present & before) - self._names.keys())
        answers = installations(self._client, new)
        for each in silent:
            answers |= installations(self._client, [each], AGAIN)
        for address, found in answers.items():
            self._names[address], installation = found
            if installation.digest != this_installation().digest:
                self.refuse(address, *found)

    def refuse(self, address: str, name: str, installation: Installation) -> None:
        """Give a worker no work, because it has another installation.

        Raises:
            Failure: There is no other worker.
        """
        if address not in self._refused:
            self._names[address] = name
            why = installation.differences(this_installation())
            self._refused[address] = f"{self.name(address)} is given no work: {why}"
            self._tell(self._refused[address])
        if self.present and self.allowed == frozenset():
            raise Failure(
                f"no worker at {self.address} can draw: {'. '.join(self._refused.values())}; "
                "doctor --scheduler says how to mend that"
            )

    def name(self, address: str) -> str:
        """Return what a worker is called."""
        return called(self._names.get(address, address))


def installations(
    client: Any, addresses: Sequence[str], timeout: float = ANSWER
) -> dict[str, tuple[str, Installation]]:
    """Return the name and the installation of each worker, if all answer in time."""
    answers = _asked(client, introduce, addresses, timeout=timeout) if addresses else {}
    # One that cannot be reached, as it is only coming or just leaving, has said nothing.
    heard = {each: answer for each, answer in answers.items() if not isinstance(answer, OSError)}
    strangers = [each for each, answer in heard.items() if isinstance(answer, Exception)]
    found = {each: answer for each, answer in heard.items() if each not in strangers}
    return found | (_strangers(client, strangers) if strangers else {})


def _asked(
    client: Any, function: Callable[..., Any], addresses: Sequence[str], *args: str, timeout: float = ANSWER
) -> dict[str, Any]:
    """Return what a function returns or raises on each worker; nothing if one of them does not answer."""
    try:
        return client.sync(
            client._run, function, *args, workers=list(addresses), on_error="return", callback_timeout=timeout
        )
    except TimeoutError:
        return {}


def _strangers(client: Any, addresses: Sequence[str]) -> dict[str, tuple[str, Installation]]:
    """Return what workers have that do not know this program, or not this part of it."""
    names = {NAME: PROGRAM, **{name: name for name in (*LIBRARIES, *CODECS.values())}}
    versions: dict[str, dict[str, str]] = {address: {} for address in addresses}
    for name, package in names.items():
        for address, found in _asked(client, version, addresses, package).items():
            versions[address][name] = found if isinstance(found, str) else MISSING
    workers = client.scheduler_info()["workers"]
    return {
        address: (str(workers.get(address, {}).get("name", address)), Installation(found))
        for address, found in versions.items()
    }
