"""What children of a family said with their tools, as far as the viewer may read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kinfold.child_tools.models import (
    AdultResponse,
    ChildDisclosure,
    ChildItem,
    ChildItemFile,
    ChildToolCopy,
    ChildToolSession,
    ItemFeed,
    OverrideTold,
    SharingChoice,
    SharingOverride,
    ShownBack,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Person
from kinfold.records.selectors.records import family_for, state_of
from kinfold_core.pictures.picture import read_picture
from kinfold_core.practice.child_rows import (
    CopyRow,
    DisclosureRow,
    FeedRow,
    FileRow,
    ItemRow,
    OverrideRow,
    ResponseRow,
    SessionRow,
    ShownRow,
)
from kinfold_core.practice.child_sharing import (
    READS_ALL,
    Choice,
    Override,
    answers_for_it,
    may_read_at_work,
    told_at_work,
)
from kinfold_core.practice.child_tools import Tool


def sessions_of(
    viewer: Viewer, family_id: UUID, *, is_whole: bool = False
) -> tuple[SessionRow, ...]:
    """Every time with a child of an authorised family, newest first. Nine queries.

    `is_whole`: with what was acted on, given and put on the map; three queries more.
    """
    rows = _sessions(viewer, family_id)
    if is_whole:
        rows = _with_all(viewer, rows)
    is_answering = _is_answering(viewer, family_id)
    return tuple(_session(viewer, row, is_answering, is_whole) for row in rows)


def _is_answering(viewer: Viewer, family_id: UUID) -> bool:
    """One query more, for those whose role reads all of a family of their own."""
    return bool(viewer.roles & READS_ALL) and answers_for_it(
        viewer.roles, state_of(viewer, family_for(viewer, family_id))
    )


def session_for(viewer: Viewer, family_id: UUID, session_id: UUID) -> SessionRow:
    """One of them with all there is of it. Twelve queries.

    Raises:
        NotFound: no such session of this family.
    """
    rows = _with_all(viewer, _sessions(viewer, family_id))
    row = rows.filter(pk=session_id).first()
    if row is None:
        raise NotFound("time with a child")
    return _session(viewer, row, _is_answering(viewer, family_id), is_whole=True)


def item_for(
    viewer: Viewer, family_id: UUID, item_id: UUID
) -> tuple[SessionRow, ItemRow]:
    """An item that the viewer may read, with the session it is of.

    Raises:
        NotFound: no such item of this family, or it is not theirs to read.
    """
    session_id = (
        ChildItem.objects.filter(
            authority_id=viewer.in_authority(), session__family_id=family_id, pk=item_id
        )
        .values_list("session_id", flat=True)
        .first()
    )
    if session_id is None:
        raise NotFound("what a child said")
    session = session_for(viewer, family_id, session_id)
    for item in session.items:
        if item.id == item_id and not item.is_told_only:
            return session, item
    raise NotFound("what a child said")


def _sessions(viewer: Viewer, family_id: UUID) -> QuerySet[ChildToolSession]:
    here = {"authority_id": viewer.in_authority()}
    oldest = ("recorded_at", "pk")
    overrides = (
        SharingOverride.objects.filter(**here)
        .select_related("person")
        .order_by(*oldest)
    )
    choices = (
        SharingChoice.objects.filter(**here).select_related("person").order_by(*oldest)
    )
    overrides = overrides.prefetch_related(
        Prefetch("tellings", OverrideTold.objects.filter(**here).order_by("pk"))
    )
    items = (
        ChildItem.objects.filter(**here)
        .select_related("changed_by")
        .order_by("position", "pk")
        .prefetch_related(
            Prefetch("choices", choices),
            Prefetch("overrides", overrides),
            Prefetch(
                "files",
                ChildItemFile.objects.filter(**here)
                .filter(file__deleted_at=None)
                .select_related("file")
                .order_by("added_at", "pk"),
            ),
        )
    )
    responses = AdultResponse.objects.filter(**here).order_by("answered_on", "pk")
    responses = responses.prefetch_related(
        Prefetch("showings", ShownBack.objects.filter(**here).order_by("shown_on"))
    )
    return (
        ChildToolSession.objects.filter(**here, family_id=family_id)
        .select_related("started_by")
        .prefetch_related(Prefetch("items", items), Prefetch("responses", responses))
        .order_by("-happened_on", "-pk")
    )


def _with_all(
    viewer: Viewer, rows: QuerySet[ChildToolSession]
) -> QuerySet[ChildToolSession]:
    here = {"authority_id": viewer.in_authority()}
    return rows.prefetch_related(
        Prefetch("disclosures", ChildDisclosure.objects.filter(**here).order_by("pk")),
        Prefetch("copies", ChildToolCopy.objects.filter(**here).order_by("-pk")),
        Prefetch("feeds", ItemFeed.objects.filter(**here).order_by("pk")),
    )


def _session(
    viewer: Viewer, row: ChildToolSession, is_answering: bool, is_whole: bool
) -> SessionRow:
    is_recorder = viewer.worker_id is not None and row.started_by_id == viewer.worker_id
    every = [_item(row, item) for item in row.items.all()]
    items = tuple(
        seen
        for item in every
        if (seen := _seen(viewer, item, is_all=is_recorder or is_answering))
    )
    read = {item.id for item in items if not item.is_told_only}
    more = _more(row, read, is_told=is_recorder or is_answering) if is_whole else {}
    return SessionRow(
        id=row.pk,
        child_id=row.child_id,
        child_name=row.child_name,
        tool=Tool(row.tool),
        happened_on=row.happened_on,
        place=row.place,
        people_there=row.people_there,
        aids=row.aids,
        consent=row.consent,
        consent_why=row.consent_why,
        part_order=tuple(row.part_order),
        prompts=row.prompts,
        scale=row.scale,
        scale_0=row.scale_0,
        scale_10=row.scale_10,
        child_question=row.child_question,
        disclosure=row.disclosure,
        version=row.version,
        worker=row.started_by.name,
        worker_id=row.started_by_id,
        finished_at=row.finished_at,
        response_due_on=row.response_due_on,
        may_write=is_recorder or is_answering,
        items=items,
        responses=tuple(
            _response(one)
            for one in row.responses.all()
            if one.item_id is None or one.item_id in read
        ),
        **more,
    )


def _seen(viewer: Viewer, item: ItemRow, *, is_all: bool) -> ItemRow | None:
    """The item as this viewer may read it: whole, or what was decided to be told."""
    if may_read_at_work(
        item.choices, is_recorder=is_all, is_answering=is_all, roles=viewer.roles
    ):
        return item
    told = told_at_work(item.overrides, roles=viewer.roles)
    if not told:
        return None
    return replace(
        item,
        words="",
        picture=read_picture({}),
        files=(),
        choices=(),
        override_rows=tuple(one for one in item.override_rows if one.override in told),
        is_told_only=True,
    )


def _more(row: ChildToolSession, read: set[UUID], *, is_told: bool) -> dict[str, Any]:
    """`is_told`: they read a disclosure; others, on which day it was acted on."""
    return {
        "disclosures": tuple(
            DisclosureRow(
                one.said, one.action, one.told_whom, one.told_on, one.strategy
            )
            if is_told
            else DisclosureRow("", "", "", one.told_on, "")
            for one in row.disclosures.all()
        ),
        "copies": tuple(
            CopyRow(one.form, one.kept_where, one.why_not, one.given_on)
            for one in row.copies.all()
        ),
        "feeds": tuple(
            FeedRow(one.item_id, one.kind, one.target_id)
            for one in row.feeds.all()
            if one.item_id is None or one.item_id in read
        ),
    }


def _response(row: AdultResponse) -> ResponseRow:
    return ResponseRow(
        id=row.pk,
        item_id=row.item_id,
        answered_by=row.answered_by,
        what_changed=row.what_changed,
        answered_on=row.answered_on,
        showings=tuple(
            ShownRow(one.shown_on, one.child_words) for one in row.showings.all()
        ),
    )


def _item(session: ChildToolSession, row: ChildItem) -> ItemRow:
    return ItemRow(
        id=row.pk,
        session_id=session.pk,
        tool=Tool(session.tool),
        part_key=row.part,
        words=row.words,
        picture=read_picture(row.picture),
        position=row.position,
        version=row.version,
        is_taken_out=row.is_taken_out,
        is_read_back=row.read_back_version == row.version,
        changed_by=row.changed_by.name,
        changed_at=row.changed_at,
        files=tuple(
            FileRow(
                id=one.pk,
                kind=one.kind,
                file_id=one.file_id,
                media_type=one.file.media_type,
                alt_text=one.alt_text,
                made_on=session.happened_on,
                seconds=one.seconds,
            )
            for one in row.files.all()
        ),
        choices=_choices(row.choices.all()),
        override_rows=tuple(_override(one) for one in row.overrides.all()),
    )


def _standing(person: Person | None) -> UUID | None:
    """A choice about somebody follows them when two records of theirs are joined."""
    return person.standing_id if person else None


def choices_of(viewer: Viewer, item_id: UUID) -> tuple[Choice, ...]:
    """What a child chose about an item of an authorised family, the oldest first."""
    return choices_of_each(viewer, [item_id])[item_id]


def choices_of_each(
    viewer: Viewer, item_ids: Collection[UUID]
) -> dict[UUID, tuple[Choice, ...]]:
    """The same of several items, each by its key. One query."""
    rows = SharingChoice.objects.filter(
        authority_id=viewer.in_authority(), item_id__in=item_ids
    )
    ordered = list(rows.select_related("person").order_by("recorded_at", "pk"))
    return {
        key: _choices([row for row in ordered if row.item_id == key])
        for key in item_ids
    }


def _choices(
    rows: Sequence[SharingChoice] | QuerySet[SharingChoice],
) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            audience=row.audience,
            answer=row.answer,
            name=row.name,
            person_id=_standing(row.person),
            member_id=row.member_id,
            chosen_on=row.chosen_on,
        )
        for row in rows
    )


def _override(row: SharingOverride) -> OverrideRow:
    tellings = list(row.tellings.all())
    told = row.told_child_on or (tellings[0].told_on if tellings else None)
    words = [row.child_words, *(one.child_words for one in tellings)]
    return OverrideRow(
        row.pk,
        Override(
            audience=row.audience,
            what=row.what,
            reason=row.reason,
            decided_by=row.decided_by,
            decided_on=row.decided_on,
            name=row.name,
            person_id=_standing(row.person),
            member_id=row.member_id,
            told_child_on=told,
            why_not_told=row.why_not_told,
            child_words="\n".join(one for one in words if one),
        ),
    )
