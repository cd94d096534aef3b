"""Writing in the journal, saying that it was read, and giving it away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.monitoring.models import JournalEntry, JournalEntryRule, JournalReading
from kinfold.networks.holding import hold
from kinfold.planning import holding
from kinfold.planning.models import PlanRule
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.practice.lived_plan import JournalDetails

MOST_FEELING = 10


@transaction.atomic
def write(
    *,
    family_id: UUID,
    details: JournalDetails,
    by: Viewer,
    corrects_id: UUID | None = None,
) -> JournalEntry:
    """Add to the journal. A correction stands beside what it corrects; both stay.

    The same words of one person and day are kept once, unless they are now a red flag,
    or kept from the family.

    Raises:
        CannotDo: nobody says it, nothing is said, a day not come, a feeling off the
            scale, or kept from the family with no reason and no day to look again.
        NotFound: a rule, an entry or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_JOURNAL)
    _check(details)
    holding.check_of_family(family, [details.author])
    _check_rules(family, details.rule_ids)
    corrects = _entry(family, corrects_id) if corrects_id else None
    words = {
        "authority_id": family.authority_id,
        "family": family,
        "name": details.author.name,
        "happened_on": details.happened_on,
        "went_well": details.went_well,
        "hard": details.hard,
        "what_we_did": details.what_we_did,
        "corrects": corrects,
        "is_red_flag": details.is_red_flag,
        "feeling": details.feeling,
        "is_agency_only": details.is_agency_only,
    }
    there = JournalEntry.objects.filter(**words).first()
    if there:
        return there
    entry = JournalEntry.objects.create(
        **words,
        person_id=details.author.person_id,
        member_id=details.author.member_id,
        worker_id=details.author.worker_id,
        capacity=details.capacity,
        hidden_reason=details.hidden_reason if details.is_agency_only else "",
        hidden_review_on=details.hidden_review_on if details.is_agency_only else None,
        recorded_by_id=worker_id,
    )
    _keep(entry, details.rule_ids, by)
    return entry


def _keep(entry: JournalEntry, rule_ids: tuple[UUID, ...], by: Viewer) -> None:
    JournalEntryRule.objects.bulk_create(
        JournalEntryRule(authority_id=entry.authority_id, entry=entry, rule_id=rule_id)
        for rule_id in rule_ids
    )
    audit.record(
        by=by,
        action="journal.written",
        target=entry,
        changes={
            "by": entry.name,
            "red_flag": entry.is_red_flag,
            "corrects": str(entry.corrects_id or ""),
        },
        family_id=entry.family_id,
        person_id=entry.person_id,
    )


@transaction.atomic
def mark_read(*, family_id: UUID, by: Viewer, until: datetime | None = None) -> int:
    """Say that the writer has read what was written by then, or all there is.

    Returns how many entries were new.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_JOURNAL)
    unread = JournalEntry.objects.filter(
        authority_id=family.authority_id, family=family
    ).exclude(readings__reader_id=worker_id)
    if until is not None:
        unread = unread.filter(recorded_at__lte=until)
    readings = JournalReading.objects.bulk_create(
        JournalReading(
            authority_id=family.authority_id, entry_id=pk, reader_id=worker_id
        )
        for pk in unread.values_list("pk", flat=True)
    )
    if readings:
        audit.record(
            by=by,
            action="journal.read",
            target=family,
            changes={"entries": len(readings)},
            family_id=family.pk,
        )
    return len(readings)


@transaction.atomic
def note_export(*, family_id: UUID, by: Viewer) -> None:
    """Write down that a copy of the journal was taken for the family."""
    family, _ = hold(by, family_id, Action.SHARE_FAMILY_COPY)
    audit.record(
        by=by, action="journal.exported", target=family, changes={}, family_id=family.pk
    )


def _entry(family: Family, entry_id: UUID) -> JournalEntry:
    entry = JournalEntry.objects.filter(
        authority_id=family.authority_id, family=family, pk=entry_id
    ).first()
    if entry is None:
        raise NotFound("journal entry")
    return entry


def _check(details: JournalDetails) -> None:
    if not details.author.name:
        raise CannotDo("Say who says it", "author")
    if not (details.went_well + details.hard + details.what_we_did).strip():
        raise CannotDo("Write what went well, or what was hard", "went_well")
    holding.check_day(details.happened_on, "happened_on")
    if details.feeling is not None and not 0 <= details.feeling <= MOST_FEELING:
        raise CannotDo("Choose a number from 0 to 10", "feeling")
    if not details.is_agency_only:
        return
    if not details.hidden_reason.strip():
        raise CannotDo("Say who would be in danger if they read it", "hidden_reason")
    review_on = details.hidden_review_on
    if review_on is None or review_on <= timezone.localdate():
        raise CannotDo("Enter a day after today to look at it", "hidden_review_on")


def _check_rules(family: Family, rule_ids: tuple[UUID, ...]) -> None:
    found = PlanRule.objects.filter(
        authority_id=family.authority_id, plan__family=family, pk__in=rule_ids
    )
    if found.count() != len(set(rule_ids)):
        raise NotFound("rule")
