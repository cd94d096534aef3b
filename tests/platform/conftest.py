"""What the platform's tests share."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture
def no_counters(db: None) -> None:
    """Rate limits begin at nothing."""
    cache.clear()
