"""A visit goes into the record field by field: nothing lost, nothing wider shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinfold.child_tools import actions as tools
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_words.actions import choose_sharing
from kinfold.offline import standing
from kinfold.offline.models import TakenAlong, VisitConflict, VisitSent, WhomAsked
from kinfold.offline.people import joined_of, people_of, those_of_family
from kinfold.offline.told import KNOWN
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.child_tools import SessionDetails
from kinfold_core.practice.offline_bundle import (
    Bundle,
    ItemSent,
    UnreadableBundleError,
    read_bundle,
)
from kinfold_core.practice.offline_merge import (
    Came,
    Clock,
    Merged,
    Sent,
    merge_answers,
    merge_fields,
)
from kinfold_core.practice.offline_whom import Somebody, held_back, told_apart

NOT_NOW = (CannotDo, NotFound, PermissionDenied)
"""What cannot be written of a held visit: it is there, and keeps every word."""


@dataclass(slots=True)
class Home:
    """One visit on its way in."""

    by: Viewer
    taken: TakenAlong
    bundle: Bundle
    clock: Clock
    happened_on: date
    merged: list[Merged] = field(default_factory=list)
    conflicts: list[tuple[UUID | None, str, Merged]] = field(default_factory=list)
    items: dict[str, str] = field(default_factory=dict)
    was_removed: bool = False
    last_at: datetime | None = None
    """When this device had sent this session before."""
    people: tuple[Somebody, ...] = ()
    """Whom the child can name, as the family and its network are now."""
    joined: dict[str, str] = field(default_factory=dict)
    """For the key of a record that was joined with another the key of that one."""
    asked: list[WhomAsked] = field(default_factory=list)

    @classmethod
    def of(cls, by: Viewer, taken: TakenAlong, bundle: Bundle, clock: Clock) -> Home:
        before = VisitSent.objects.filter(
            authority_id=taken.authority_id,
            device=taken.device_id,
            session_id=bundle.session_id,
            received_at__lt=clock.received_at,
        ).order_by("-received_at")
        began = timezone.localtime(clock.corrected(bundle.began_at))
        return cls(
            by, taken, bundle, clock, began.date(),
            last_at=before.values_list("received_at", flat=True).first(),
        )  # fmt: skip

    @property
    def family_id(self) -> UUID:
        return self.taken.family_id


def read_visit(body: bytes | str) -> Bundle:
    """The visit in this text.

    Raises:
        UnreadableBundleError: there is none of ours in it.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableBundleError("This visit could not be read.") from None
    return read_bundle(sent, KNOWN)


def merge(home: Home) -> None:
    """Put it into the record; what is to be chosen and what became of it is in `home`.

    Raises:
        CannotDo: the tools refuse something of it.
        NotFound: not a time with this child.
        RecordRefused: the family is not open to whoever does it, or is closed.
    """
    session = _session(home)
    home.people = people_of(home.by, home.family_id, home.taken.child_id)
    home.joined = joined_of(home.by, home.bundle.people)
    for item in home.bundle.items:
        _item(home, session, item)
    _read_back(home, session)


def narrow(home: Home) -> None:
    """A child's new no counts at once, where nothing else can go in now.

    Of what was said in this visit's own session, whoever the family, or the time with
    the child, is with by then.
    """
    home = replace(home, by=home.by.for_a_childs_no())
    home.joined = joined_of(home.by, home.bundle.people)
    # the family may not be open to be asked who is there: the device has the names
    home.people = those_of_family(
        home.by, home.family_id, home.bundle.people, home.joined
    )
    for sent in home.bundle.items:
        item = ChildItem.objects.filter(
            authority_id=home.taken.authority_id,
            pk=sent.id,
            session=home.bundle.session_id,
            session__family=home.family_id,
            session__child=home.taken.child_id,
        ).first()
        if item is not None:
            _share(home, item, sent, is_no_alone=True)


