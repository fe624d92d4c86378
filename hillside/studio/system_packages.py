"""What the installation needs from the operating system, and the command that installs it there.

`python -m hillside.studio.system_packages` prints the command for this system; nothing else of the project is
needed for that.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class OperatingSystem:
    """An operating system, or a family of them.

    Attributes:
        name: its name.
        python: the commands that install Python, each of which is run by an administrator.
        libraries: the commands that install what pip needs to compile pycairo and manimpango; none where both
            can be downloaded compiled.
        manager: the program that installs packages.
        as_administrator: whether the commands need the rights of an administrator.
    """

    name: str
    python: tuple[str, ...]
    libraries: tuple[str, ...]
    manager: str
    as_administrator: bool = True


DEBIAN = OperatingSystem(
    name="Debian or Ubuntu",
    manager="apt-get",
    python=("apt-get update", "apt-get install --yes python3 python3-venv"),
    libraries=(
        "apt-get update",
        "apt-get install --yes gcc libc6-dev pkg-config libcairo2-dev libpango1.0-dev"
        " python3-dev python3-venv",
    ),
)
FEDORA = OperatingSystem(
    name="Fedora",
    manager="dnf",
    python=("dnf install --assumeyes python3",),
    libraries=("dnf install --assumeyes gcc pkgconf-pkg-config cairo-devel pango-devel python3-devel",),
)
ARCH = OperatingSystem(
    name="Arch Linux",
    manager="pacman",
    python=("pacman -S --needed --noconfirm python",),
    libraries=("pacman -S --needed --noconfirm gcc pkgconf cairo pango python",),
)
MACOS = OperatingSystem(
    name="macOS",
    manager="brew",
    python=("brew install python",),
    libraries=("brew install pkgconf cairo pango",),
    as_administrator=False,
)
WINDOWS = OperatingSystem(
    name="Windows",
    manager="winget",
    python=("winget install --exact --id Python.Python.3.13",),
    libraries=(),
    as_administrator=False,
)

RELEASES: Mapping[str, OperatingSystem] = MappingProxyType(
    {
        **dict.fromkeys(("debian", "ubuntu"), DEBIAN),
        **dict.fromkeys(("fedora", "rhel", "centos"), FEDORA),
        **dict.fromkeys(("arch", "archlinux"), ARCH),
    }
)
"""The systems by the identifiers in `/etc/os-release`; those derived from them name theirs in `ID_LIKE`
(os-release(5))."""


def this_system() -> OperatingSystem | None:
    """Return the system that this is; None if it is another, whose commands are not known here."""
    if platform.system() in ("Darwin", "Windows"):
        return MACOS if platform.system() == "Darwin" else WINDOWS
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        if name in RELEASES:
            return RELEASES[name]
    return next((each for each in (DEBIAN, FEDORA, ARCH) if shutil.which(each.manager)), None)


def python_command() -> str:
    """Return the command that installs Python here."""
    system = this_system()
    return (
        "install Python 3.11 or newer, from python.org" if system is None else _joined(system, system.python)
    )


def libraries_command() -> str:
    """Return the command that installs what pycairo and manimpango are compiled with; empty if not needed."""
    system = this_system()
    if system is None:
        return (
            "install a C compiler, pkg-config, and what it takes to compile with cairo, pango and Python, "
            "by the package manager of this system"
        )
    return _joined(system, system.libraries)


def pip_command(*words: str) -> str:
    """Return the command that runs pip in the Python that runs this program."""
    return command_line(sys.executable, "-m", "pip", *words)


def command_line(*words: str) -> str:
    """Return a command as it is typed here: in a shell with single quotes, in Windows with double ones."""
    if platform.system() == "Windows":
        return " ".join(f'"{word}"' if set(word) & set(" <>&|,=[]") else word for word in words)
    return shlex.join(words)


def restoring_command(root: Path, *files: str) -> str:
    """Return the command that brings back files of the program, relative to the folder that holds it."""
    if (root / ".git").exists():
        return command_line("git", "-C", str(root), "checkout", "--", *files)
    return pip_command("install", "--force-reinstall", "--no-deps", "hillside")


def missing_module(error: ModuleNotFoundError, root: Path) -> str | None:
    """Return what to say if the module that is missing is one of the program; None if it is of another."""
    name = error.name or ""
    if name.partition(".")[0] not in ("hillside", "mathcore", "scenes"):
        return None
    file = f"{name.replace('.', '/')}.py"
    return f"{file} is missing in {root}; bring it back with: {restoring_command(root, file)}"


def _joined(system: OperatingSystem, commands: tuple[str, ...]) -> str:
    """Return commands to be run one after the other, with the rights that they need."""
    # In a container there is no `sudo`, and none is needed.
    prefix = "sudo " if system.as_administrator and sys.platform != "win32" and os.geteuid() != 0 else ""
    return " && ".join(f"{prefix}{command}" for command in commands)


if __name__ == "__main__":
    sys.stdout.write(f"{libraries_command()}\n")
