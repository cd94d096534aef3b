"""Entry point, run by path so that it works before anything is installed."""

import sys

# Run by path, Python puts this folder first, where our modules could hide the
# standard library's. The folder above is the one that holds the packages.
sys.path[0] = __file__.rsplit("/", 2)[0]

from kinfold_launcher.cli import main  # noqa: E402 - the path must be right first

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