def keep_conflicts(home: Home, sent: VisitSent) -> None:
    """Two wordings of an answer, until somebody has chosen."""
    VisitConflict.objects.bulk_create(
        VisitConflict(
            authority_id=sent.authority_id,
            sent=sent,
            session_id=home.bundle.session_id,
            item_id=item_id,
            field=name,
            mine=one.mine,
            theirs=one.theirs,
        )
        for item_id, name, one in home.conflicts
    )


def keep_asked(home: Home, sent: VisitSent) -> None:
    """Whom the child meant, until somebody who was there has said so."""
    for one in home.asked:
        if one.sent_id is None:
            one.sent = sent
        one.save()


def _plain(fields: Mapping[str, Sent]) -> dict[str, Sent]:
    return {
        name: replace(one, value=standing.plain(name, one.value))
        for name, one in fields.items()
    }


def _session(home: Home) -> ChildToolSession:
    """The session as it stands now: begun here, or merged with what stood."""
    bundle, by = home.bundle, home.by
    here = {"authority_id": home.taken.authority_id, "family_id": home.family_id}
    sent = {
        name: one for name, one in bundle.fields.items()
        if name in standing.SESSION_FIELDS
    }  # fmt: skip
    sent = _plain(sent)
    begun = ChildToolSession.objects.filter(**here, pk=bundle.session_id).exists()
    if not begun:
        said = {name: one.value for name, one in bundle.fields.items()}
        tools.start_session(
            family_id=home.family_id,
            id=bundle.session_id,
            by=by,
            heard_by=home.taken.worker_id,
            details=SessionDetails(
                child_id=home.taken.child_id,
                child_name=home.taken.child_name,
                tool=bundle.tool,
                happened_on=home.happened_on,
                place=said.get("place", ""),
                people_there=said.get("people_there", ""),
                aids=said.get("aids", ""),
                consent=said.get("consent", ""),
                consent_why=said.get("consent_why", ""),
                has_assent=said.get("has_assent") == "yes",
                limits_explained=said.get("limits_explained") == "yes",
            ),
        )
    session = ChildToolSession.objects.select_for_update().get(
        **here, pk=bundle.session_id
    )
    if session.child_id != home.taken.child_id:
        raise NotFound("time with a child")
    texts = standing.session_texts(session)
    merged = merge_fields(sent, texts)
    mine = _sorted(home, None, merged, texts, is_open=session.finished_at is None)
    if mine:
        tools.change_session(
            family_id=home.family_id,
            session_id=session.pk,
            changes=standing.values({n: m.value for n, m in mine.items()}, mine),
            seen=session.version,
            by=by,
        )
    return session


def _item(home: Home, session: ChildToolSession, sent: ItemSent) -> None:
    """One thing the child said: new, merged, or two wordings to choose from."""
    fields = _plain(sent.fields)
    item = _standing_item(session, sent.id)
    if item is None and session.finished_at is not None:
        home.was_removed = True
        _sorted(home, sent.id, merge_fields(fields, None), {}, is_open=False)
        home.items[str(sent.id)] = "needs_you"
        return
    if item is None:
        item = tools.add_item(
            family_id=home.family_id,
            session_id=session.pk,
            id=sent.id,
            part=sent.part,
            by=home.by,
            **standing.values({n: f.value for n, f in fields.items()}, fields),
        )
        home.items[str(sent.id)] = "saved"
    else:
        _merge_item(home, session, item, fields)
    _share(home, item, sent)


def _merge_item(
    home: Home, session: ChildToolSession, item: ChildItem, fields: dict[str, Sent]
) -> None:
    if item.is_taken_out:
        home.was_removed = True
    texts = standing.item_texts(item)
    merged = merge_fields(fields, None if item.is_taken_out else texts)
    mine = _sorted(home, item.pk, merged, texts, is_open=session.finished_at is None)
    if mine:
        tools.change_item(
            family_id=home.family_id,
            item_id=item.pk,
            changes=standing.values({n: m.value for n, m in mine.items()}, mine),
            seen=item.version,
            by=home.by,
        )
    asked = any(one == item.pk for one, _, _ in home.conflicts)
    home.items[str(item.pk)] = "needs_you" if asked else "merged"


