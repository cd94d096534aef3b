"""Changes of versions. Keyword-only, `by=`, one transaction with audit."""

from kinfold.versions.actions.sharing import fix_version

__all__ = ["fix_version"]
