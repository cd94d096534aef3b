from __future__ import annotations

import pytest

from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner):
    return make_family(practitioner)
