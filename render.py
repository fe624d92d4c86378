"""The command line of the checkout: `python render.py …` is `hillside …`."""

import sys

# An old Python does not understand what is imported below.
if sys.version_info < (3, 11):  # noqa: UP036 - read by the Python that is there, not by the one required
    sys.exit(f"Error: Hillside needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}")

from hillside.cli.bare_python import main

if __name__ == "__main__":
    main()
