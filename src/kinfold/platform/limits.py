"""How often one person may ask for something that costs much.

Counted in this process's memory, not in the database: what is protected is this
process's own time, a shared count would add two writes to the dearest pages, and with
N processes the limit is at most N times as wide, which still stops a runaway script.
Sign-in is different (a guess must count everywhere): its limits are shared, see
`kinfold.platform.signin`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from math import ceil
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinfold.platform.http import viewer_of

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]
MOST_KEPT = 10_000


@dataclass(slots=True)
class _Bucket:
    """What is left of somebody's allowance, and when that was counted (seconds)."""

    left: float
    at: float


class Allowance:
    """A bucket per person that fills evenly: `per_minute` at once, then as it fills."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._buckets: dict[int, _Bucket] = {}
        self._lock = Lock()

    def take(self, user_id: int, *, now: float) -> int:
        """Take one. Returns 0, or in how many seconds there will be one again."""
        rate = self.per_minute / 60
        with self._lock:
            if len(self._buckets) > MOST_KEPT:
                self._forget_full(now)
            bucket = self._buckets.setdefault(user_id, _Bucket(self.per_minute, now))
            bucket.left = min(self.per_minute, bucket.left + (now - bucket.at) * rate)
            bucket.at = now
            if bucket.left < 1:
                return ceil((1 - bucket.left) / rate)
            bucket.left -= 1
            return 0

    def _forget_full(self, now: float) -> None:
        """After a minute's rest a bucket is full, which is what no bucket means."""
        self._buckets = {
            user: bucket
            for user, bucket in self._buckets.items()
            if now - bucket.at < 60
        }


def limited(what: str, *, per_minute: int) -> Callable[[View[R, P]], View[R, P]]:
    """Let each person ask for this page `per_minute` times a minute, then say wait.

    Args:
        what: the reader's word for it in "You have asked for {what} very often", for
            example "searches".
    """
    allowance = Allowance(per_minute)

    def decorate(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            viewer = viewer_of(request)
            wait = allowance.take(viewer.user_id, now=time.monotonic()) if viewer else 0
            if wait:
                return _too_often(request, what, wait)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _too_often(request: HttpRequest, what: str, wait: int) -> HttpResponse:
    response = render(request, "429.html", {"what": what, "wait": wait}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
