"""One person of the network: where they stand, the next thing, what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.networks.models import InformedStep, MemberAbout, NetworkMember
from kinfold.networks.presenters.child_no import RefusedView, refused_view
from kinfold.networks.selectors import Known
from kinfold.platform.components import TimelineEntry
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.child_no import Refusals
from kinfold_core.practice.network import NetworkPerson, level_words
from kinfold_core.practice.standing_by import (
    FOUND_VIA,
    STAND_WORDS,
    VIEWS,
    WAY,
    AboutDetails,
    ClosedRole,
    Stand,
    ViewRow,
)
from kinfold_core.practice.vocabulary import Pack

ROLES = dict(NetworkMember.Role.choices)
HOW = dict(InformedStep.How.choices)
QUESTIONS = {
    "found_via": "How we came to know of them",
    "free_when": "When they can be there",
    "how_far": "How far away",
    "reached_by": "How they are reached best",
    "languages": "Languages",
    "needs": "What they need to take part",
    "checks": "What was looked at",
    "not_with": "Not asked together with",
}


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step on the way. `when` is empty while it is not reached, and where it was
    passed (`is_passed`) and nobody wrote down a day."""

    words: str
    when: str
    is_passed: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class ClosedView:
    """A closed role in words."""

    title: str
    words: str
    review: str
    is_due: bool
    instead: str
    url: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: NetworkPerson
    now: str
    next: str
    way: tuple[StepMark, ...]
    closed: tuple[ClosedView, ...]
    opened: tuple[str, ...]
    views: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    past: tuple[TimelineEntry, ...]
    urls: dict[str, str]
    refused: RefusedView | None
    questions: tuple[str, ...]


def person_page(
    family_id: UUID,
    person: NetworkPerson,
    known: Known,
    pack: Pack,
    refusals: Refusals,
    questions: tuple[str, ...],
) -> PersonPage:
    """Everything about where one person stands. No query."""
    names = ("step", "view", "about", "close-role", "tell", "edit-member")
    refused = refused_view(family_id, refusals, person.as_who)
    return PersonPage(
        person=person,
        now=known.standing.words,
        next=(refused and refused.next) or known.standing.next_for(person.name),
        way=_way(known),
        closed=tuple(
            closed_view(family_id, one, today=refusals.today) for one in known.closed
        ),
        opened=tuple(
            f"“{ROLES[one.role]}” was closed and is open again: "
            f"{phrases.as_sentence(reason)}"
            for one, reason in known.opened
        ),
        views=tuple(view_line(one) for one in known.views),
        about=about_lines(known.about),
        past=_past(person, known, pack),
        urls={
            name.replace("-", "_"): reverse(
                f"networks:{name}", args=[family_id, person.id]
            )
            for name in names
        }
        | {"disclose": reverse("ledger:disclose", args=[family_id, person.id])},
        refused=refused,
        questions=questions,
    )


def _way(known: Known) -> tuple[StepMark, ...]:
    days = dict(known.standing.reached)
    shown = [*WAY]
    far = max(
        (WAY.index(one) for one in (*days, known.standing.now) if one in WAY),
        default=0,
    )
    if known.standing.now not in shown:
        shown.append(known.standing.now)
    return tuple(
        StepMark(
            STAND_WORDS[one],
            day_in_words(days[one]) if one in days else "",
            place < far,
            one is known.standing.now,
        )
        for place, one in enumerate(shown)
        if one is not Stand.NAMED
    )


def closed_view(family_id: UUID, one: ClosedRole, *, today: date) -> ClosedView:
    """A closed role: what, why, who decided, and when it is looked at again."""
    decided = f"{one.decided_by} decided, {day_in_words(one.decided_on)}"
    on = day_in_words(one.review_on)
    instead = "No other role is offered yet."
    if one.instead:
        instead = f"Offered instead: {ROLES[one.instead].lower()}."
    return ClosedView(
        title=f"Not for now: {ROLES[one.role].lower()}",
        words=f"{phrases.as_sentence(one.reason)} {decided}.",
        review=f"To be looked at again since {on}"
        if one.is_due(today)
        else f"Looked at again on {on}",
        is_due=one.is_due(today),
        instead=instead,
        url=reverse("networks:look-again", args=[family_id, one.id]),
    )


def view_line(one: ViewRow) -> str:
    """ "Kai wants them there (3 May 2026): “He makes me laugh”"."""
    words = f": “{one.words}”" if one.words else "."
    return f"{one.who} {VIEWS[one.view]} ({day_in_words(one.said_on)}){words}"


def about_lines(about: AboutDetails) -> tuple[tuple[str, str], ...]:
    """What is known, each under its question; what nobody asked is left out."""
    said = {name: getattr(about, name) for name in QUESTIONS}
    said["found_via"] = FOUND_VIA.get(about.found_via, "")
    return tuple((QUESTIONS[name], words) for name, words in said.items() if words)


def about_differences(
    standing: MemberAbout, typed: AboutDetails
) -> list[tuple[str, str, str]]:
    """Each question about somebody with what stands and what was typed."""
    return [
        (label, str(getattr(standing, name)), str(getattr(typed, name)))
        for name, label in QUESTIONS.items()
    ]


def _past(person: NetworkPerson, known: Known, pack: Pack) -> tuple[TimelineEntry, ...]:
    dated = [
        (one.on, STAND_WORDS[one.stand], one.basis, f"said by {one.said_by}")
        for one in known.steps
    ]
    dated += [
        (
            one.told_on,
            phrases.capital(level_words(one.level, pack)),
            f"{HOW[one.how]}. Agreed: {phrases.as_sentence(one.permission)}",
            f"told by {one.told_by}",
        )
        for one in person.tellings
    ]
    dated += [
        (one.on, one.what, f"Agreed: {phrases.as_sentence(one.basis)}", f"by {one.by}")
        for one in known.given
    ]
    dated += [
        (on, "Stepped back", f"{phrases.as_sentence(why)} They came back later.", "")
        for on, why in known.away
    ]
    return tuple(
        TimelineEntry(
            title=title, when=day_in_words(on), datetime=on.isoformat(), text=text,
            by=by, icon="message-circle",
        )
        for on, title, text, by in sorted(dated, key=lambda one: one[0], reverse=True)
    )  # fmt: skip
