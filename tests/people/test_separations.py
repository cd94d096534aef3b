"""What somebody must not learn of somebody else: written down, shown, and over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.finding.actions.adding import add_member
from kinfold.finding.details import NewMember
from kinfold.people.actions.separating import end_apart, keep_apart
from kinfold.people.models import Separation
from kinfold.people.selectors.separations import apart_among, separations_of
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.selectors.records import person_for
from kinfold_core.access import Apart, Role
from tests.factories.people import Okafors, make_family, make_person
from tests.factories.platform import make_team, make_worker_viewer

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
ORDER = "Non-molestation order of 3 May 2026"


def kept(by: Viewer, okafors: Okafors, **changes: object) -> Separation:
    """Jo must not learn of Leanne."""
    known = {
        "person_id": okafors.jo.pk,
        "about_ids": [okafors.leanne.pk],
        "kind": "no_contact",
        "reason": ORDER,
    }
    with as_viewer(by):
        return keep_apart(**(known | changes), by=by)[0]  # type: ignore[arg-type]


def test_it_runs_one_way_and_stands_once(okafors: Okafors, worker: Viewer) -> None:
    row = kept(worker, okafors)
    with as_viewer(worker):
        everybody = [okafors.jo.pk, okafors.leanne.pk, okafors.amira.pk]
        found = apart_among(worker, everybody)
        again = keep_apart(
            person_id=okafors.jo.pk, about_ids=[okafors.leanne.pk],
            kind="no_contact", reason="Again", by=worker,
        )  # fmt: skip
        only_one = apart_among(worker, [okafors.jo.pk, okafors.amira.pk])
    assert [(one.person_id, one.about_id, one.kind) for one in found] == [
        (okafors.jo.pk, okafors.leanne.pk, Apart.NO_CONTACT)
    ]
    assert again == []
    assert not only_one
    assert row.reason == ORDER


def test_both_ways_are_two_rows_each_in_the_audit_of_both_without_the_reason(
    okafors: Okafors, worker: Viewer
) -> None:
    kept(worker, okafors, is_both_ways=True, kind="court")
    with as_viewer(worker):
        assert Separation.objects.count() == 2
        events = AuditEvent.objects.filter(action="separation.added")
        told = {event.person_id for event in events}
        assert [event.changes for event in events] == [{"kind": "court"}] * 4
        assert not any(event.why for event in events)
    assert told == {okafors.jo.pk, okafors.leanne.pk}


def test_it_ends_with_a_day_and_a_reason_and_stays(
    okafors: Okafors, worker: Viewer
) -> None:
    row = kept(worker, okafors)
    with as_viewer(worker):
        ended = end_apart(
            person_id=okafors.jo.pk, apart_id=row.pk, reason="The order was lifted",
            ended_on=timezone.localdate(), by=worker,
        )  # fmt: skip
        assert not apart_among(worker, [okafors.jo.pk, okafors.leanne.pk])
        assert Separation.objects.get().reason == ORDER
        lines = AuditEvent.objects.filter(action="separation.ended")
        day = {"ended_on": timezone.localdate().isoformat()}
        assert [(line.changes, line.why) for line in lines] == [(day, "")] * 2
    assert ended.ended_reason == "The order was lifted"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": "  "}, "Say why, and who decided it"),
        ({"about_ids": []}, "Choose whom"),
    ],
)
def test_nothing_is_kept_apart_without_a_reason_or_anybody(
    okafors: Okafors, worker: Viewer, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(CannotDo, match=words):
        kept(worker, okafors, **changes)


def test_nobody_is_kept_from_themselves(okafors: Okafors, worker: Viewer) -> None:
    with pytest.raises(CannotDo, match="Choose whom"):
        kept(worker, okafors, about_ids=[okafors.jo.pk])
    with as_viewer(worker), pytest.raises(IntegrityError), transaction.atomic():
        Separation.objects.create(
            authority_id=worker.in_authority(), person=okafors.jo, about=okafors.jo,
            kind="court", reason="x", started_on=date(2026, 5, 1),
            recorded_by_id=worker.as_worker(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [
        (1, "Lifted", "today or an earlier"),
        (-1, "Lifted", "began after"),
        (0, " ", "why it is over"),
    ],
)
def test_it_is_not_over_on_a_day_or_with_words_that_make_no_sense(
    okafors: Okafors, worker: Viewer, days: int, reason: str, words: str
) -> None:
    row = kept(worker, okafors)
    with as_viewer(worker), pytest.raises(CannotDo, match=words):
        end_apart(
            person_id=okafors.jo.pk, apart_id=row.pk, reason=reason,
            ended_on=timezone.localdate() + timedelta(days=days), by=worker,
        )  # fmt: skip


def test_only_about_people_of_a_family_one_works_with(
    okafors: Okafors, worker: Viewer, lead: Viewer
) -> None:
    stranger = make_person(worker, "Sam", "Far").pk
    with pytest.raises(NotFound):
        kept(worker, okafors, about_ids=[stranger])


def test_a_chair_does_not_write_it(
    okafors: Okafors, worker: Viewer, chair: Viewer
) -> None:
    with pytest.raises(RecordRefused):
        kept(chair, okafors)


@pytest.mark.slow
def test_the_persons_page_shows_it_and_the_forms_say_what_is_missing(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    jo = okafors.jo.pk
    add = reverse("people:keep-apart", args=[jo])
    assert "Of whom must Nan Jo not learn?" in client.get(add).content.decode()
    sent = {"others": [str(okafors.leanne.pk)], "kind": "adoption", "reason": ""}
    refused = client.post(add, sent)
    assert refused.status_code == 422
    assert "Say why, and who decided it" in refused.content.decode()
    assert client.post(add, sent | {"reason": ORDER}).status_code == 302
    for person in (jo, okafors.leanne.pk):
        page = client.get(reverse("people:person", args=[person])).content.decode()
        assert "Nan Jo must not learn of Leanne: the adoption is confidential." in page
        assert ORDER in page
    with as_viewer(worker):
        row = Separation.objects.get()
    end = reverse("people:end-apart", args=[jo, row.pk])
    today = timezone.localdate()
    day = {"ended_on_day": today.day, "ended_on_month": today.month,
           "ended_on_year": today.year}  # fmt: skip
    assert client.post(end, day).status_code == 422
    assert client.post(end, day | {"reason": "Lifted"}).status_code == 302
    page = client.get(reverse("people:person", args=[jo])).content.decode()
    assert ORDER not in page


def test_what_is_kept_apart_in_one_family_is_not_told_in_another(
    okafors: Okafors, worker: Viewer, authority: Authority
) -> None:
    """Nan Jo is in a second family, too: its worker is told nothing of the first."""
    far = make_worker_viewer(
        authority, Role.PRACTITIONER, name="Noor Ali", team=make_team(authority, "Far")
    )
    second = make_family(far, "Hill", "Robin")
    both = replace(far, team_ids=far.team_ids | worker.team_ids)
    with as_viewer(far):
        add_member(
            family_id=second.pk,
            member=NewMember(part="network", person_id=okafors.jo.pk),
            by=both,
        )
    kept(worker, okafors)
    for viewer, count in ((worker, 1), (far, 0)):
        with as_viewer(viewer):
            record = person_for(viewer, okafors.jo.pk)
            assert len(separations_of(viewer, record)) == count
    with as_viewer(far), pytest.raises(NotFound):
        keep_apart(
            person_id=okafors.jo.pk, about_ids=[okafors.leanne.pk], kind="court",
            reason="Order", by=far,
        )  # fmt: skip
