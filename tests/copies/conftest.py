"""The family whose map is copied: that of the practice tests."""

from tests.practice.conftest import danger, family

__all__ = ["danger", "family"]