def _standing_item(session: ChildToolSession, item_id: UUID) -> ChildItem | None:
    here = {"authority_id": session.authority_id}
    item = ChildItem.objects.select_for_update().filter(**here, pk=item_id).first()
    if item is not None and item.session_id != session.pk:
        raise NotFound("what a child said")
    return item


def _sorted(
    home: Home,
    item_id: UUID | None,
    merged: dict[str, Merged],
    stands: Mapping[str, str],
    *,
    is_open: bool,
) -> dict[str, Merged]:
    """What is to be written now; what is not is kept as two wordings.

    Once a session was read back and finished nothing is written into it by itself.
    """
    mine: dict[str, Merged] = {}
    for name, one in merged.items():
        found = one
        if one.came is Came.MINE and not is_open:
            found = Merged("", Came.BOTH, one.value, stands.get(name, ""))
        home.merged.append(found)
        if found.came is Came.MINE:
            mine[name] = found
        elif found.needs_somebody:
            home.conflicts.append((item_id, name, found))
    return mine


def _share(
    home: Home, item: ChildItem, sent: ItemSent, *, is_no_alone: bool = False
) -> None:
    """What the child chose in the visit, never wider than they chose at the office.

    `is_no_alone`: what is wider waits until it is taken in.
    """
    stands = standing.answers(item)
    asked = _open_question(item)
    waits = asked.waits if asked else {}
    before = told_apart(sent.answers_seen, home.people, home.joined)
    meant = told_apart(sent.answers, home.people, home.joined)
    answers = merge_answers(
        before.sure,
        meant.sure,
        # what waits was chosen all the same
        {who: MayShow(one) for who, one in waits.items()} | stands,
        is_newer_there=_is_chosen_since(home, item),
    )
    unsure = {
        who: answer
        for who, answer in meant.unsure.items()
        if answer != before.unsure.get(who)
    }
    called = standing.called(item) | {one.key: one.name for one in home.people}
    held = held_back(answers, stands, unsure.values(), is_asked=asked is not None)
    for who, answer in held.now.items():
        if stands.get(who) != answer:
            with suppress(*NOT_NOW) if is_no_alone else nullcontext():
                choose_sharing(
                    family_id=home.family_id,
                    item_id=item.pk,
                    choice=standing.choice_of(
                        who, answer, called.get(who, ""), home.happened_on
                    ),
                    by=home.by,
                )
    if (unsure or held.waits) and not is_no_alone:
        _ask_whom(home, asked or _question(home, item), unsure, held.waits)


def _open_question(item: ChildItem) -> WhomAsked | None:
    """There is one for a thing at most, so that nothing is written round it."""
    return (
        WhomAsked.objects.select_for_update()
        .filter(authority_id=item.authority_id, item_id=item.pk, settled_at=None)
        .first()
    )


def _question(home: Home, item: ChildItem) -> WhomAsked:
    return WhomAsked(
        authority_id=item.authority_id,
        item_id=item.pk,
        chosen_on=home.happened_on,
        names=[],
        waits={},
        asked_at=timezone.now(),  # after what was written at once
    )


def _ask_whom(
    home: Home,
    asked: WhomAsked,
    unsure: Mapping[str, MayShow],
    waits: Mapping[str, MayShow],
) -> None:
    asked.names = [one for one in asked.names if one["who"] not in unsure] + [
        {"who": who, "name": home.bundle.name_of(who), "answer": answer}
        for who, answer in unsure.items()
    ]
    asked.waits = {**asked.waits, **waits}
    home.asked.append(asked)


def _is_chosen_since(home: Home, item: ChildItem) -> bool:
    """Whether something was chosen of it since this device last sent the session."""
    rows = item.choices.filter(authority_id=item.authority_id)
    if home.last_at is not None:
        rows = rows.filter(recorded_at__gt=home.last_at)
    return rows.exists()


def _read_back(home: Home, session: ChildToolSession) -> None:
    said = home.bundle.fields.get("read_back")
    if said and said.value == "yes" and not home.conflicts and home.bundle.items:
        tools.read_back(
            family_id=home.family_id,
            session_id=session.pk,
            on=max(home.happened_on, session.happened_on),
            by=home.by,
        )
