"""Where the work stands, read from what exists. Viewer first."""

from kinfold.stages.selectors.evidence import evidence_of

__all__ = ["evidence_of"]
