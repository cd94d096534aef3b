"""Adding what speaks for or against a claim, and other explanations of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.claims import policy
from kinfold.claims.actions.keeping import insist, keep, keep_numbered
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.models import Evidence, EvidenceTakenBack, Rival, RivalAnswer
from kinfold.claims.selectors import theory as reads
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.claim_strength import QUALITY


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTyped:
    """A piece of evidence as somebody wrote it down."""

    kind: str
    says: str
    words: str
    quality: int
    is_independent: bool
    is_comparative: bool
    is_of_fidelity: bool
    source: str
    who_says: str
    day: FuzzyDate
    sample: str = ""
    link: str = ""
    notes: str = ""
    of_authority: UUID | None = None


@transaction.atomic
def add_evidence(
    *, slug: str, claim: int, typed: EvidenceTyped, by: Viewer
) -> Evidence:
    """Add what was found. Somebody of an authority adds it as that authority's.

    Raises:
        PermissionDenied: it is not theirs to add.
        NotFound: there is no such programme or claim for them.
        CannotDo: it is thin, or from a day to come.
    """
    insist(decision=policy.may_add(by), by=by)
    programme = reads.programme_at(by, slug)
    standing = reads.claim_versions(by, programme, claim)[0]
    for field, words in (("words", typed.words), ("source", typed.source)):
        if not words.strip():
            raise CannotDo("Say what was found, and where it can be looked up", field)
    if typed.quality not in QUALITY:
        raise CannotDo("Choose how good it is, from 1 to 5", "quality")
    if typed.day.earliest > timezone.localdate():
        raise CannotDo("This day has not come yet", "day")
    row = Evidence(
        programme=programme,
        claim=standing.claim,
        kind=typed.kind,
        says=typed.says,
        words=typed.words,
        quality=typed.quality,
        is_independent=typed.is_independent,
        is_comparative=typed.is_comparative,
        is_of_fidelity=typed.is_of_fidelity,
        sample=typed.sample,
        source=typed.source,
        who_says=typed.who_says,
        link=typed.link,
        earliest=typed.day.earliest,
        latest=typed.day.latest,
        is_about=typed.day.is_about,
        notes=typed.notes,
        of_authority_id=by.authority_id or typed.of_authority,
    )
    found: Evidence = keep_numbered(row=row, action="evidence.added", by=by)
    return found


@transaction.atomic
def take_evidence_back(*, slug: str, number: int, why: str, by: Viewer) -> None:
    """It counts no more, and stays readable with the reason. Again changes nothing.

    Raises:
        PermissionDenied: it is not theirs to take back.
        NotFound: there is no such evidence for them.
        CannotDo: no reason.
    """
    programme = reads.programme_at(by, slug)
    row = Evidence.objects.filter(programme=programme, number=number).first()
    if row is None:
        raise NotFound(f"No evidence has the number {number}")
    decision = policy.may_go_on_with(
        by, of_authority=row.of_authority_id, by_user_id=row.by_user_id
    )
    insist(decision=decision, by=by)
    if not why.strip():
        raise CannotDo("Say why it is taken back", "why")
    gone = EvidenceTakenBack(programme=programme, evidence=row, why=why)
    try:
        keep(row=gone, action="evidence.taken_back", by=by)
    except WrittenMeanwhile:
        return


@transaction.atomic
def add_rival(*, slug: str, claim: int, words: str, by: Viewer) -> Rival:
    """Name something else that could explain it.

    Raises:
        PermissionDenied, NotFound, CannotDo: as above.
    """
    insist(decision=policy.may_add(by), by=by)
    if not words.strip():
        raise CannotDo("Say what else could explain it", "words")
    programme = reads.programme_at(by, slug)
    standing = reads.claim_versions(by, programme, claim)[0]
    row = Rival(programme=programme, claim=standing.claim, words=words)
    found: Rival = keep_numbered(row=row, action="rival.named", by=by)
    return found


@transaction.atomic
def answer_rival(
    *,
    slug: str,
    number: int,
    is_ruled_out: bool,
    how: str,
    seen_version: int,
    by: Viewer,
) -> None:
    """Rule another explanation out, or open it again; with how.

    Raises:
        PermissionDenied, NotFound, CannotDo: as above.
        WrittenMeanwhile: somebody answered after the answer that was seen.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    if not how.strip():
        raise CannotDo("Say how you know", "how")
    programme = reads.programme_at(by, slug)
    rival = Rival.objects.filter(programme=programme, number=number).first()
    if rival is None:
        raise NotFound(f"No other explanation has the number {number}")
    answers = RivalAnswer.objects.filter(programme=programme, rival=rival)
    standing = answers.order_by("-version").first()
    if (standing.version if standing else 0) != seen_version:
        raise WrittenMeanwhile(standing)
    row = RivalAnswer(
        programme=programme,
        rival=rival,
        version=seen_version + 1,
        is_ruled_out=is_ruled_out,
        how=how,
    )
    said = {"is_ruled_out": is_ruled_out}
    keep(row=row, action="rival.answered", by=by, changes=said)
