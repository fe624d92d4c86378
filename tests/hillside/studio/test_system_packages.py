"""Each system has its own commands, and a container its own rights."""

import platform
import shlex
import shutil
from collections.abc import Mapping

import pytest

from hillside.studio.system_packages import (
    command_line,
    libraries_command,
    pip_command,
    python_command,
    this_system,
)

Release = Mapping[str, str]


def be(
    monkeypatch: pytest.MonkeyPatch, system: str, release: Release | None = None, user: int = 1000
) -> None:
    """Let this be another system."""

    def read() -> Release:
        if release is None:
            raise OSError("there is no /etc/os-release")
        return release

    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "freedesktop_os_release", read)
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda name: None)  # pyright: ignore


LINUX: dict[str, tuple[Release, str, str]] = {
    "Debian": ({"ID": "debian"}, "sudo apt-get install", "libpango1.0-dev"),
    "Ubuntu": ({"ID": "ubuntu", "ID_LIKE": "debian"}, "sudo apt-get install", "libcairo2-dev"),
    "Mint": ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install", "python3-venv"),
    "Fedora": ({"ID": "fedora"}, "sudo dnf install", "pango-devel"),
    "Rocky": ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install", "python3-devel"),
    "Arch": ({"ID": "arch"}, "sudo pacman -S", "pango"),
    "Manjaro": ({"ID": "manjaro", "ID_LIKE": "arch"}, "sudo pacman -S", "cairo"),
}


@pytest.mark.parametrize("name", LINUX)
def test_a_linux_has_the_command_of_its_family(monkeypatch: pytest.MonkeyPatch, name: str):
    release, command, package = LINUX[name]
    be(monkeypatch, "Linux", release)
    assert command in libraries_command()
    assert package in shlex.split(libraries_command())
    assert command in python_command()


def test_a_mac_has_homebrew_and_windows_needs_nothing_to_compile(monkeypatch: pytest.MonkeyPatch):
    be(monkeypatch, "Darwin")
    assert libraries_command() == "brew install pkgconf cairo pango"
    assert python_command() == "brew install python"
    be(monkeypatch, "Windows")
    assert libraries_command() == ""
    assert python_command().startswith("winget install")


def test_the_superuser_of_a_container_needs_no_sudo(monkeypatch: pytest.MonkeyPatch):
    be(monkeypatch, "Linux", {"ID": "debian"}, user=0)
    assert "sudo" not in libraries_command()
    assert libraries_command().startswith("apt-get update && apt-get install --yes ")


def test_a_linux_without_a_name_is_known_by_its_package_manager(monkeypatch: pytest.MonkeyPatch):
    be(monkeypatch, "Linux")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/dnf" if name == "dnf" else None)  # pyright: ignore
    assert "dnf install" in libraries_command()


def test_an_unknown_system_is_told_what_to_look_for(monkeypatch: pytest.MonkeyPatch):
    be(monkeypatch, "Linux", {"ID": "void"})
    assert this_system() is None
    assert "a C compiler" in libraries_command()
    assert "3.11" in python_command()


def test_a_command_can_be_pasted_into_the_shell_of_the_system(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.executable", "/my venv/bin/python")
    assert shlex.split(pip_command("install", "numpy>=2,<3")) == [
        *("/my venv/bin/python", "-m", "pip", "install", "numpy>=2,<3")
    ]
    be(monkeypatch, "Windows")
    monkeypatch.setattr("sys.executable", "C:\\My Python\\python.exe")
    assert command_line("pip", "numpy>=2,<3") == 'pip "numpy>=2,<3"'
    assert pip_command("check") == '"C:\\My Python\\python.exe" -m pip check'
