from __future__ import annotations

from tests.factories.okafors import lead, okafors, team, worker

__all__ = ["lead", "okafors", "team", "worker"]
