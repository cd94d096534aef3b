"""What the platform's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import connection

from kinfold.platform.tenancy import set_viewer


@pytest.fixture
def no_counters(db: None) -> Iterator[None]:
    """Rate limits begin at nothing, and each request ends its own viewer.

    A server's request is a transaction of its own. A test's is inside the test's, where
    the viewer of one request would still be set for the next (stack.md 2.1).
    """

    def forget(**kwargs: Any) -> None:
        if connection.in_atomic_block and not connection.needs_rollback:
            set_viewer(None, None)

    cache.clear()
    request_finished.connect(forget, dispatch_uid="tests.forget")
    yield
    request_finished.disconnect(dispatch_uid="tests.forget")
