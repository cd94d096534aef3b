"""The family whose map is copied: that of the practice tests."""

import pytest

from tests.factories.copies import Telephone
from tests.practice.conftest import danger, family

__all__ = ["danger", "family"]


@pytest.fixture
def phone() -> Telephone:
    return Telephone()
