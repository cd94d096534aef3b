"""People are invited by name; whoever keeps the date sees who has not answered."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from kinfold.gatherings.actions import inviting, planning
from kinfold.gatherings.dates import When
from kinfold.gatherings.models import Guest, GuestAnswer, GuestInvitation
from kinfold.platform.models import User, said_by
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.gatherings import make_gathering
from tests.factories.platform import as_owner, make_worker_viewer
from tests.factories.themes import leave_programme, make_programme_member
from tests.gatherings.test_calendar import HOME, ahead, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PROGRAMME = "/programme/"


def email_of(viewer) -> str:
    with as_authority(None):
        return User.objects.get(pk=viewer.user_id).email


def test_the_invited_see_what_waits_and_the_organiser_who_has_not_answered(
    lead, ours, theirs, programme, authority
):
    trainer = make_programme_member(programme, Role.TRAINER)
    row = make_gathering(lead, programme, day=ahead(7), title="Leaders <b>")
    emails = f"{email_of(ours)}\nTheir Own <{email_of(theirs).upper()}>; "
    emails += f"{email_of(trainer)},"
    url, client = f"{HOME}{row.pk}/", signed_in(Client(), lead)
    assert client.post(f"{url}invite/", {"emails": ""}).status_code == 422
    wrong = client.post(f"{url}invite/", {"emails": f"{email_of(ours)}; not one"})
    assert "“not one” is no e-mail address" in text_of(wrong)
    assert client.post(f"{url}invite/", {"emails": emails}).status_code == 302
    assert client.post(f"{url}invite/", {"emails": emails}).status_code == 302
    for viewer in (ours, theirs, trainer):
        assert "Do you come to “Leaders &lt;b&gt;”" in page(viewer, PROGRAMME)
        assert "You are invited by name and have not answered" in page(viewer, url)
    shown = page(lead, url)
    assert "Who has not answered" in shown
    assert ours.name in shown
    assert theirs.name in shown
    # nobody but whoever keeps the date knows who was asked
    for viewer, other in ((ours, theirs), (theirs, ours)):
        shown = page(viewer, url)
        assert other.name not in shown
        assert "Who has not answered" not in shown
        assert signed_in(Client(), viewer).get(f"{url}invite/").status_code == 403
    why = {"says": "cannot", "why": "I am <i>away</i>"}
    assert signed_in(Client(), theirs).post(f"{url}answer/", why).status_code == 302
    assert "Do you come to" not in page(theirs, PROGRAMME)
    assert "I am &lt;i&gt;away" in page(lead, url)
    assert "I am &lt;i&gt;away" in page(theirs, url)
    assert "away" not in page(ours, url)
    # a new day asks again
    with as_viewer(lead):
        planning.change(
            gathering_id=row.pk, what=planning.What(kind="lab", title="Leaders"),
            when=When(day=ahead(8)), why="Room", seen_version=1, by=lead,
        )  # fmt: skip
    assert "Do you come to “Leaders”" in page(theirs, PROGRAMME)
    signed_in(Client(), theirs).post(f"{url}answer/", {"says": "comes"})
    with as_viewer(lead):
        said = list(GuestAnswer.objects.order_by("at").values_list("answer", "why"))
    assert said == [("cannot", "I am <i>away</i>"), ("comes", "")]


def test_only_who_can_come_is_invited_and_nothing_is_told_of_the_others(
    lead, ours, programme, authority
):
    practitioner = make_worker_viewer(authority, Role.PRACTITIONER)
    row = make_gathering(lead, programme, day=ahead(7))
    told = []
    for email in (email_of(practitioner), "nobody@nowhere.example"):
        with as_viewer(lead), pytest.raises(CannotDo) as refused:
            inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
        told.append(str(refused.value.message).replace(email, ""))
    assert told[0] == told[1]
    email = email_of(ours)
    with as_viewer(ours), pytest.raises(PermissionDenied):
        inviting.invite(gathering_id=row.pk, emails=[email], by=ours)
    over = make_gathering(
        lead, programme, day=timezone.localdate(),
        starts_at=(timezone.localtime() - timedelta(minutes=1)).time(),
    )  # fmt: skip
    with as_viewer(lead):
        with pytest.raises(CannotDo, match="has begun"):
            inviting.invite(gathering_id=over.pk, emails=[email], by=lead)
        [made] = inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
    leave_programme(programme, authority)
    assert ours.name not in page(lead, f"{HOME}{row.pk}/")
    take = f"{HOME}invitations/{made.pk}/take-back/"
    assert signed_in(Client(), lead).post(take).status_code == 404


def test_an_invitation_is_taken_back_and_a_whole_authority_invited(
    lead, ours, theirs, programme, authority, elsewhere_authority
):
    email = email_of(ours)
    with as_viewer(lead):
        [row] = planning.plan(
            programme_id=programme.pk, when=When(day=ahead(4)), by=lead,
            what=planning.What(kind="lab", title="Some", is_for_all=False),
            places=[authority.pk],
        )  # fmt: skip
        [made] = inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
    url, client = f"{HOME}{row.pk}/", signed_in(Client(), lead)
    sent = {"emails": "", "places": str(elsewhere_authority.pk)}
    assert client.post(f"{url}invite/", sent).status_code == 302
    shown = page(lead, url)
    assert f"Invited: {elsewhere_authority.name}, {authority.name}" in shown
    assert "Nobody has answered yet from:" in shown
    take = f"{HOME}invitations/{made.pk}/take-back/"
    assert signed_in(Client(), theirs).post(take).status_code == 404
    for _ in range(2):
        assert signed_in(Client(), lead).post(take).status_code == 302
    assert "Do you come to" not in page(ours, PROGRAMME)
    with as_viewer(lead):
        inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
        assert GuestInvitation.objects.get().taken_back_at is None
    assert "Do you come to “Some”" in page(ours, PROGRAMME)


def test_ones_own_calendar_says_whether_one_comes_and_names_nobody(
    lead, ours, programme
):
    row = make_gathering(lead, programme, day=ahead(7))
    url = f"{HOME}{row.pk}/"
    client, told = signed_in(Client(), ours), {}
    told["none"] = client.get(f"{url}gathering.ics").content.decode()
    for says in ("comes", "cannot"):
        client.post(f"{url}answer/", {"says": says})
        told[says] = client.get(f"{url}gathering.ics").content.decode()
    assert "STATUS:TENTATIVE" in told["none"]
    assert "STATUS:CONFIRMED" in told["comes"]
    assert "TRANSP:TRANSPARENT" in told["cannot"]
    for file in told.values():
        assert "ATTENDEE" not in file
        assert "mailto" not in file
        assert ours.name not in file


def test_the_database_keeps_who_was_asked_and_why_to_those_it_is_for(
    lead, ours, theirs, programme, authority
):
    row = make_gathering(lead, programme, day=ahead(7), host=authority)
    common = make_gathering(lead, programme, day=ahead(7))
    email = email_of(lead)
    with as_viewer(ours):
        inviting.invite(gathering_id=row.pk, emails=[email], by=ours)
    with as_viewer(lead):
        inviting.invite(gathering_id=common.pk, emails=[email], by=lead)
        for one in (row, common):
            planning.answer(gathering_id=one.pk, says="cannot", why="Ill", by=lead)
    # ours hosts the first one and is asked to neither
    for viewer, count in ((lead, 2), (ours, 1), (theirs, 0)):
        with as_viewer(viewer):
            assert GuestInvitation.objects.count() == count
            assert GuestAnswer.objects.count() == count
            assert Guest.objects.count() == 2
    with as_viewer(theirs):
        guest = Guest.objects.first()
        for made in (
            GuestInvitation(programme=programme, gathering=common, user_id=1, name="x"),
            GuestAnswer(programme=programme, guest=guest, answers_move=0),
        ):
            for name, value in said_by(theirs).items():
                setattr(made, name, value)
            with (
                pytest.raises(ProgrammingError, match="row-level"),
                transaction.atomic(),
            ):
                made.save(force_insert=True)
    with as_viewer(lead), pytest.raises(ProgrammingError, match="permission denied"):
        GuestAnswer.objects.all().delete()


def test_who_leads_elsewhere_since_is_asked_and_answers_as_they_are_now(
    lead, ours, programme, authority, elsewhere_authority
):
    row = make_gathering(lead, programme, day=ahead(7), title="Leaders")
    email, url = email_of(ours), f"{HOME}{row.pk}/"
    with as_viewer(lead):
        inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
    answer = {"says": "comes"}
    assert signed_in(Client(), ours).post(f"{url}answer/", answer).status_code == 302
    # as if both were of an authority that left
    before = {"authority": elsewhere_authority, "name": "Once elsewhere"}
    for model in (Guest, GuestInvitation):
        as_owner(partial(model.objects.filter(user_id=ours.user_id).update, **before))
    leave_programme(programme, elsewhere_authority)
    assert "Do you come to" not in page(ours, PROGRAMME)
    with as_viewer(lead):
        inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
    home = page(ours, PROGRAMME)
    assert "Do you come to “Leaders”" in home
    assert ours.name in page(lead, url)
    assert signed_in(Client(), ours).post(f"{url}answer/", answer).status_code == 302
    assert "Do you come to" not in page(ours, PROGRAMME)
    with as_viewer(lead):
        guest = Guest.objects.get()
    assert (guest.authority_id, guest.name) == (authority.pk, ours.name)


def test_that_nothing_waits_is_not_said_below_what_waits(
    lead, programme, authority, elsewhere_authority
):
    for one in (authority, elsewhere_authority):
        leave_programme(programme, one)
    assert "Nothing needs anybody today" in page(lead, PROGRAMME)
    row, email = make_gathering(lead, programme, day=ahead(7)), email_of(lead)
    with as_viewer(lead):
        inviting.invite(gathering_id=row.pk, emails=[email], by=lead)
    home = page(lead, PROGRAMME)
    assert "Do you come to" in home
    assert "Nothing needs anybody today" not in home
