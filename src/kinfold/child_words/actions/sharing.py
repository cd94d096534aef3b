"""Who may see an item: what the child chooses, and what adults decide against it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_tools import holding
from kinfold.child_tools.models import (
    ChildItem,
    OverrideTold,
    SharingChoice,
    SharingOverride,
)
from kinfold.child_words.actions.taking_back import take_back
from kinfold.networks.models import NetworkMember
from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import FamilyMember
from kinfold_core.access import Action
from kinfold_core.practice.child_sharing import (
    Audience,
    Choice,
    MayShow,
    Override,
    narrows,
    why_not_choice,
    why_not_override,
)


@transaction.atomic
def choose_sharing(
    *,
    family_id: UUID,
    item_id: UUID,
    choice: Choice,
    by: Viewer,
    id: UUID | None = None,
    seen: int | None = None,
) -> SharingChoice:
    """Write down what the child chose for one audience. The newest counts.

    Also after a session is finished, and a new no when the record is closed: a child
    may change their mind on any day, and it is taken from the map too. The same id, or
    the answer that counts already, is written once. `seen`: how many choices of it
    whoever writes had before them; none is changed, so that counts them.

    Raises:
        Conflict: the child said something newer; nothing is written.
        CannotDo: no audience, no answer, nobody named, or a day that cannot be; wider
            on a closed record, or where only a child's no is written.
        NotFound: no such item of this family, or somebody of another one.
    """
    item, worker_id = holding.hold_item(by, family_id, item_id, Action.NARROW_SHARING)
    if item.session.family.is_closed or by.is_for_a_childs_no:
        _check_narrows(item, choice)
    choices = SharingChoice.objects.filter(authority_id=item.authority_id)
    made = choices.filter(pk=id).first() if id is not None else None
    if made is not None:
        if made.item_id != item.pk:
            raise NotFound("a child's choice")
        return made
    if seen is not None and seen != choices.filter(item=item).count():
        raise Conflict("The child said something newer")
    last = choices.filter(item=item).order_by("-recorded_at", "-pk").first()
    row = _row(item, choice, worker_id)
    row.id = id or row.id
    if last is not None and id is None and _is_same(last, row):
        return last
    holding.add_once(row, "a child's choice")
    take_back(item=item, by=by.for_a_childs_no())
    said = {"audience": row.audience, "answer": row.answer}
    holding.note(by, "child_item.chosen", item.session, item, **said)
    return row


def _row(item: ChildItem, choice: Choice, worker_id: UUID) -> SharingChoice:
    return SharingChoice(
        id=time_ordered_uuid(),
        authority_id=item.authority_id,
        item=item,
        audience=choice.audience,
        answer=_answer(choice),
        name=choice.name if choice.audience == Audience.PERSON else "",
        person_id=choice.person_id,
        member_id=choice.member_id,
        chosen_on=_check_choice(item, choice),
        recorded_by_id=worker_id,
        recorded_at=timezone.now(),
    )


def _check_narrows(item: ChildItem, choice: Choice) -> None:
    here = {"authority_id": item.authority_id, "item": item}
    rows = SharingChoice.objects.filter(**here).order_by("recorded_at", "pk")
    if not narrows([_said(row) for row in rows], choice):
        raise CannotDo(
            "The record is closed. A child can still say no to somebody. Open the "
            "record again before more people may see it"
        )


def _said(row: SharingChoice) -> Choice:
    return Choice(
        audience=row.audience,
        answer=row.answer,
        name=row.name,
        person_id=row.person_id,
        member_id=row.member_id,
    )


def _answer(choice: Choice) -> str:
    """ "Nobody" is a no whatever is ticked beside it."""
    is_nobody = choice.audience == Audience.NOBODY
    return MayShow.NO.value if is_nobody else choice.answer


@transaction.atomic
def override_sharing(
    *, family_id: UUID, item_id: UUID, override: Override, by: Viewer
) -> SharingOverride:
    """Tell something in spite of the child's choice, to keep somebody safe.

    What exactly, to whom, why and who decided; and when the child was told, or why
    not yet. The child reads it in their copy.

    Raises:
        CannotDo: one of them is missing, or a day that has not come.
        NotFound: no such item of this family, or somebody of another one.
    """
    item, worker_id = holding.hold_item(by, family_id, item_id)
    say, field = why_not_override(override, today=timezone.localdate())
    if say:
        raise CannotDo(say, field)
    _check_whom(item, override)
    row = SharingOverride.objects.create(
        authority_id=item.authority_id,
        item=item,
        audience=override.audience,
        name=override.name if override.audience == Audience.PERSON else "",
        person_id=override.person_id,
        member_id=override.member_id,
        what=override.what,
        reason=override.reason,
        decided_by=override.decided_by,
        decided_on=override.decided_on,
        told_child_on=override.told_child_on,
        why_not_told="" if override.told_child_on else override.why_not_told,
        child_words=override.child_words,
        recorded_by_id=worker_id,
        recorded_at=timezone.now(),
    )
    holding.note(
        by, "child_item.overridden", item.session, item, audience=row.audience,
        decided_by=row.decided_by,
    )  # fmt: skip
    return row


@transaction.atomic
def tell_of_override(
    *, family_id: UUID, override_id: UUID, told_on: date, child_words: str, by: Viewer
) -> OverrideTold:
    """The child knows now what was told in spite of their no.

    Raises:
        CannotDo: a day that has not come, or before it was decided.
        NotFound: no such decision in this family.
    """
    found = SharingOverride.objects.filter(
        authority_id=by.in_authority(), pk=override_id
    ).first()
    if found is None:
        raise NotFound("a decision")
    item, worker_id = holding.hold_item(by, family_id, found.item_id)
    if told_on > timezone.localdate():
        raise CannotDo(holding.NOT_YET, "told_on")
    if told_on < item.session.happened_on:
        raise CannotDo("This is before the child said it", "told_on")
    row = OverrideTold.objects.create(
        authority_id=item.authority_id,
        override=found,
        told_on=told_on,
        child_words=child_words,
        recorded_by_id=worker_id,
    )
    holding.note(by, "child_item.override_told", item.session, item)
    return row


def _is_same(last: SharingChoice, row: SharingChoice) -> bool:
    names = ("audience", "answer", "name", "person_id", "member_id")
    return all(getattr(last, name) == getattr(row, name) for name in names)


def _check_whom(item: ChildItem, whom: Choice | Override) -> None:
    """Somebody named by key is of this family or its network.

    Raises:
        NotFound: a key of somebody else's family.
    """
    here = {"authority_id": item.authority_id, "family_id": item.session.family_id}
    if whom.person_id is not None:
        people = FamilyMember.objects.filter(**here, person_id=whom.person_id)
        if not people.exists():
            raise NotFound("person")
    if whom.member_id is not None:
        members = NetworkMember.objects.filter(**here, pk=whom.member_id)
        if not members.exists():
            raise NotFound("member of the network")


def _check_choice(item: ChildItem, choice: Choice) -> date:
    """The day on which it was chosen."""
    if say := why_not_choice(choice):
        raise CannotDo(say, "audience")
    chosen_on = choice.chosen_on or timezone.localdate()
    if chosen_on > timezone.localdate():
        raise CannotDo(holding.NOT_YET, "chosen_on")
    if chosen_on < item.session.happened_on:
        raise CannotDo("This is before the child said it", "chosen_on")
    _check_whom(item, choice)
    return chosen_on
