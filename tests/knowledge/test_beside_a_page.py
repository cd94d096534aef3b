"""A page of the practice points to what the bank holds about it, for one query."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.knowledge import make_item
from tests.factories.themes import make_programme_member, make_programme_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = (
    ("map/dangers/add/", "danger_statement"),
    ("network/", "network"),
    ("plans/", "safety_plan"),
)


@pytest.mark.parametrize(("page", "topic"), PAGES)
def test_a_page_of_a_family_points_to_the_bank(
    practitioner, family, authority, page, topic
):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    client = signed_in(Client(), practitioner)

    def asked() -> tuple[str, int, int]:
        with CaptureQueriesContext(connection) as caught:
            said = client.get(f"/families/{family.pk}/{page}").content.decode()
        of_bank = [one for one in caught if '"knowledge_item"' in one["sql"]]
        return said, len(caught), len(of_bank)

    asked()  # what a process asks once
    said, without, of_bank = asked()
    assert "From the knowledge bank" not in said
    assert of_bank == 1
    for number in range(4):
        make_item(lead, programme, title=f"To read {number}", topics=(topic,))
    said, with_items, _ = asked()
    assert said.count("To read") == 3
    assert with_items == without
