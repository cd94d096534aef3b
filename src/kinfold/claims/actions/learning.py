"""Asking learning questions, and going round: plan, act, observe, reflect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from kinfold.claims import policy
from kinfold.claims.actions.keeping import insist, keep, keep_numbered
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.models import Cycle, CycleEntry, LearningQuestion, QuestionStep
from kinfold.claims.selectors import learning as reads
from kinfold.claims.selectors.theory import claim_versions, programme_at
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_measures.catalogue import BY_CODE

Part = CycleEntry.Part


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTyped:
    """Where somebody says a question stands."""

    state: str
    whose: str
    by_when: date | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleTyped:
    """What somebody plans to try, and from which day."""

    title: str
    planned: str
    start: date
    claim: int | None = None
    question: int | None = None
    continues: int | None = None
    measure: str = ""
    of_authority: UUID | None = None
    is_made_up: bool = False


@transaction.atomic
def ask_question(
    *,
    slug: str,
    words: str,
    typed: QuestionTyped,
    claim: int | None = None,
    of_authority: UUID | None = None,
    by: Viewer,
) -> LearningQuestion:
    """Ask what the programme, or the viewer's authority, wants to find out.

    Raises:
        PermissionDenied: it is not theirs to ask here.
        NotFound: there is no such programme or claim for them.
        CannotDo: no words, or it is nobody's.
    """
    insist(decision=policy.may_add(by), by=by)
    if not words.strip():
        raise CannotDo("Ask the question", "words")
    programme = programme_at(by, slug)
    row = LearningQuestion(
        programme=programme,
        words=words,
        claim=claim_versions(by, programme, claim)[0].claim if claim else None,
        of_authority_id=by.authority_id or of_authority,
    )
    keep_numbered(row=row, action="question.asked", by=by)
    _keep_step(row, typed, 1, by)
    return row


@transaction.atomic
def move_question(
    *, slug: str, number: int, typed: QuestionTyped, seen_version: int, by: Viewer
) -> None:
    """Say where a question stands now.

    Raises:
        PermissionDenied, NotFound, CannotDo: as above.
        WrittenMeanwhile: somebody said so after what was seen.
    """
    found = reads.learning_of(by, slug).question(number)
    _insist_on(found.row, by)
    if found.now.version != seen_version:
        raise WrittenMeanwhile(found.now)
    _keep_step(found.row, typed, seen_version + 1, by)


@transaction.atomic
def begin_cycle(*, slug: str, typed: CycleTyped, by: Viewer) -> Cycle:
    """Plan what is tried. Its start is written down before anybody looks.

    Raises:
        PermissionDenied, NotFound, CannotDo: as above.
    """
    insist(decision=policy.may_add(by), by=by)
    if not typed.title.strip():
        raise CannotDo("Give it a name", "title")
    if typed.measure and typed.measure not in BY_CODE:
        raise CannotDo("Choose a measure from the list", "measure")
    learning = reads.learning_of(by, slug)
    programme = learning.programme
    before = learning.cycle(typed.continues).row if typed.continues else None
    row = Cycle(
        programme=programme,
        title=typed.title,
        claim=claim_versions(by, programme, typed.claim)[0].claim
        if typed.claim
        else None,
        question=learning.question(typed.question).row if typed.question else None,
        continues=before,
        measure=typed.measure,
        of_authority_id=by.authority_id or typed.of_authority,
        is_made_up=typed.is_made_up,
    )
    keep_numbered(row=row, action="cycle.begun", by=by)
    _keep_entry(row, CycleEntry(part=Part.START, version=1, day=typed.start), by)
    if not typed.planned.strip():
        raise CannotDo("Say what is planned", "planned")
    _keep_entry(row, CycleEntry(part=Part.PLANNED, version=1, words=typed.planned), by)
    return row


@transaction.atomic
def write_part(
    *, slug: str, number: int, part: str, words: str, seen_version: int, by: Viewer
) -> None:
    """Write what was planned, done, seen, learned or changed. What stood before stays.

    Raises:
        PermissionDenied, NotFound, CannotDo, WrittenMeanwhile: as above.
    """
    found = reads.learning_of(by, slug).cycle(number)
    _insist_on(found.row, by)
    if not words.strip():
        raise CannotDo("Write something, or leave without saving", "words")
    standing = found.newest(part)
    _check_version(standing, seen_version)
    row = CycleEntry(part=part, version=seen_version + 1, words=words)
    _keep_entry(found.row, row, by)


@transaction.atomic
def correct_start(
    *, slug: str, number: int, day: date, why: str, seen_version: int, by: Viewer
) -> None:
    """Correct the day that was written down. Both days are shown from then on.

    Raises:
        PermissionDenied, NotFound, WrittenMeanwhile: as above.
        CannotDo: no reason, or it is the day that stands.
    """
    found = reads.learning_of(by, slug).cycle(number)
    _insist_on(found.row, by)
    _check_version(found.starts[0], seen_version)
    if not why.strip():
        raise CannotDo("Say why the day was wrong", "why")
    if day == found.start:
        raise CannotDo("This is the day that stands already", "day")
    row = CycleEntry(part=Part.START, version=seen_version + 1, day=day, why=why)
    _keep_entry(found.row, row, by)


def _insist_on(row: LearningQuestion | Cycle, by: Viewer) -> None:
    decision = policy.may_go_on_with(
        by, of_authority=row.of_authority_id, by_user_id=row.by_user_id
    )
    insist(decision=decision, by=by)


def _check_version(standing: CycleEntry | None, seen_version: int) -> None:
    if (standing.version if standing else 0) != seen_version:
        raise WrittenMeanwhile(standing)


def _keep_step(
    question: LearningQuestion, typed: QuestionTyped, version: int, by: Viewer
) -> None:
    if not typed.whose.strip():
        raise CannotDo("Say who looks after it", "whose")
    ends = (QuestionStep.State.ANSWERED, QuestionStep.State.DROPPED)
    if typed.state in ends and not typed.said.strip():
        raise CannotDo("Say what the answer is, or why it is dropped", "said")
    row = QuestionStep(
        programme_id=question.programme_id,
        question=question,
        version=version,
        state=typed.state,
        whose=typed.whose,
        by_when=typed.by_when,
        said=typed.said,
    )
    keep(row=row, action="question.moved", by=by, changes={"state": typed.state})


def _keep_entry(cycle: Cycle, row: CycleEntry, by: Viewer) -> None:
    row.programme_id, row.cycle = cycle.programme_id, cycle
    said = {"part": row.part, "version": row.version}
    keep(row=row, action="cycle.written", by=by, changes=said)
