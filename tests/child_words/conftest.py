"""The people and the child of `tests/child_tools`."""

from tests.child_tools.conftest import (  # noqa: F401  fixtures
    boss,
    colleague,
    family,
    files_here,
    item,
    practitioner,
    session,
    team,
)
