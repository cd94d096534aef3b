"""Drawn pages, kept while the process lives: the same for everybody, by data version.

An authority's twelve pictures with their tables are about 150 kB and 30 ms of work;
kept, they cost nothing. Nothing about the viewer may enter these parts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.utils.safestring import SafeString

KEPT_COUNT = 64


class Drawn:
    """The parts drawn last, oldest forgotten first. Safe between threads."""

    def __init__(self, kept_count: int = KEPT_COUNT) -> None:
        self._kept: OrderedDict[tuple[str, ...], SafeString] = OrderedDict()
        self._kept_count = kept_count
        self._lock = Lock()

    def get(self, key: tuple[str, ...], draw: Callable[[], SafeString]) -> SafeString:
        """The part under `key`, drawn now if it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        part = draw()
        with self._lock:
            self._kept[key] = part
            while len(self._kept) > self._kept_count:
                self._kept.popitem(last=False)
        return part

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


drawn = Drawn()
