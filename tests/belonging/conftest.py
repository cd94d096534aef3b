"""The practitioner's own family, with Family Finding for Kai."""

from tests.family_finding.conftest import episode, family

__all__ = ["episode", "family"]
