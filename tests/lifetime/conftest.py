"""The same family and episode as Family Finding's own tests."""

from tests.family_finding.conftest import episode, family

__all__ = ["episode", "family"]
