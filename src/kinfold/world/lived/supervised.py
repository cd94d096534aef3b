"""Colleagues think with Amina: once in a group, once with Jude, once about good work."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from kinfold.inquiries import actions as inquiries
from kinfold.inquiries.details import InquiryDetails
from kinfold.platform.viewer import Viewer
from kinfold.supervision.actions import drafts, one_to_one, sessions
from kinfold.supervision.details import (
    CaseDetails,
    DraftDetails,
    LearningDetails,
    SessionDetails,
)
from kinfold.world.lived.cast import Cast

# ruff: noqa: E501  (what one of them wrote to a line)
_DRAFTS: Final = (
    ("amina", "danger", "On pay-day Fridays Dean drinks and things break while the children listen.", ""),
    ("jude", "danger", "When Dean is angry he stands over Leanne, and Amira gets between them.", ""),
    ("jude", "goal", "On a hard Friday the children are asleep somewhere calm before it begins.", ""),
    ("amina", "question", "Which Friday went better than you feared, and who did what?", "parents"),
    ("jude", "question", "What would you want Nan to notice?", "child"),
)  # fmt: skip


def think_together(cast: Cast) -> None:
    """A group supervision early on, one to one later, and what Amina is proud of."""
    _group(cast)
    _one_to_one(cast)
    _proud(cast)


def _group(cast: Cast) -> None:
    amina, jude = cast.amina, cast.jude
    session = sessions.plan_session(
        family_id=cast.family_id,
        details=SessionDetails(
            planned_on=cast.ago(128),
            presenter_id=amina.as_worker(),
            facilitator_id=jude.as_worker(),
            place="The small room",
            presenter_goal="Words for the worry that Dean would not throw away.",
            what_is_hard="He says it was an accident, and Leanne looks at the floor.",
            clarity_before=Decimal("3"),
        ),
        by=amina,
    )
    key: dict[str, Any] = {"family_id": cast.family_id, "session_id": session.pk}
    for who, kind, text, audience in _DRAFTS:
        by = amina if who == "amina" else jude
        written = DraftDetails(
            kind=kind, text=text, audience=audience, author_id=by.as_worker()
        )
        drafts.add_draft(**key, details=written, by=by)
    for kind in ("danger", "goal"):
        drafts.read_out(**key, kind=kind, by=jude)
    held = sessions.end_session(**key, by=jude)
    _learn(cast, held.version, session.pk, jude)


def _learn(cast: Cast, version: int, session_id: UUID, by: Viewer) -> None:
    sessions.write_learning(
        family_id=cast.family_id,
        session_id=session_id,
        details=LearningDetails(
            learning_points="We had two worries in one sentence. Nobody had asked what Bea hears through the wall.",
            outcome="We wrote two worries instead of one, and will ask Bea to come for tea.",
            for_others="Two worries in one sentence are never sorted out: write one, then the other.",
            clarity_after=Decimal("7"),
        ),
        version=version,
        by=by,
    )


def _one_to_one(cast: Cast) -> None:
    case = one_to_one.keep_case(
        family_id=cast.family_id,
        details=CaseDetails(
            worker_id=cast.amina.as_worker(),
            supervisor_id=cast.jude.as_worker(),
            held_on=cast.ago(21),
            worried="Dean's number has come down, and nobody has asked him why.",
            working="Bea was there in three minutes, twice.",
            needs="Somebody sits with Dean about the rent.",
            next_on=cast.ago(-7),
        ),
        by=cast.jude,
    )
    one_to_one.decide(
        family_id=cast.family_id, case_id=case.pk,
        text="Ask Dean what a 7 looked like, and what it would take to be there again.",
        reason="His number came down when the others went up.",
        who_id=cast.amina.as_worker(), due_on=cast.ago(-3), by=cast.jude,
    )  # fmt: skip


def _proud(cast: Cast) -> None:
    inquiry = inquiries.write_inquiry(
        details=InquiryDetails(
            proud_of="I let the uncle and the neighbour tell the worry to each other, and said nothing.",
            details="I had written it large on the wall. They read it out, one sentence each.",
            difference="The father stayed in the room to the end.",
            learned="To put the pen down.",
            value=Decimal("9"),
            family_id=cast.family_id,
        ),
        by=cast.amina,
    )
    inquiries.share_inquiry(
        inquiry_id=inquiry.pk, shared_with="authority", may_publish=True, by=cast.amina
    )
