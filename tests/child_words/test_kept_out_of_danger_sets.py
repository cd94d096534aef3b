"""What a child keeps from the family comes into no danger statement with its goal."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.child_tools.models import ChildItem
from kinfold.child_words.selectors.keeping import words_kept
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import MapEntry
from kinfold.records.models import Family
from kinfold.versions import actions as versions
from tests.child_words.test_feeding import feed
from tests.child_words.test_stays_narrowed import (
    ADULTS,
    SignIn,
    all_of,
    show,
    the_childs,
    the_one,
)
from tests.factories.child_tools import (
    GOOD,
    SECRET,
    make_choice,
    make_finished,
    make_item,
    make_session,
)
from tests.factories.practice import make_entry
from tests.practice.test_pages import posted
from tests.versions.test_reshaping import begun

pytestmark = pytest.mark.django_db


def test_a_danger_statement_is_not_made_of_words_that_are_kept_from_the_family(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    make_choice(practitioner, shared, "parents", "no")
    row = the_one(practitioner, family)
    key = {
        "family_id": family.pk, "entry_id": row.id, "version": row.version,
        "by": practitioner,
    }  # fmt: skip
    worry = begun(practitioner, family, worried_about=f"Dean shouts. {SECRET}.")
    with as_viewer(practitioner):
        with pytest.raises(CannotDo, match="does not read these words"):
            versions.make_danger_of(**key, details=worry)
        versions.make_danger_of(**key, details=begun(practitioner, family))


@pytest.mark.parametrize(
    "field", ["worried_about", "child_version_text", "agency_goal", "anchor_0"]
)
@pytest.mark.parametrize("is_for_workers", [True, False])
def test_kept_words_come_into_no_danger_statement_by_a_joined_entry_or_a_change(
    practitioner: Viewer, family: Family, shared: ChildItem, field: str,
    *, is_for_workers: bool,
) -> None:  # fmt: skip
    nan = make_entry(practitioner, family, "complicating_factor", text=ADULTS)
    key = {"family_id": family.pk, "by": practitioner}
    with as_viewer(practitioner):
        joined = versions.join_entries(
            **key, entry_ids=[the_childs(practitioner, family).id, nan.pk],
            text=f"{ADULTS} {SECRET}.", version=1,
        )  # fmt: skip
    if is_for_workers:
        make_choice(practitioner, shared, "parents", "no")
    else:
        make_choice(practitioner, shared, "nobody", "no")
    typed = f"Dean shouts - {SECRET.upper().replace(' ', ', ')}!"
    worry = begun(practitioner, family, **{field: typed})
    own = begun(practitioner, family)
    with as_viewer(practitioner):
        if is_for_workers:
            with pytest.raises(CannotDo, match="does not read these words"):
                versions.make_danger_of(
                    **key, entry_id=joined.pk, details=worry,
                    version=MapEntry.objects.get(pk=joined.pk).version,
                )  # fmt: skip
        with pytest.raises(CannotDo, match="does not read these words"):
            practice.add_danger_set(**key, details=worry)
        danger = practice.add_danger_set(**key, details=own)
        change = key | {"danger_id": danger.pk, "version": 1}
        with pytest.raises(CannotDo, match="does not read these words"):
            practice.change_danger_set(**change, details=worry)
        danger.refresh_from_db()
        assert danger.version == 1
    for audience in ("workers", "parents"):
        make_choice(practitioner, shared, audience)
    with as_viewer(practitioner):
        practice.change_danger_set(**change, details=worry)


def test_a_refused_change_says_so_on_its_page_and_the_next_one_asks_constant_queries(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    make_choice(practitioner, shared, "parents", "no")
    with as_viewer(practitioner):
        danger = practice.add_danger_set(
            family_id=family.pk, details=begun(practitioner, family), by=practitioner
        )
    client = sign_in(practitioner)
    address = reverse("practice:edit-danger", args=[family.pk, danger.pk])
    sent = posted(client.get(address).context["form"])
    page = client.post(address, sent | {"worried_about": f"{SECRET.lower()}, he said"})
    assert page.status_code == 422
    assert "does not read these words" in page.content.decode()
    with as_viewer(practitioner):
        with CaptureQueriesContext(connection) as one:
            assert words_kept(practitioner, family.pk) == {SECRET}
        session = make_session(practitioner, family)
        other = make_item(practitioner, session, GOOD)
    make_choice(practitioner, other, "workers")
    make_finished(practitioner, session)
    feed(practitioner, other, "strength")
    with as_viewer(practitioner), CaptureQueriesContext(connection) as two:
        assert words_kept(practitioner, family.pk) == {SECRET, GOOD}
    assert len(one) == len(two) == 3


def test_a_comma_or_other_case_in_a_set_does_not_leave_the_words_standing(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    row = the_one(practitioner, family)
    typed = SECRET.upper().replace(" ", ", ")
    worry = begun(practitioner, family, worried_about=f"Dean shouts. {typed}.")
    with as_viewer(practitioner):
        danger = versions.make_danger_of(
            family_id=family.pk, entry_id=row.id, details=worry, version=1,
            by=practitioner,
        )  # fmt: skip
    make_choice(practitioner, shared, "parents", "no")
    with as_viewer(practitioner):
        danger.refresh_from_db()
    assert danger.worried_about.startswith("Dean shouts.")
    assert "CUPBOARD" not in danger.worried_about
    assert danger.is_visible_to_family


def test_a_set_in_other_words_is_hidden_once_and_a_worker_shows_it_again(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    row = the_one(practitioner, family)
    key = {"family_id": family.pk, "by": practitioner}
    worry = begun(practitioner, family, worried_about="She is in the cuppboard again")
    with as_viewer(practitioner):
        danger = versions.make_danger_of(
            **key, entry_id=row.id, details=worry, version=1
        )
    make_choice(practitioner, shared, "parents", "no")
    with as_viewer(practitioner):
        danger.refresh_from_db()
        assert not danger.is_visible_to_family
        assert "Look at it with the child" in danger.hidden_reason
        assert danger.hidden_review_on is not None
        practice.change_danger_set(
            **key, danger_id=danger.pk, details=worry, version=danger.version
        )
    make_choice(practitioner, shared, "network", "no")
    with as_viewer(practitioner):
        danger.refresh_from_db()
    assert danger.is_visible_to_family


def test_a_word_of_a_child_takes_no_entry_of_adults_back(
    practitioner: Viewer, family: Family
) -> None:
    session = make_session(practitioner, family)
    dad = make_item(practitioner, session, "Dad")
    for audience in ("workers", "parents"):
        make_choice(practitioner, dad, audience)
    make_finished(practitioner, session)
    feed(practitioner, dad, "complicating_factor")
    row = the_one(practitioner, family)
    worry = begun(practitioner, family, worried_about="Daddy drove drunk (police log)")
    key = {"family_id": family.pk, "version": 1, "by": practitioner}
    with as_viewer(practitioner):
        danger = versions.make_danger_of(**key, entry_id=row.id, details=worry)
        made = versions.make_entry_of(
            **key, danger_id=danger.pk, category="harm", text=worry.worried_about
        )
    make_choice(practitioner, dad, "nobody", "no")
    (log,) = [r for r in all_of(practitioner, family) if r.id == made.pk]
    assert log.text == worry.worried_about
    assert log.showing.is_visible
    assert log.withdrawn_at is None


def test_what_a_set_became_goes_with_the_words_in_it(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    row = the_one(practitioner, family)
    worry = begun(practitioner, family, worried_about=f"Dean shouts. {SECRET}.")
    key = {"family_id": family.pk, "version": 1, "by": practitioner}
    with as_viewer(practitioner):
        danger = versions.make_danger_of(**key, entry_id=row.id, details=worry)
        entry = versions.make_entry_of(
            **key, danger_id=danger.pk, category="harm", text=worry.worried_about
        )
    make_choice(practitioner, shared, "parents", "no")
    (made,) = [r for r in all_of(practitioner, family) if r.id == entry.pk]
    assert made.showing.is_childs_choice
    with pytest.raises(CannotDo):
        show(practitioner, family, made)
