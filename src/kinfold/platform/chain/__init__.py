"""Checking that an authority's audit is whole, without trusting the database's hash.

The database chains each event when its transaction commits (migration 0002). Here the
same digest is computed again, in Python, from the events as they stand. See ADR 4.
"""

from __future__ import annotations

from kinfold.platform.chain.verify import Broken, Head, Report, heads, verify

__all__ = ["Broken", "Head", "Report", "heads", "verify"]
