#!/bin/sh
# Make .venv with the project and all it needs; a second run finds it done and returns at once.
set -eu
cd "$(dirname "$0")"

PACKAGES="gcc libc6-dev pkg-config libcairo2-dev libpango1.0-dev python3-dev python3-venv"
PYTHON=${PYTHON:-python3}
STAMP=.venv/.installed

say() { printf '%s\n' "$*" >&2; }

# The folder without symbolic links: a checkout is one, by whichever path it is reached.
fingerprint() { cat pyproject.toml constraints.txt setup.sh | sha256sum; pwd -P; "$PYTHON" -V; }

python_is_new_enough() {
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# pycairo and manimpango have no Linux wheels: pip compiles them against these.
system_is_ready() {
    command -v cc >/dev/null && command -v pkg-config >/dev/null &&
        pkg-config --exists cairo pangocairo &&
        "$PYTHON" -c '
import ensurepip, os, sys, sysconfig, venv
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' 2>/dev/null
}

apt() {
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive apt-get "$@"
    fi
}

may_use_apt() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ]; then
    exit 0
fi

# Mounted read-only, or of another user: what is installed is used, even if it was installed at another path.
if ! [ -w . ] || { [ -e .venv ] && ! [ -w .venv ]; }; then
    if .venv/bin/python -c 'import av, hillside, manim, mathcore, typst' >/dev/null 2>&1; then
        exit 0
    fi
    say "Hillside is not installed here, and $PWD cannot be written;"
    say "copy it into a folder that can be, and run the same command there."
    exit 1
fi

if ! python_is_new_enough; then
    say "Hillside needs Python 3.11 or newer, and \"$PYTHON\" is not; try PYTHON=python3.12 make ..."
    exit 1
fi

if ! system_is_ready; then
    if ! may_use_apt; then
        say "Some system packages are missing, and you may not install them. An administrator can, with"
        say "    $("$PYTHON" -m hillside.studio.system_packages)"
        say "and then you run the same command again. Where you cannot ask one, conda or micromamba install"
        say "cairo, pango, pkg-config, c-compiler and python into a folder of your own; run it in there."
        exit 1
    fi
    say "Installing system packages: $PACKAGES"
    apt update --quiet >&2
    # shellcheck disable=SC2086  # the words of PACKAGES are meant to be split
    apt install --yes --quiet --no-install-recommends $PACKAGES >&2
    if ! system_is_ready; then
        say "The system packages are installed, but a compiler, cairo, pango or Python.h is still not found."
        exit 1
    fi
fi

say "Installing Hillside into .venv: a few minutes the first time, most of them for compiling and unpacking"
rm -f "$STAMP"
"$PYTHON" -m venv --clear .venv
# What pip is doing, a line for each package; its exit code comes through a file, since sh has no pipefail.
told() {
    sed -u -n -e 's/^Collecting \([^ <>=!~;(]*\).*/  fetching \1/p' \
        -e 's/^ *Building wheel for \([^ ]*\).*: started.*/  compiling \1/p' \
        -e 's/^Installing collected packages.*/  unpacking all of them/p' \
        -e '/^ERROR/p;/^  *error/p' >&2
}
{
    code=0
    PYTHONUNBUFFERED=1 PIP_CONSTRAINT="$PWD/constraints.txt" .venv/bin/python -m pip install \
        --progress-bar off --disable-pip-version-check --editable ".[dev]" 2>&1 || code=$?
    echo "$code" >.venv/.pip-exit-code
} | told
test "$(cat .venv/.pip-exit-code)" = 0 || {
    say "pip could not install Hillside. All that it says: .venv/bin/python -m pip install --editable '.[dev]'"
    exit 1
}
rm -f .venv/.pip-exit-code
say "Hillside is installed."
fingerprint >"$STAMP"
