from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from kinfold.platform.addresses import address


def test_an_address_is_what_django_says() -> None:
    for _ in range(2):
        family, person = uuid4(), uuid4()
        assert address("people:family", family) == reverse(
            "people:family", args=[family]
        )
        assert address("records:leave-family", family, person) == reverse(
            "records:leave-family", args=[family, person]
        )


def test_a_page_that_is_not_there_has_no_address() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("people:palace", uuid4())
