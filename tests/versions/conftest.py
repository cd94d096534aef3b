"""The family of the map's own tests."""

from tests.practice.conftest import danger, family

__all__ = ["danger", "family"]
