"""Commands run as by an ordinary user, whom permissions bind, even if the superuser runs the tests."""

import os
import sys

ORDINARY = ("setpriv", "--bounding-set=-all") if sys.platform == "linux" and os.geteuid() == 0 else ()
"""The words before a command: the superuser without capabilities (capabilities(7)) is bound like others.

`setpriv` comes with util-linux, which is part of every Linux system.
"""
