"""Three Houses with Amira, in fixed words. Written through the actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from kinfold.child_tools import actions
from kinfold.child_tools.models import (
    AdultResponse,
    ChildItem,
    ChildItemFile,
    ChildToolSession,
    SharingChoice,
    SharingOverride,
)
from kinfold.child_words import actions as becoming
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from kinfold_core.practice.child_sharing import Choice, Override
from kinfold_core.practice.child_tools import ResponseDetails, SessionDetails
from tests.factories.trajectory import days_ago

SECRET = "I hide in the airing cupboard when it is Friday"
GOOD = "Nan Jo lets me stir the pie"
HOUSE = {
    "ground": "paper",
    "items": [{"colour": "red", "pen": "thick", "points": [10, 10, 200, 200]}],
}
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 200 + b"IEND\xaeB`\x82"
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm" + b"x" * 300


def child_of(family: Family, name: str = "Amira") -> Person:
    return Person.objects.get(
        given_names__startswith=name, pk__in=family.members.values("person_id")
    )


def make_session(by: Viewer, family: Family, **changes: Any) -> ChildToolSession:
    """Amira's Three Houses, three days ago."""
    with as_viewer(by):
        child = child_of(family)
        details: dict[str, Any] = {
            "child_id": child.pk,
            "child_name": "Amira",
            "tool": "three_houses",
            "happened_on": days_ago(3),
            "place": "At school",
            "people_there": "Amira and Priya",
            "has_assent": True,
            "limits_explained": True,
            "order": ("good", "worries"),
        }
        id = changes.pop("id", None)
        return actions.start_session(
            family_id=family.pk,
            details=SessionDetails(**(details | changes)),
            by=by,
            id=id,
        )


def make_item(
    by: Viewer, session: ChildToolSession, words: str = SECRET, **changes: Any
) -> ChildItem:
    given: dict[str, Any] = {"part": "worries", "words": words}
    with as_viewer(by):
        return actions.add_item(
            family_id=session.family_id,
            session_id=session.pk,
            by=by,
            **(given | changes),
        )


def make_choice(
    by: Viewer, item: ChildItem, audience: str, answer: str = "yes", **more: Any
) -> SharingChoice:
    id = more.pop("id", None)
    with as_viewer(by):
        return becoming.choose_sharing(
            family_id=item.session.family_id,
            item_id=item.pk,
            choice=Choice(audience=audience, answer=answer, **more),
            by=by,
            id=id,
        )


def make_override(
    by: Viewer, item: ChildItem, audience: str = "workers", **changes: Any
) -> SharingOverride:
    given: dict[str, Any] = {
        "what": "That Amira hides on Fridays.",
        "reason": "The group must plan Fridays tomorrow.",
        "decided_by": "Jude Price",
        "decided_on": days_ago(1),
        "told_child_on": days_ago(1),
    }
    with as_viewer(by):
        return becoming.override_sharing(
            family_id=item.session.family_id,
            item_id=item.pk,
            override=Override(audience=audience, **(given | changes)),
            by=by,
        )


def make_paper(by: Viewer, item: ChildItem, **changes: Any) -> ChildItemFile:
    given: dict[str, Any] = {
        "kind": "paper",
        "upload": SimpleUploadedFile("amiras house.png", PNG),
        "alt_text": "A house with a red door",
    }
    with as_viewer(by):
        return actions.add_file(
            family_id=item.session.family_id,
            item_id=item.pk,
            by=by,
            **(given | changes),
        )


def make_sound(by: Viewer, item: ChildItem) -> ChildItemFile:
    upload = SimpleUploadedFile("amira.webm", WEBM)
    return make_paper(by, item, kind="sound", upload=upload, alt_text="")


def make_finished(by: Viewer, session: ChildToolSession) -> ChildToolSession:
    """Nothing unsafe was told; read back; finished."""
    here = {"family_id": session.family_id, "session_id": session.pk, "by": by}
    with as_viewer(by):
        now = ChildToolSession.objects.get(pk=session.pk)
        actions.change_session(**here, changes={"disclosure": "no"}, seen=now.version)
        actions.read_back(**here, on=days_ago(3))
        return actions.finish(**here)


def make_response(
    by: Viewer, session: ChildToolSession, **changes: Any
) -> AdultResponse:
    given: dict[str, Any] = {
        "answered_by": "Leanne",
        "what_changed": "Fridays are at Nan Jo's now.",
        "answered_on": days_ago(1),
    }
    with as_viewer(by):
        return becoming.respond(
            family_id=session.family_id,
            session_id=session.pk,
            details=ResponseDetails(**(given | changes)),
            by=by,
        )


def make_tool_rows(
    by: Viewer, family: Family, *, has_file: bool = True
) -> dict[str, UUID]:
    """A row for every part that an address of a child's tools names.

    `has_file`: the place where files are kept is here, and not another process's.
    """
    begun = make_session(by, family, tool="safety_house")
    session = make_session(by, family)
    item = make_item(by, session)
    files = {"tool_file_id": make_paper(by, item).pk} if has_file else {}
    override = make_override(
        by, item, told_child_on=None, why_not_told="She is asleep."
    )
    make_choice(by, item, "school")
    make_finished(by, session)
    return {
        **files,
        "tool_begun_id": begun.pk,
        "tool_begun_item_id": make_item(by, begun, "A dog", part="inside").pk,
        "tool_session_id": session.pk,
        "tool_item_id": item.pk,
        "tool_override_id": override.pk,
        "tool_response_id": make_response(by, session).pk,
        "tool_child_id": session.child_id,
    }
