"""Who does what, as its page shows it: person by person, with what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.commitments.models import CommitmentAnswer
from kinfold.commitments.selectors.links import AskLinkRow
from kinfold.platform.components import Tone
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.asking_by_text import when_said
from kinfold_core.practice.commitments import (
    Answer,
    CommitmentDetails,
    CommitmentRow,
    unheard,
)
from kinfold_core.practice.cover import SAFETY, Guard
from kinfold_core.practice.facts_network import CommitmentFacts
from kinfold_core.practice.family_plan import ToAnswer
from kinfold_core.practice.rulebook import check_commitment

WAYS = {
    "link": "with the link",
    "text": "by text message",
    "paper": "on paper",
}
ANSWERS = dict(CommitmentAnswer.Answer.choices)


@dataclass(frozen=True, slots=True)
class State:
    """Where somebody's answer stands, in words."""

    text: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class Card:
    """One commitment."""

    row: CommitmentRow
    when: str
    lasts: str
    about: str
    state: State
    backup: str
    kept: str
    findings: tuple[Finding, ...]
    url: str


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """All that one person does. The addresses are empty when nothing is open."""

    name: str
    relationship: str
    cards: tuple[Card, ...]
    link_url: str
    paper_url: str
    link_line: str
    call_back_url: str


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    lead: str
    groups: tuple[PersonGroup, ...]
    ended: tuple[Card, ...]


def commitments_page(
    family_id: UUID,
    rows: Sequence[CommitmentRow],
    guards: Mapping[UUID, Guard],
    dangers: Sequence[ToAnswer],
    links: Sequence[AskLinkRow],
    relationships: Mapping[UUID, str],
) -> CommitmentsPage:
    """Everybody who was asked, by name; what ended comes last."""
    labels = {one.id: one.label for one in dangers}
    standing = [row for row in rows if not row.is_ended]
    named = {row.member_id: row.member_name for row in standing}
    named |= {row.backup_id: row.backup_name for row in standing if row.backup_id}
    by_name = sorted(named, key=lambda key: named[key].casefold())
    return CommitmentsPage(
        lead=_lead(standing),
        groups=tuple(
            _group(
                family_id,
                key,
                named[key],
                relationships.get(key, ""),
                [row for row in standing if key in row.askable],
                [card_of(family_id, row, guards, labels)
                 for row in standing if row.member_id == key],
                next((link for link in links if link.member_id == key), None),
            )
            for key in by_name
        ),
        ended=tuple(
            card_of(family_id, row, guards, labels) for row in rows if row.is_ended
        ),
    )  # fmt: skip


def _lead(rows: Sequence[CommitmentRow]) -> str:
    if not rows:
        return ""
    accepted = sum(row.is_accepted for row in rows)
    if not accepted:
        return "Nobody has said yes themselves yet, so nothing counts yet."
    has = "has" if accepted == 1 else "have"
    return f"{accepted} of {len(rows)} {has} the yes of the person themselves."


def _group(
    family_id: UUID,
    member_id: UUID,
    name: str,
    relationship: str,
    asked: Sequence[CommitmentRow],
    cards: Sequence[Card],
    link: AskLinkRow | None,
) -> PersonGroup:
    is_open = any(not row.has_yes_of(member_id) for row in asked)

    def address(page: str, key: UUID) -> str:
        return reverse(f"commitments:{page}", args=[family_id, key])

    return PersonGroup(
        name=name,
        relationship=relationship,
        cards=tuple(cards),
        link_url=address("link", member_id) if is_open else "",
        paper_url=address("paper", member_id),
        link_line=_link_line(link),
        call_back_url=address("call-back", link.id) if link else "",
    )


def _link_line(link: AskLinkRow | None) -> str:
    if link is None:
        return ""
    until = day_in_words(timezone.localdate(link.expires_at))
    used = "Not opened yet."
    if link.last_opened_at:
        on = day_in_words(timezone.localdate(link.last_opened_at))
        used = f"Opened, last on {on}."
    wrong = f" Wrong code: {link.wrong_count}." if link.wrong_count else ""
    return f"A link of theirs opens until {until}. {used}{wrong}"


