"""What adults answer the child, and that the child was shown it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_tools import holding
from kinfold.child_tools.models import (
    AdultResponse,
    ChildItem,
    ChildToolSession,
    ShownBack,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.child_tools import ResponseDetails


@transaction.atomic
def respond(
    *, family_id: UUID, session_id: UUID, details: ResponseDetails, by: Viewer
) -> AdultResponse:
    """Write down what an adult answers: what has changed because of the child.

    Raises:
        CannotDo: not finished, nobody named, nothing said, a day that cannot be.
        NotFound: no such session of this family, or an item of another.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    _check(session, details)
    here = {"authority_id": session.authority_id}
    words = {
        **here,
        "session": session,
        "item_id": details.item_id,
        "answered_by": details.answered_by,
        "what_changed": details.what_changed,
        "answered_on": details.answered_on,
    }
    same = AdultResponse.objects.filter(**words).first()
    if same is not None:
        return same
    response = AdultResponse.objects.create(**words, recorded_by_id=worker_id)
    holding.note(by, "child_tool.answered", session, response)
    return response


@transaction.atomic
def show_back(
    *, family_id: UUID, response_id: UUID, shown_on: date, child_words: str, by: Viewer
) -> ShownBack:
    """The child was shown the answer, and this is what the child says of it.

    Raises:
        CannotDo: a day that has not come, or before the answer.
        NotFound: no such answer in this family.
    """
    response = AdultResponse.objects.filter(
        authority_id=by.in_authority(), pk=response_id
    ).first()
    if response is None:
        raise NotFound("an answer")
    session, worker_id = holding.hold_session(by, family_id, response.session_id)
    if shown_on > timezone.localdate():
        raise CannotDo(holding.NOT_YET, "shown_on")
    if shown_on < response.answered_on:
        raise CannotDo("This is before there was an answer", "shown_on")
    words = {
        "authority_id": session.authority_id,
        "response": response,
        "shown_on": shown_on,
        "child_words": child_words,
    }
    same = ShownBack.objects.filter(**words).first()
    if same is not None:
        return same
    row = ShownBack.objects.create(**words, recorded_by_id=worker_id)
    holding.note(by, "child_tool.shown_back", session, response)
    return row


def _check(session: ChildToolSession, details: ResponseDetails) -> None:
    if session.finished_at is None:
        raise CannotDo("Finish the time with the child first, so that the words stay")
    if not details.answered_by.strip():
        raise CannotDo("Say who answers", "answered_by")
    if not details.what_changed.strip():
        raise CannotDo(
            "Write what is different now. If nothing is, say why", "what_changed"
        )
    if details.answered_on > timezone.localdate():
        raise CannotDo(holding.NOT_YET, "answered_on")
    if details.answered_on < session.happened_on:
        raise CannotDo("This is before the child said it", "answered_on")
    here = {"authority_id": session.authority_id}
    if details.item_id is not None:
        items = ChildItem.objects.filter(**here, session=session, pk=details.item_id)
        if not items.exists():
            raise NotFound("what a child said")
