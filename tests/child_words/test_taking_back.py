"""What a child takes back is read by nobody any more, wherever it was put."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.child_tools.actions import change_session
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_words import actions
from kinfold.copies.selectors.links import _hidden_in
from kinfold.planning.actions import answer_suggestion
from kinfold.planning.selectors import standing_plan
from kinfold.planning.selectors.texts import texts_of_plan
from kinfold.planning.waiting import open_suggestions
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating
from kinfold.practice.selectors import living_map
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family
from kinfold.records.waiting import Asked
from kinfold.scaling.selectors.trends import scales_of
from kinfold.versions import actions as versions
from kinfold.versions.selectors.texts import texts_of_map
from kinfold_core.practice.plan_written import SuggestionAnswerDetails, Who
from kinfold_core.practice.written import EntryDetails
from tests.child_words.test_feeding import entries, feed
from tests.factories.child_tools import (
    SECRET,
    make_choice,
    make_finished,
    make_item,
    make_session,
)
from tests.factories.practice import make_set
from tests.factories.trajectory import days_ago
from tests.versions.test_reshaping import become, begun

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
DREAM = "A quiet Friday with the fish"


@pytest.fixture
def danger(practitioner: Viewer, family: Family) -> DangerStatement:
    return make_set(practitioner, family)


@pytest.fixture
def shared(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> ChildItem:
    """Finished, and for workers and parents."""
    for audience in ("workers", "parents"):
        make_choice(practitioner, item, audience)
    make_finished(practitioner, session)
    return item


@pytest.fixture
def dream(practitioner: Viewer, family: Family) -> ChildItem:
    session = make_session(practitioner, family)
    item = make_item(practitioner, session, DREAM, part="dreams")
    for audience in ("workers", "parents"):
        make_choice(practitioner, item, audience)
    make_finished(practitioner, session)
    return item


def pages(client: Client, family: Family, *addresses: str) -> str:
    """All that these pages and those of every map say."""
    usual = [
        reverse("practice:map", args=[family.pk]),
        reverse("versions:versions", args=[family.pk]),
        reverse("versions:as-it-was", args=[family.pk]) + "?version=1",
        reverse("versions:as-it-was", args=[family.pk])
        + f"?day_day={timezone.localdate():%d}&day_month={timezone.localdate():%m}"
        f"&day_year={timezone.localdate():%Y}",
        reverse("copies:family-copy", args=[family.pk]),
        reverse("copies:family-copy-text", args=[family.pk]),
        reverse("planning:safety-plan", args=[family.pk]),
    ]
    said = ""
    for address in (*usual, *addresses):
        page = client.get(address)
        assert page.status_code == 200, address
        said += page.content.decode()
    return said


def audit_of(by: Viewer) -> str:
    with as_viewer(by):
        return str(list(AuditEvent.objects.values_list("changes", flat=True)))


def test_what_is_taken_back_is_on_no_page_of_anybodys_and_cannot_be_put_back(
    sign_in: SignIn, practitioner: Viewer, colleague: Viewer, boss: Viewer,
    family: Family, shared: ChildItem,
) -> None:  # fmt: skip
    fed = feed(practitioner, shared, "harm")
    assert SECRET in pages(sign_in(colleague), family)
    make_choice(practitioner, shared, "nobody", "no")
    address = reverse("versions:entry", args=[family.pk, fed.target_id])
    put_back = reverse("versions:put-back-entry", args=[family.pk, fed.target_id])
    for viewer in (practitioner, colleague, boss):
        client = sign_in(viewer)
        assert "cupboard" not in pages(client, family)
        assert client.get(address).status_code == 404
    assert sign_in(practitioner).post(put_back).status_code == 404
    with as_viewer(practitioner):
        standing = living_map(practitioner, family.pk)
        assert standing.entries == standing.withdrawn_entries == ()
        row = MapEntry.objects.get(pk=fed.target_id)
        assert row.text == SECRET  # kept, and read by nobody
        assert SECRET not in set(texts_of_map(practitioner, family.pk))
        for put in (
            lambda: practice.put_back_entry(
                family_id=family.pk, entry_id=row.pk, by=practitioner
            ),
            lambda: versions.undo_entry(
                family_id=family.pk, entry_id=row.pk, version=row.version,
                by=practitioner,
            ),
            lambda: versions.split_entry(
                family_id=family.pk, entry_id=row.pk, texts=["One", "Two"],
                version=row.version, by=practitioner,
            ),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                put()
    assert "cupboard" not in audit_of(practitioner)


def test_it_goes_from_the_map_and_the_goal_also_once_the_record_is_closed(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    shared: ChildItem,
    dream: ChildItem,
) -> None:
    feed(practitioner, shared, kind="harm")
    feed(practitioner, dream, kind="hope", danger_id=danger.pk)
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    for item in (shared, dream):
        make_choice(practitioner, item, "nobody", "no")
    with as_viewer(practitioner):
        standing = living_map(practitioner, family.pk)
        assert shared.words not in [one.text for one in standing.entries]
        assert all(DREAM not in one.child_hope for one in standing.dangers)
        with pytest.raises(RecordRefused):
            practice.add_entry(
                family_id=family.pk, by=practitioner,
                details=EntryDetails(category="next_step", text="Ring."),
            )  # fmt: skip


def test_what_was_made_of_it_goes_with_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    fed = feed(practitioner, shared, "complicating_factor")
    parts = [f"{SECRET}, she says", "It is loud on Fridays"]
    here = {"family_id": family.pk, "by": practitioner}
    with as_viewer(practitioner):
        one, two = versions.split_entry(
            **here, entry_id=fed.target_id, texts=parts, version=1
        )
    worry = begun(practitioner, family, worried_about=f"Dean shouts. {SECRET}.")
    danger = become(practitioner, family, one, worry)
    page = reverse("versions:danger", args=[family.pk, danger.pk])
    assert "cupboard" in pages(sign_in(practitioner), family, page)
    make_choice(practitioner, shared, "nobody", "no")
    said = pages(sign_in(practitioner), family, page)
    assert "Dean shouts" in said
    assert "cupboard" not in said
    assert two.pk not in {one.id for one in entries(practitioner, family)}


def test_a_set_of_nothing_but_their_words_goes_with_them(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    fed = feed(practitioner, shared, "complicating_factor")
    with as_viewer(practitioner):
        entry = MapEntry.objects.get(pk=fed.target_id)
    danger = become(
        practitioner, family, entry, begun(practitioner, family, worried_about=SECRET)
    )
    make_choice(practitioner, shared, "nobody", "no")
    with as_viewer(practitioner):
        danger.refresh_from_db()
        assert danger.is_withdrawn
    page = reverse("versions:danger", args=[family.pk, danger.pk])
    assert "cupboard" not in pages(sign_in(practitioner), family, page)


def test_a_hope_is_cut_out_of_the_goal_and_of_all_it_was(
    sign_in: SignIn, practitioner: Viewer, family: Family, dream: ChildItem,
    danger: DangerStatement,
) -> None:  # fmt: skip
    feed(practitioner, dream, "hope", danger_id=danger.pk)
    page = reverse("versions:danger", args=[family.pk, danger.pk])
    assert DREAM in pages(sign_in(practitioner), family, page)
    with as_viewer(practitioner):
        given = len(_hidden_in(practitioner, family.pk))
    make_choice(practitioner, dream, "parents", "no")
    said = pages(sign_in(practitioner), family, page)
    assert "quiet Friday" not in said
    assert "Pizza and a film" in said  # the goal's own words stay
    assert "quiet Friday" not in audit_of(practitioner)
    with as_viewer(practitioner):
        # an open link to a copy that says it closes
        assert len(_hidden_in(practitioner, family.pk)) > given
        row = DangerStatement.objects.get(pk=danger.pk)
        versions.undo_danger_set(
            family_id=family.pk, danger_id=danger.pk, version=row.version,
            by=practitioner,
        )  # fmt: skip
        assert DREAM not in living_map(practitioner, family.pk).dangers[0].child_hope
    make_choice(practitioner, dream, "parents")
    feed(practitioner, dream, "hope", danger_id=danger.pk)
    assert DREAM in pages(sign_in(practitioner), family, page)


def test_a_suggested_rule_is_suggested_no_longer(
    sign_in: SignIn, practitioner: Viewer, family: Family, dream: ChildItem,
    danger: DangerStatement,
) -> None:  # fmt: skip
    fed = feed(practitioner, dream, "rule", why="Amira sleeps then")
    assert DREAM in pages(sign_in(practitioner), family)
    make_choice(practitioner, dream, "network", "no")
    assert "quiet Friday" not in pages(sign_in(practitioner), family)
    assert "quiet Friday" not in audit_of(practitioner)
    with as_viewer(practitioner):
        assert not standing_plan(practitioner, family.pk).suggestions
        assert DREAM not in set(texts_of_plan(practitioner, family.pk))
        asked = Asked(
            authority_id=family.authority_id, family_ids=[family.pk],
            worker_id=practitioner.as_worker(), today=timezone.localdate(),
        )  # fmt: skip
        assert not list(open_suggestions(asked))
        with pytest.raises(NotFound):
            answer_suggestion(
                family_id=family.pk, suggestion_id=fed.target_id, by=practitioner,
                details=SuggestionAnswerDetails(
                    who=Who(name="Leanne"), capacity="family", is_yes=False,
                    words="No", answered_on=days_ago(0),
                ),
            )  # fmt: skip
    make_choice(practitioner, dream, "network", "yes")
    assert feed(practitioner, dream, "rule", why="Amira sleeps then").pk != fed.pk


def test_a_number_that_is_taken_back_is_on_no_scale(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    session = make_session(practitioner, family, tool="safety_house")
    make_item(practitioner, session, "Nan", part="lives")
    key = {"family_id": family.pk, "session_id": session.pk, "by": practitioner}
    with as_viewer(practitioner):
        change_session(**key, changes={"scale": 4}, seen=1)
    make_finished(practitioner, session)
    number = key | {"danger_id": danger.pk, "is_shown": True}
    with as_viewer(practitioner):
        actions.feed_number(**number)
        assert living_map(practitioner, family.pk).dangers[0].ratings
        actions.take_back_number(**key)
        assert not living_map(practitioner, family.pk).dangers[0].ratings
        assert not scales_of(practitioner, danger.pk)[0].answers
        assert ScaleRating.objects.count() == 1
        actions.feed_number(**number)
        assert len(living_map(practitioner, family.pk).dangers[0].ratings) == 1


def test_the_worker_sees_what_is_there_still_and_takes_a_number_back(
    sign_in: SignIn, practitioner: Viewer, family: Family, dream: ChildItem,
    danger: DangerStatement,
) -> None:  # fmt: skip
    session = make_session(practitioner, family, tool="safety_house")
    make_item(practitioner, session, "Nan", part="lives")
    key = {"family_id": family.pk, "session_id": session.pk, "by": practitioner}
    with as_viewer(practitioner):
        change_session(**key, changes={"scale": 4}, seen=1)
    make_finished(practitioner, session)
    with as_viewer(practitioner):
        actions.feed_number(**key, danger_id=danger.pk, is_shown=True)
    feed(practitioner, dream, "hope", danger_id=danger.pk)
    address = reverse("child_words:own-words", args=[family.pk])
    client = sign_in(practitioner)
    page = client.get(address).content.decode()
    assert "It is on a scale" in page
    assert status("The child's hope in a goal") in page
    back = reverse("child_words:number-back", args=[family.pk, session.pk])
    assert client.get(back).status_code == 405
    assert client.post(back).status_code == 302
    make_choice(practitioner, dream, "parents", "no")
    page = sign_in(practitioner).get(address).content.decode()
    assert "It is on a scale" not in page
    assert status("The child's hope in a goal") not in page


def test_a_child_takes_their_number_back_also_once_the_record_is_closed(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    session = make_session(practitioner, family, tool="safety_house")
    make_item(practitioner, session, "Nan", part="lives")
    key = {"family_id": family.pk, "session_id": session.pk, "by": practitioner}
    with as_viewer(practitioner):
        change_session(**key, changes={"scale": 4}, seen=1)
    make_finished(practitioner, session)
    with as_viewer(practitioner):
        actions.feed_number(**key, danger_id=danger.pk, is_shown=True)
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    client = sign_in(practitioner)
    address = reverse("child_words:own-words", args=[family.pk])
    tools = reverse("child_tools:tools", args=[family.pk])
    assert f'href="{address}"' in client.get(tools).content.decode()
    page = client.get(address).content.decode()
    assert "Put it on a scale" not in page
    back = reverse("child_words:number-back", args=[family.pk, session.pk])
    assert f'action="{back}"' in page
    assert "It is on a scale" not in client.post(back, follow=True).content.decode()
    with as_viewer(practitioner):
        assert not living_map(practitioner, family.pk).dangers[0].ratings
        with pytest.raises(RecordRefused):
            actions.feed_number(**key, danger_id=danger.pk, is_shown=True)


def status(label: str) -> str:
    """As it stands beside what was put there; what is offered is a link."""
    return f"{label.replace(chr(39), '&#x27;')}</span>"
