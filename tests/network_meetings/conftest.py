"""The family of `tests/meetings` with its whole map, and the meeting that goes on."""

from __future__ import annotations

from tests.meetings.conftest import danger, family, meeting  # noqa: F401  fixtures