def card_of(
    family_id: UUID,
    row: CommitmentRow,
    guards: Mapping[UUID, Guard],
    labels: Mapping[UUID, str],
) -> Card:
    """One commitment in words."""
    about = [labels[key] for key in row.danger_ids if key in labels]
    return Card(
        row=row,
        when=when_of(row),
        lasts=lasts(row),
        about=f"About {phrases.listed(about)}" if about else "",
        state=state_of(row, row.member_id),
        backup=_backup(row),
        kept=kept_line(row),
        findings=() if row.is_ended else check_commitment(facts_of(row, guards)),
        url=reverse("commitments:commitment", args=[family_id, row.id]),
    )


def facts_of(row: CommitmentRow, guards: Mapping[UUID, Guard]) -> CommitmentFacts:
    """What the rules look at in a commitment of somebody of this network."""
    facts = facts_asked(row, row.member_id, guards)
    return CommitmentFacts(
        who=facts.who or row.member_name,
        text=facts.text,
        is_accepted=row.is_accepted,
        unheard=facts.unheard,
        is_source=facts.is_source,
        is_kept_from_safety=facts.is_kept_from_safety,
    )


def facts_asked(
    details: CommitmentDetails, member_id: UUID, guards: Mapping[UUID, Guard]
) -> CommitmentFacts:
    """The same of words that are still being typed: nobody can have said yes."""
    guard = guards.get(member_id, Guard(name=""))
    return CommitmentFacts(
        who=guard.name,
        text=details.does,
        unheard=len(unheard(details, guard.heard)),
        is_source=not set(details.danger_ids).isdisjoint(guard.source_of),
        is_kept_from_safety=bool(details.danger_ids) and SAFETY in guard.not_for,
    )


def when_of(row: CommitmentDetails) -> str:
    """When it is: the days, or how often in words."""
    parts = [when_said(row.days, row.parts), row.how_often]
    return ". ".join(phrases.capital(part) for part in parts if part)


def lasts(row: CommitmentDetails) -> str:
    """From when until when, in words; "" when nobody said."""
    said = []
    if row.from_on:
        said.append(f"from {day_in_words(row.from_on)}")
    if row.until:
        said.append(row.until)
    if row.until_on:
        said.append(f"until {day_in_words(row.until_on)}")
    return phrases.capital(", ".join(said))


def state_of(row: CommitmentRow, member_id: UUID) -> State:
    """What they answered to the words as they stand."""
    if row.ended_on:
        on = day_in_words(row.ended_on)
        reason = phrases.as_sentence(row.ended_reason)
        return State(f"Ended on {on}. {reason}", "calm", "leaf")
    said = row.answer_of(member_id)
    if said is None and row.version > 1:
        return State("The words changed, and they are asked again", "needs", "clock")
    if said is None:
        return State("Not answered yet, so it does not count", "needs", "clock")
    came = f"{WAYS[said.way]}, {day_in_words(said.answered_on)}"
    sure = f". {said.sure} out of 10 sure" if said.sure is not None else ""
    if said.answer == Answer.YES:
        return State(f"Said yes {came}{sure}", "well", "check")
    if said.answer == Answer.NO:
        return State(f"Said no {came}. Who else could?", "calm", "circle")
    return State(f"Would say it in other words, {came}", "needs", "message-circle")


def _backup(row: CommitmentRow) -> str:
    if not row.backup_id:
        return "Nobody comes instead yet."
    if row.has_yes_of(row.backup_id):
        return f"{row.backup_name} comes instead, and said yes."
    return f"{row.backup_name} would come instead, and has not said yes yet."


def kept_line(row: CommitmentRow) -> str:
    """How it went, counted from what happened; never what somebody is like."""
    if not row.kept:
        return ""
    newest = row.kept[0]
    count = f"Kept {row.times_kept} of {len(row.kept)} times that we know of."
    happened = "It happened" if newest.is_kept else "It did not happen"
    last = f" {happened} on {day_in_words(newest.on)}"
    what = f": {phrases.as_sentence(newest.what)}" if newest.what else "."
    return f"{count}{last}{what}"
