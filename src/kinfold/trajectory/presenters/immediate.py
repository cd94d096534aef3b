"""What holds the danger today, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.platform.addresses import address
from kinfold.platform.components import Tone
from kinfold.trajectory.models import Agreement, ImmediateControl
from kinfold.trajectory.presenters.days import day_said, how_far
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.immediate import (
    AgreementRow,
    ControlDetails,
    ImmediatePlanRow,
)
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.vocabulary import Concept, Pack, label

CARRIERS = dict(ImmediateControl.Carrier.choices)
ANSWERS = dict(Agreement.Answer.choices)
TONES: dict[str, Tone] = {
    "agree": "well",
    "partly": "needs",
    "disagree": "worried",
    "not_asked": "attention",
    "not_safe": "attention",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One danger, and who does what against it now."""

    danger: str
    url: str
    controls: tuple[tuple[ControlDetails, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one person says of a plan."""

    name: str
    answer: str
    tone: Tone
    words: str
    said_on: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One immediate safety plan."""

    row: ImmediatePlanRow
    until: str
    ran_out: str
    made: str
    held: tuple[Held, ...]
    said: tuple[Said, ...]
    read: str
    reviews: tuple[tuple[str, str], ...]
    ended: str
    urls: dict[str, str]


@dataclass(frozen=True, slots=True)
class ImmediatePage:
    now: PlanCard | None
    earlier: tuple[PlanCard, ...]


@dataclass(frozen=True, slots=True)
class OnMap:
    """The dangers on the map in their order, and what one is called for this family."""

    dangers: Mapping[UUID, DangerRow]
    word: str


def immediate_page(
    family_id: UUID,
    plans: Sequence[ImmediatePlanRow],
    dangers: Sequence[DangerRow],
    pack: Pack,
    *,
    today: date,
) -> ImmediatePage:
    on_map = OnMap({one.id: one for one in dangers}, label(pack, Concept.DANGER).one)
    cards = [_card(family_id, plan, on_map, today) for plan in plans]
    return ImmediatePage(
        now=next((card for card in cards if card.row.is_in_force), None),
        earlier=tuple(card for card in cards if not card.row.is_in_force),
    )


def _card(
    family_id: UUID, plan: ImmediatePlanRow, on_map: OnMap, today: date
) -> PlanCard:
    until = f"Holds until {day_said(plan.expires_on, today=today)}."
    ran_out = ""
    if plan.has_run_out(today):
        far = how_far(plan.expires_on, today=today)
        on = day_in_words(plan.expires_on)
        ran_out = f"This plan ran out on {on}{f', {far}' if far else ''}"
    return PlanCard(
        row=plan,
        until=until,
        ran_out=ran_out,
        made=f"Made on {day_in_words(plan.made_on)}, by {plan.written_by}.",
        held=tuple(_held(family_id, plan.controls, on_map)),
        said=tuple(said_of(one) for one in plan.agreements),
        read=_read(plan),
        reviews=tuple(
            (
                f"{one.with_whom}, {day_in_words(one.reviewed_on)}. "
                f"Goes on until {day_in_words(one.expires_on)}.",
                one.seen,
            )
            for one in plan.reviews
        ),
        ended=_ended(plan),
        urls={
            name: reverse(f"trajectory:{name}-immediate", args=[family_id, plan.id])
            for name in ("review", "end", "read", "answer")
        },
    )


def said_of(one: AgreementRow) -> Said:
    return Said(
        name=one.name,
        answer=ANSWERS[one.answer],
        tone=TONES[one.answer],
        words=one.words,
        said_on=day_in_words(one.said_on),
    )


def _held(
    family_id: UUID,
    controls: Sequence[ControlDetails],
    on_map: OnMap,
) -> list[Held]:
    """By danger, those on the map first and as they are numbered there."""
    numbers = on_map.dangers
    groups: dict[tuple[UUID | None, str], list[ControlDetails]] = {}
    for control in controls:
        standing = control.danger_id if control.danger_id in numbers else None
        words = "" if standing else control.danger_words
        groups.setdefault((standing, words), []).append(control)
    places = {pk: place for place, pk in enumerate(numbers)}
    ordered = sorted(
        groups.items(), key=lambda item: places.get(item[0][0] or UUID(int=0), 99)
    )
    found = []
    for (danger_id, words), group in ordered:
        danger = numbers.get(danger_id) if danger_id else None
        name = words or "Something that is no longer on the map"
        if danger:
            said = danger.worried_about or danger.what_might_happen
            called = phrases.capital(f"{on_map.word} {danger.number}")
            name = f"{called}: {phrases.shortened(said, 140)}"
        found.append(
            Held(
                danger=name,
                url=address("versions:danger", family_id, danger.id) if danger else "",
                controls=tuple((one, CARRIERS[one.carrier]) for one in group),
            )
        )
    return found


def _read(plan: ImmediatePlanRow) -> str:
    if plan.read_on is None:
        return ""
    return (
        f"Read to the children on {day_in_words(plan.read_on)}. "
        f"{phrases.as_sentence(plan.read_how)}"
    )


def _ended(plan: ImmediatePlanRow) -> str:
    if plan.ended_on is None:
        return ""
    how = "Replaced" if plan.ended_as == "replaced" else "Ended"
    reason = phrases.as_sentence(plan.ended_reason)
    return f"{how} on {day_in_words(plan.ended_on)}: {reason}"
