"""The evaluations from the command line: `./kinfold evaluate ...`."""

from __future__ import annotations

import sys

from kinfold_evaluation.doors import main

sys.exit(main(sys.argv[1:]))
