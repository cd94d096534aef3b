"""What is shared is seen by those named, without what was left out, until the day."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from kinfold.implementation.actions import sharing
from kinfold.implementation.models import (
    CommentAnswer,
    ImplementationPlan,
    PlanComment,
    PlanShare,
    PlanSnapshot,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.implementation import (
    SECRET,
    add_line,
    lines_of,
    make_neighbour,
    make_plan,
    make_share,
)
from tests.factories.platform import as_owner, make_worker_viewer
from tests.factories.themes import (
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLANS = "/programme/plans/"
HANDED = (PlanShare, PlanSnapshot, PlanComment, CommentAnswer)


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def giver(authority):
    return make_worker_viewer(authority, Role.QUALITY_LEAD, name="Samuel")


@pytest.fixture
def reader(programme):
    return make_neighbour(programme)


@pytest.fixture
def row(giver, programme):
    return make_plan(giver, programme)


@pytest.fixture
def shared(giver, row, reader):
    return make_share(giver, row, reader.in_authority())


@pytest.fixture
def comment(reader, shared, giver, row):
    goal = lines_of(giver, row)[0].id
    with as_viewer(reader):
        return sharing.comment_on(
            share_id=shared.pk, line_id=goal, words="<b>Who says so?</b>", by=reader
        )


def end_it(shared, **columns):
    """As if the day had come, or gone."""
    rows = PlanSnapshot.objects.filter(share=shared)
    as_owner(lambda: as_everybody(lambda: rows.update(**columns)))
    if "until" in columns:
        share = PlanShare.objects.filter(pk=shared.pk)
        last = columns["until"]
        as_owner(lambda: as_everybody(lambda: share.update(last_day=last)))


def as_everybody(write):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        try:
            write()
        finally:
            cursor.execute("SET LOCAL row_security = on")


def seen_by(viewer):
    with as_viewer(viewer):
        return {model.__name__: model.objects.count() for model in HANDED}


def everything_of(viewer):
    """Every word of every row that a recipient may read, in its tables and audits."""
    found = []
    with as_viewer(viewer), connection.cursor() as cursor:
        for model in (*HANDED, ImplementationPlan, AuditEvent, ProgrammeEvent):
            cursor.execute(
                f'SELECT row_to_json(t)::text FROM "{model._meta.db_table}" t'
            )
            found += [one for (one,) in cursor.fetchall()]
    return "\n".join(found)


def get(viewer, url):
    response = signed_in(Client(), viewer).get(url)
    text = re.sub(r"\s+", " ", response.content.decode(errors="replace"))
    return response.status_code, text.replace("&#x27;", "'")


def test_whoever_is_named_reads_it_and_nobody_else(shared, giver, reader, programme):
    third = make_neighbour(programme)
    member = make_programme_member(programme, Role.PROGRAMME_LEAD)
    assert seen_by(giver)["PlanSnapshot"] == seen_by(reader)["PlanSnapshot"] == 1
    assert not any(seen_by(third).values())
    assert not any(seen_by(member).values())
    assert get(third, f"{PLANS}shared/{shared.pk}/")[0] == 404
    assert get(member, f"{PLANS}shared/{shared.pk}/")[0] == 404
    assert "Families own their plans" in get(reader, f"{PLANS}shared/{shared.pk}/")[1]


def test_those_who_run_the_programme_read_what_was_shared_with_it(
    giver, row, programme
):
    member = make_programme_member(programme, Role.CONSULTANT)
    third = make_neighbour(programme)
    shared = make_share(giver, row, to_programme=True)
    assert get(member, f"{PLANS}shared/{shared.pk}/")[0] == 200
    assert not any(seen_by(third).values())


def test_what_was_left_out_is_nowhere_that_a_recipient_can_look(shared, reader):
    url = f"{PLANS}shared/{shared.pk}/"
    status, text = get(reader, url)
    assert status == 200
    assert "left out by whoever shared it" in text
    csv = get(reader, f"{url}file.csv")[1]
    assert "Left out by whoever shared it" in csv
    for place in (text, csv, everything_of(reader)):
        assert SECRET not in place
        assert "Grace" not in place


@pytest.mark.parametrize(
    ("left", "shown"), [(0, True), (-1, False)], ids=["on its last day", "after it"]
)
def test_it_is_shown_until_its_last_day_in_london(shared, reader, left, shown):
    end_it(shared, until=timezone.localdate() + timedelta(days=left))
    assert bool(seen_by(reader)["PlanSnapshot"]) is shown


def test_afterwards_a_page_says_so_and_their_own_comment_is_still_theirs(
    shared, comment, giver, reader
):
    with as_viewer(giver):
        sharing.answer_comment(comment_id=comment.pk, words="Nan does", by=giver)
    end_it(shared, until=timezone.localdate() - timedelta(days=1))
    url = f"{PLANS}shared/{shared.pk}/"
    status, text = get(reader, url)
    assert status == 200
    assert "It is not shared any more" in text
    assert "&lt;b&gt;Who says so?" in text
    assert "Nan does" in text
    assert "Families own their plans" not in text + everything_of(reader)
    assert get(reader, f"{url}file.csv")[0] == 404
    late = signed_in(Client(), reader).post(
        f"{url}lines/{comment.line_id}/", {"words": "Too late, but kept"}
    )
    assert late.status_code == 422
    assert "does not share this plan any more" in late.content.decode()
    assert "Too late, but kept" in late.content.decode()
    own = get(giver, url)[1]
    assert "Families own their plans" in own
    assert "which is over. Nobody else can read it any more" in own


def test_it_is_taken_back_at_once_and_only_by_whoever_gave_it(shared, giver, reader):
    url = f"{PLANS}shared/{shared.pk}/take-back/"
    assert signed_in(Client(), reader).post(url).status_code == 404
    assert signed_in(Client(), giver).post(url).status_code == 302
    assert signed_in(Client(), giver).post(url).status_code == 302
    assert seen_by(reader)["PlanSnapshot"] == 0
    assert "Taken back on" in get(giver, f"{PLANS}{shared.plan_id}/")[1]
    own = get(giver, f"{PLANS}shared/{shared.pk}/")[1]
    assert "Nobody else can read it any more" in own
    assert "take-back" not in own  # once is enough


def test_who_leaves_sees_nothing_and_shows_nothing(
    shared, comment, giver, reader, programme, authority
):
    leave_programme(programme, authority)
    assert seen_by(reader) == {
        "PlanShare": 0, "PlanSnapshot": 0, "PlanComment": 1, "CommentAnswer": 0,
    }  # fmt: skip
    assert seen_by(giver)["PlanSnapshot"] == 1
    taken = signed_in(Client(), giver).post(f"{PLANS}shared/{shared.pk}/take-back/")
    assert taken.status_code == 404


def test_a_recipient_who_leaves_sees_nothing_of_it(shared, comment, giver, reader):
    with as_viewer(reader):
        place = PlanComment.objects.select_related("programme", "authority").get()
    leave_programme(place.programme, place.authority)
    assert seen_by(reader)["PlanSnapshot"] == 0
    assert seen_by(giver)["PlanComment"] == 0


@pytest.mark.parametrize("model", HANDED, ids=lambda model: model.__name__)
def test_a_recipient_changes_deletes_and_plants_nothing(
    shared, comment, giver, reader, model
):
    """Below the pages: the recipient's own statements, in the application's role."""
    with as_viewer(giver):
        sharing.answer_comment(comment_id=comment.pk, words="Nan does", by=giver)
    given = model.objects.filter(authority=giver.authority_id)
    with as_viewer(giver):
        before = [one.recipients for one in given]
    with as_viewer(reader), suppress(DatabaseError), transaction.atomic():
        given.update(recipients=[reader.authority_id])
    with as_viewer(reader), suppress(DatabaseError), transaction.atomic():
        given.delete()
    with as_viewer(giver):
        assert [one.recipients for one in given] == before


def test_nobody_hands_on_in_anothers_name(shared, giver, reader):
    forged = PlanShare(
        programme_id=shared.programme_id, authority_id=giver.authority_id,
        recipients=[reader.authority_id], plan_id=shared.plan_id, version=1,
        last_day=shared.last_day, by_user_id=1, by_name="x",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="row-level security"), as_viewer(reader):
        forged.save(force_insert=True)


def test_a_share_needs_somebody_of_the_programme_a_day_and_the_plan_they_saw(
    giver, row, elsewhere_authority, reader
):
    with pytest.raises(CannotDo, match="at least one"):
        make_share(giver, row)
    with pytest.raises(CannotDo, match="not in the programme"):
        make_share(giver, row, elsewhere_authority.pk)
    with pytest.raises(CannotDo, match="past"):
        make_share(giver, row, reader.in_authority(), days=-1)
    url = f"{PLANS}{row.pk}/share/"
    client, day = signed_in(Client(), giver), timezone.localdate()
    sent = {
        "version": "2", "recipients": [str(reader.authority_id)], "until_day": day.day,
        "until_month": day.month, "until_year": day.year,
    }  # fmt: skip
    stale = client.post(url, sent)
    assert stale.status_code == 409  # or a new line would go out that nobody looked at
    assert client.post(url, {**sent, "version": "3"}).status_code == 302
    assert client.post(url, {**sent, "until_year": "9999"}).status_code == 422
    add_line(giver, row, text="Later")
    assert "Later" not in everything_of(reader)


def test_a_comment_is_on_a_line_that_can_be_read(shared, giver, reader, row):
    left_out = lines_of(giver, row)[1].id
    with as_viewer(reader), pytest.raises(NotFound):
        sharing.comment_on(share_id=shared.pk, line_id=left_out, words="?", by=reader)
    with as_viewer(giver), pytest.raises(CannotDo, match="your own plan"):
        sharing.comment_on(share_id=shared.pk, line_id=left_out, words="?", by=giver)


def test_a_comment_is_seen_by_the_giver_and_by_no_other_reader(
    comment, giver, row, reader, programme
):
    other = make_neighbour(programme)
    shared = make_share(giver, row, other.in_authority(), reader.in_authority())
    assert "&lt;b&gt;Who says so?" in get(giver, f"{PLANS}{row.pk}/")[1]
    assert "Who says so?" not in get(other, f"{PLANS}shared/{shared.pk}/")[1]
    with as_viewer(other), pytest.raises(NotFound):
        sharing.answer_comment(comment_id=comment.pk, words="I do", by=other)
    with as_viewer(reader), pytest.raises(NotFound):
        sharing.answer_comment(comment_id=comment.pk, words="I do", by=reader)
