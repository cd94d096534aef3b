"""The finding type, under the name practice code looks for it by."""

from kinfold_core.findings import Finding, Level, has_block

__all__ = ["Finding", "Level", "has_block"]
