"""Say in one sentence what is missing for `make`, before anything fails in many lines."""

import sys

if sys.version_info < (3, 11):
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"Reportedly needs Python 3.11 or newer, found {found}; name another with `make PYTHON=python3.12 ...`.")

try:
    import ensurepip
    import venv
except ImportError:
    sys.exit("Python's `venv` module is missing; install it (Debian and Ubuntu: `apt-get install python3-venv`) and try again.")

del ensurepip, venv
