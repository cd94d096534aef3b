"""The measures from the command line: `./kinfold measures ...`."""

from __future__ import annotations

import sys

from kinfold_measures.command import main

sys.exit(main(sys.argv[1:]))
