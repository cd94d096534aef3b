"""A child says it, in their own words; devices may write at once and twice."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from kinfold.child_tools import actions
from kinfold.child_tools.errors import CannotFinish
from kinfold.child_tools.models import (
    ChildItem,
    ChildItemFile,
    ChildItemRevision,
    ChildToolSession,
    SharingChoice,
)
from kinfold.child_tools.selectors import session_for
from kinfold.drafts.errors import StaleWords
from kinfold.platform.errors import NotFound
from kinfold.platform.files import FileRefused
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.models import Family
from kinfold_core.practice.child_tools import LARGEST, DisclosureDetails
from tests.factories.child_tools import (
    GOOD,
    HOUSE,
    PNG,
    SECRET,
    WEBM,
    child_of,
    make_choice,
    make_finished,
    make_item,
    make_override,
    make_paper,
    make_response,
    make_session,
    make_sound,
)
from tests.factories.practice import make_family
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"has_assent": False}, "has_assent"),
        ({"limits_explained": False}, "limits_explained"),
        ({"consent": "not_sought"}, "consent_why"),
        ({"consent": "refused", "consent_why": "  "}, "consent_why"),
        ({"happened_on": days_ago(-2)}, "happened_on"),
        ({"happened_on": date(2016, 1, 1)}, "happened_on"),
        ({"tool": "castle"}, "tool"),
    ],
)
def test_nothing_begins_without_the_childs_yes_or_on_a_day_that_cannot_be(
    practitioner: Viewer, family: Family, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_session(practitioner, family, **changes)
    assert refused.value.field == field
    with as_viewer(practitioner):
        assert not ChildToolSession.objects.exists()


def test_only_a_child_of_this_family_is_talked_with(
    practitioner: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger, leanne = child_of(other).pk, child_of(family, "Leanne").pk
    for nobody in (stranger, leanne, uuid4()):
        with pytest.raises(NotFound):
            make_session(practitioner, family, child_id=nobody)


def test_the_order_is_the_childs_and_nothing_of_the_tool_is_lost(
    session: ChildToolSession,
) -> None:
    assert session.part_order == ["good", "worries", "dreams"]


def test_a_device_may_send_everything_twice(
    practitioner: Viewer, family: Family
) -> None:
    ids = [uuid4() for _ in range(4)]
    for _ in range(2):
        session = make_session(practitioner, family, id=ids[0])
        item = make_item(practitioner, session, id=ids[1])
        make_choice(practitioner, item, "parents", id=ids[2])
        upload = SimpleUploadedFile("a.png", PNG)
        make_paper(practitioner, item, id=ids[3], upload=upload)
        make_finished(practitioner, session)
    with as_viewer(practitioner):
        for model, pk in zip(
            (ChildToolSession, ChildItem, SharingChoice, ChildItemFile),
            ids,
            strict=True,
        ):
            assert [row.pk for row in model.objects.all()] == [pk]


def test_an_id_that_is_somebody_elses_is_not_found(
    practitioner: Viewer, boss: Viewer, elsewhere: Viewer, family: Family
) -> None:
    session = make_session(practitioner, family)
    other = make_family(practitioner)
    item = make_item(practitioner, session)
    theirs = make_family(elsewhere)
    for by, where in ((practitioner, other), (elsewhere, theirs), (boss, family)):
        with pytest.raises(NotFound), transaction.atomic():
            make_session(by, where, id=session.pk)
    second = make_session(practitioner, family)
    with pytest.raises(NotFound):
        make_item(practitioner, second, id=item.pk)


def test_words_and_picture_are_written_at_once_and_both_stay(
    practitioner: Viewer, item: ChildItem
) -> None:
    key = {"family_id": item.session.family_id, "item_id": item.pk, "by": practitioner}
    with as_viewer(practitioner):
        actions.change_item(**key, changes={"words": "Louder on Fridays"}, seen=1)
        saved = actions.change_item(**key, changes={"picture": HOUSE}, seen=1)
        assert (saved.words, saved.picture["items"]) != ("", [])
        with pytest.raises(StaleWords) as stale:
            actions.change_item(
                **key, changes={"words": "Something else", "part": "good"}, seen=1
            )
        assert stale.value.standing.details["words"] == "Louder on Fridays"
        row = ChildItem.objects.get(pk=item.pk)
        assert (row.words, row.part) == ("Louder on Fridays", "worries")
        # what stands already is no conflict, however old the version
        actions.change_item(**key, changes={"words": "Louder on Fridays"}, seen=1)
        kept = ChildItemRevision.objects.order_by("version")
        assert [one.was for one in kept] == [{"words": SECRET}, {"picture": {}}]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"part": "roof"}, "part"),
        ({"picture": {"items": [{"colour": "blood", "pen": "thin"}]}}, "picture"),
        ({"picture": "<svg onload=x>"}, "picture"),
    ],
)
def test_what_is_no_part_and_no_picture_is_not_kept(
    practitioner: Viewer, session: ChildToolSession, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_item(practitioner, session, **changes)
    assert refused.value.field == field


def test_a_scale_out_of_bounds_and_a_consent_without_reason_are_not_kept(
    practitioner: Viewer, session: ChildToolSession
) -> None:
    key = {"family_id": session.family_id, "session_id": session.pk, "seen": 1}
    for changes in (
        {"scale": 11},
        {"scale": -1},
        {"consent": "refused"},
        {"consent": "perhaps"},
        {"disclosure": "perhaps"},
    ):
        with as_viewer(practitioner), pytest.raises(CannotDo):
            actions.change_session(**key, changes=changes, by=practitioner)
    with as_viewer(practitioner):
        with pytest.raises(ValueError, match="child_name"):
            actions.change_session(**key, changes={"child_name": "Bo"}, by=practitioner)
        saved = actions.change_session(
            **key, changes={"scale": 0, "part_order": ["dreams"]}, by=practitioner
        )
    assert (saved.scale, saved.part_order[0]) == (0, "dreams")


def test_what_was_told_is_acted_on_before_it_is_finished(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    key = {"family_id": session.family_id, "session_id": session.pk}
    with as_viewer(practitioner):
        with pytest.raises(CannotFinish, match="whether the child told"):
            actions.finish(**key, by=practitioner)
        changes = {"disclosure": "yes"}
        actions.change_session(**key, changes=changes, seen=1, by=practitioner)
        with pytest.raises(CannotFinish, match="what was done") as refused:
            actions.finish(**key, by=practitioner)
        assert "R-CV4" in {one.rule for one in refused.value.findings}
        told = DisclosureDetails(
            said="He locked the door", action="", told_whom="Jude", told_on=days_ago(3)
        )
        with pytest.raises(CannotDo) as missing:
            actions.disclose(**key, details=told, by=practitioner)
        assert missing.value.field == "action"
        told = DisclosureDetails(
            said="He locked the door", action="Rang Jude", told_whom="Jude",
            told_on=days_ago(3),
        )  # fmt: skip
        for _ in range(2):
            actions.disclose(**key, details=told, by=practitioner)
        done = actions.finish(**key, by=practitioner)
        assert done.response_due_on == days_ago(-4)
        assert len(session_for(practitioner, **key).disclosures) == 1


def test_a_time_in_which_nothing_was_said_is_not_finished(
    practitioner: Viewer, session: ChildToolSession
) -> None:
    with pytest.raises(CannotDo, match="Nothing is written"):
        make_finished(practitioner, session)


def test_a_child_is_not_promised_an_answer_in_years(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    key = {"family_id": session.family_id, "session_id": session.pk}
    changes = {"disclosure": "no"}
    with as_viewer(practitioner):
        actions.change_session(**key, changes=changes, seen=1, by=practitioner)
        with pytest.raises(CannotDo, match="twelve weeks") as refused:
            actions.finish(**key, response_due_on=days_ago(-900), by=practitioner)
        assert refused.value.field == "response_due_on"
        done = actions.finish(**key, response_due_on=days_ago(-40), by=practitioner)
    assert done.response_due_on == days_ago(-40)


def test_the_childs_words_stay_once_they_are_finished(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    make_finished(practitioner, session)
    key = {"family_id": session.family_id, "item_id": item.pk, "by": practitioner}
    with as_viewer(practitioner), pytest.raises(CannotDo, match="stay as they"):
        actions.change_item(**key, changes={"words": "Nothing"}, seen=9)
    with pytest.raises(CannotDo, match="stay as they"):
        make_item(practitioner, session)
    with pytest.raises(CannotDo, match="stay as they"):
        make_paper(practitioner, item)
    make_choice(practitioner, item, "parents", "no")
    make_override(practitioner, item)
    make_response(practitioner, session)
    with as_viewer(practitioner):
        (row,) = session_for(practitioner, session.family_id, session.pk).told
    assert row.words == SECRET
    assert row.is_read_back


def test_read_back_is_of_the_words_as_they_were(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    key = {"family_id": session.family_id, "session_id": session.pk}
    with as_viewer(practitioner):
        actions.read_back(**key, on=days_ago(3), by=practitioner)
        assert session_for(practitioner, **key).told[0].is_read_back
        actions.change_item(
            family_id=session.family_id, item_id=item.pk,
            changes={"words": "Not just like that"}, seen=1, by=practitioner,
        )  # fmt: skip
        assert not session_for(practitioner, **key).told[0].is_read_back
        for day in (days_ago(-1), days_ago(9)):
            with pytest.raises(CannotDo):
                actions.read_back(**key, on=day, by=practitioner)


def test_a_photograph_and_a_recording_are_what_they_say_and_not_huge(
    practitioner: Viewer, item: ChildItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, sound = make_paper(practitioner, item), make_sound(practitioner, item)
    assert (paper.file.name, sound.file.name) == ("paper.png", "sound.webm")
    assert sound.file.media_type == "audio/webm"
    for kind, name, content in (
        ("sound", "a.webm", PNG),
        ("paper", "a.png", WEBM),
        ("sound", "a.webm", b""),
    ):
        with pytest.raises(FileRefused):
            make_paper(
                practitioner, item, kind=kind, upload=SimpleUploadedFile(name, content)
            )
    for kind, name in (("paper", "a.pdf"), ("sound", "a.png"), ("smell", "a.png")):
        with pytest.raises(CannotDo):
            make_paper(
                practitioner, item, kind=kind, upload=SimpleUploadedFile(name, PNG)
            )
    monkeypatch.setattr("kinfold.child_tools.actions.files.LARGEST", 400)
    with pytest.raises(FileRefused, match="too large"):
        make_paper(
            practitioner, item, kind="sound",
            upload=SimpleUploadedFile("a.webm", WEBM + b"x" * 400),
        )  # fmt: skip
    assert LARGEST < 20_000_000
    with as_viewer(practitioner):
        assert ChildItemFile.objects.count() == 2


def test_whom_the_child_did_not_talk_with_writes_nothing(
    practitioner: Viewer, colleague: Viewer, boss: Viewer, quality_lead: Viewer,
    session: ChildToolSession,
) -> None:  # fmt: skip
    with pytest.raises(PermissionDenied):
        make_item(colleague, session)
    with pytest.raises(RecordRefused):
        make_item(quality_lead, session)
    make_item(boss, session, GOOD, part="good")


def test_no_event_of_the_audit_holds_a_word_of_the_child(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    key = {"family_id": session.family_id, "item_id": item.pk, "by": practitioner}
    make_paper(practitioner, item)
    make_choice(practitioner, item, "person", "no", name="Dean")
    make_override(practitioner, item)
    with as_viewer(practitioner):
        actions.change_item(**key, changes={"words": f"{SECRET}!"}, seen=1)
    make_finished(practitioner, session)
    make_response(practitioner, session, item_id=item.pk)
    with as_viewer(practitioner):
        events = [str(one) for one in AuditEvent.objects.values_list("changes")]
    assert len(events) > 7
    for word in ("cupboard", "Dean", "Fridays", "red door"):
        assert not [one for one in events if word in one]


def test_the_database_keeps_the_law(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    choice = make_choice(practitioner, item, "parents")
    for change in (
        lambda: ChildToolSession.objects.update(has_assent=False),
        lambda: ChildToolSession.objects.update(consent="refused"),
        lambda: ChildToolSession.objects.update(scale=11),
        lambda: ChildItem.objects.update(part=""),
    ):
        with (
            as_viewer(practitioner),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            change()
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        SharingChoice.objects.filter(pk=choice.pk).update(answer="no")
