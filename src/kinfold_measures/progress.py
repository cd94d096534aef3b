"""How far something long is, on one line, where somebody is watching."""

from __future__ import annotations

import sys

_CLEAR = "\r\x1b[K"
_WIDE = 24


def bar(called: str, part: float) -> None:
    """Draw a part of a whole over the line before; nothing where nobody watches."""
    if sys.stderr.isatty():
        done = round(part * _WIDE)
        drawn = "#" * done + "." * (_WIDE - done)
        end = "\n" if part >= 1 else ""
        sys.stderr.write(f"{_CLEAR}[{drawn}] {part:4.0%} {called}{end}")
        sys.stderr.flush()
