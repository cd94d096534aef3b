"""What an authority shows on a programme's page goes with the return it stands on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinfold.platform.models import AuditEvent, ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.programme.models import MeasureTakenBack
from kinfold.records.errors import CannotDo
from kinfold.returns.jobs import forget_outlived_returns
from kinfold.returns.models import HandedReturn
from kinfold_core.access import Role
from tests.factories.platform import make_authority, make_worker_viewer
from tests.factories.programme import make_programme, make_shown
from tests.factories.returns import REPEAT, make_recount, make_return

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TAKEN = ("care.taken", 2025, "", "", 40, 900, 44.4)
WHY = "The family of Ada Moss asked us to"


@pytest.fixture
def neighbour():
    """A senior leader of another authority in the programme."""
    return make_worker_viewer(make_authority("Kent"), Role.SENIOR_LEADER)


@pytest.fixture
def programme(analyst, neighbour):
    return make_programme("shared", analyst, neighbour)


@pytest.fixture
def old_and_new(analyst):
    return make_return(analyst), make_return(analyst)


@pytest.fixture
def of_old_and_new(analyst, programme, old_and_new):
    """One measure shown that was counted on the old return, one on the new."""
    old, new = old_and_new
    make_recount(analyst, [*REPEAT, TAKEN], on=[old, new])
    of_old = make_shown(analyst, programme)
    make_recount(analyst, [*REPEAT, TAKEN], on=[new])
    return of_old, make_shown(analyst, programme, code="care.taken")


def shown_to(client, *shown) -> list[int]:
    return [client.get(f"/programme/measures/{one.pk}/").status_code for one in shown]


def test_deleting_a_return_takes_back_what_was_counted_on_it(
    analyst, neighbour, old_and_new, of_old_and_new, sign_in
):
    of_old, of_new = of_old_and_new
    theirs = sign_in(neighbour)
    assert shown_to(theirs, of_old, of_new) == [200, 200]
    address = f"/returns/{old_and_new[0].pk}/delete/"
    client = sign_in(analyst)
    assert "leave it at once" in client.get(address).content.decode()
    assert client.post(address, {"why": WHY}).status_code == 302
    assert shown_to(sign_in(neighbour), of_old, of_new) == [404, 200]
    with as_viewer(analyst):
        taken = MeasureTakenBack.objects.get()
        assert taken.shown_id == of_old.pk
        assert taken.why == "A return it was counted on was deleted"
        own = AuditEvent.objects.filter(target_id=str(of_old.pk)).order_by("pk").last()
        assert own.action == "measure.shown_no_more"
    with as_viewer(neighbour):
        event = ProgrammeEvent.objects.order_by("at", "pk").last()
        assert (event.action, event.target_id, event.by_name) == (
            "measure.shown_no_more",
            str(of_old.pk),
            analyst.name,
        )
        assert WHY not in str(ProgrammeEvent.objects.values_list("changes"))


def test_until_the_next_count_nothing_of_a_deleted_return_is_shown_again(
    analyst, programme, old_and_new, sign_in
):
    old, new = old_and_new
    make_recount(analyst, on=[old, new])
    sign_in(analyst).post(f"/returns/{old.pk}/delete/", {"why": WHY})
    with pytest.raises(CannotDo, match="counted anew: show it when that is done"):
        make_shown(analyst, programme)
    make_recount(analyst, on=[new])
    anew = make_shown(analyst, programme)
    assert shown_to(sign_in(analyst), anew) == [200]


def test_the_night_takes_it_back_too_and_only_what_is_shown_still(
    analyst, neighbour, programme, old_and_new, sign_in, settings
):
    old, new = old_and_new
    make_recount(analyst, [*REPEAT, TAKEN], on=[old])
    replaced = make_shown(analyst, programme)
    of_old = make_shown(analyst, programme, code="care.taken")
    make_recount(analyst, [*REPEAT, TAKEN], on=[new])
    of_new = make_shown(analyst, programme)
    settings.KINFOLD_RETURN_DAYS = 30
    with as_viewer(analyst):
        HandedReturn.objects.filter(pk=old.pk).update(
            given_at=timezone.now() - timedelta(days=31)
        )
    forget_outlived_returns()
    assert shown_to(sign_in(neighbour), replaced, of_old, of_new) == [404, 404, 200]
    with as_viewer(analyst):
        taken = MeasureTakenBack.objects.get()
        assert (taken.shown_id, taken.by_name) == (of_old.pk, "Kinfold, every night")
