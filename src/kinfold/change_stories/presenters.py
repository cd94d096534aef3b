"""Stories, consents and rounds in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from kinfold.change_stories.models import (
    ChangeStory,
    RoundChoice,
    SelectionRound,
    StoryConsent,
)
from kinfold.change_stories.selectors import RoundShown, StoryShown
from kinfold.platform.models import Authority
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.story_consent import Standing, deleted_on


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as it is shown; `gone` says why its words are not here."""

    title: str
    url: str
    teller: str
    domain: str
    question: str
    story: str
    why: str
    gone: str
    agreed: str
    is_synthetic: bool


def story_card(shown: StoryShown) -> StoryCard:
    row, told = shown.row, shown.told
    return StoryCard(
        title=told.title if told else "A story that is not shown any more",
        url=reverse("change_stories:story", args=[row.pk]),
        teller=_teller(shown),
        domain=ChangeStory.Domain(row.domain).label,
        question=row.question if told else "",
        story=told.story if told else "",
        why=told.why if told else "",
        gone="" if told else _gone(shown),
        agreed=agreed_words(shown.consent),
        is_synthetic=row.is_synthetic,
    )


def _teller(shown: StoryShown) -> str:
    row = shown.row
    who = ChangeStory.Teller(row.teller).label
    if shown.told and shown.told.teller_name:
        who = f"{shown.told.teller_name}, {who[0].lower()}{who[1:]}"
    return f"{who}, {row.authority.name}, {day_in_words(row.told_on)}"


def _gone(shown: StoryShown) -> str:
    if shown.row.deleted_at:
        deleted = day_in_words(shown.row.deleted_at.date())
        return f"Its words were deleted on {deleted}, as was agreed."
    day = day_in_words(deleted_on(shown.agreed))
    if shown.standing is Standing.WITHDRAWN and shown.withdrawn_on:
        since = day_in_words(shown.withdrawn_on)
        return (
            f"Whoever told it withdrew it on {since}. Its words are deleted on {day}."
        )
    if not shown.is_place_in:
        return (
            f"{shown.row.authority.name} has left the programme, so nobody is shown "
            "it. Whoever told it can still withdraw it."
        )
    return (
        f"It might be shown until {day_in_words(shown.consent.until)}. Unless they "
        f"agree again, its words are deleted on {day}."
    )


def agreed_words(consent: StoryConsent) -> str:
    purpose = StoryConsent.Purpose(consent.purpose).label
    quoted = (
        "may be quoted" if consent.may_be_quoted else "only whole, never a part of it"
    )
    by = (
        f" {consent.explained_by} explained it to them." if consent.explained_by else ""
    )
    return (
        f"{purpose}, {quoted}, until {day_in_words(consent.until)}. Agreed on "
        f"{day_in_words(consent.given_on)}.{by} If they say no, its words are deleted "
        f"after {consent.days_kept} day{'' if consent.days_kept == 1 else 's'}."
    )


def place_options(places: Iterable[Authority]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in places]


def story_options(stories: Iterable[StoryShown]) -> list[tuple[str, str]]:
    """Those that may be shown, to choose from."""
    return [
        (str(one.row.pk), f"{one.told.title} ({_teller(one)})")
        for one in stories
        if one.told
    ]


@dataclass(frozen=True, slots=True)
class RoundLine:
    title: str
    url: str
    day: str


def round_lines(rounds: Iterable[SelectionRound]) -> list[RoundLine]:
    return [
        RoundLine(
            one.title,
            reverse("change_stories:round", args=[one.pk]),
            day_in_words(one.held_on),
        )
        for one in rounds
    ]


@dataclass(frozen=True, slots=True)
class RoundPage:
    title: str
    lead: str
    chosen: StoryCard | None
    why: str
    others: tuple[StoryCard, ...]


def round_page(shown: RoundShown) -> RoundPage:
    """The chosen one first, then every other; all are there to be read."""
    choice = shown.choice
    cards = {one.row.pk: story_card(one) for one in shown.stories}
    chosen = cards.pop(choice.story_id, None) if choice else None
    return RoundPage(
        title=shown.row.title,
        lead=f"{day_in_words(shown.row.held_on)}. Read by: {shown.row.panel}",
        chosen=chosen,
        why=_why(choice, chosen),
        others=tuple(cards.values()),
    )


def _why(choice: RoundChoice | None, chosen: StoryCard | None) -> str:
    """The panel's reason tells of the story, so it is shown only beside it."""
    return choice.why if choice and chosen and not chosen.gone else ""
