"""Write the table of rules to standard output."""

from __future__ import annotations

import sys

from kinfold_core.practice.rulebook import as_markdown

sys.stdout.write(as_markdown())
