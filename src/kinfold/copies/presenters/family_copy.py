"""What the family is given: names first, plain words, only what they may see.

The page, the paper and the record of what was shared are all made from this one
value, so they can never differ. It holds no address, and no telephone number but
the one that the worker types to be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.copies.policy import ANYBODY, ForWhom, map_for
from kinfold.copies.presenters.every_word import (
    beside_entry,
    beside_step,
    beside_wish,
    beside_worry,
)
from kinfold.copies.presenters.shapes import Line, Part
from kinfold.copies.selectors import Reader
from kinfold.platform.our_words import OurWords, language_of, our_words
from kinfold.practice.presenters.danger_card import ScalePicture, scale_picture
from kinfold.practice.selectors.members import Ground
from kinfold_core import phrases
from kinfold_core.practice.living_map import DangerRow, Dispute, EntryRow, LivingMap
from kinfold_core.practice.map_findings import blocking_findings
from kinfold_core.practice.vocabulary import Concept, Pack, label

HEADED = {
    "happened": Concept.HARM,
    "worries": Concept.DANGER,
    "harder": Concept.COMPLICATING_FACTOR,
    "kept_safe": Concept.EXISTING_SAFETY,
    "good": Concept.STRENGTH,
    "wishes": Concept.GOAL,
    "steps": Concept.NEXT_STEP,
}


@dataclass(frozen=True, slots=True)
class Beside:
    """How somebody else sees it."""

    name: str
    words: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing, who said it and when. `is_quote`: in their own words."""

    text: str
    is_quote: bool = False
    by: str = ""
    more: str = ""
    beside: tuple[Beside, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Worry:
    """A danger statement without its name. `number` is how the family counts them."""

    number: int
    label: str
    preface: str
    who: str
    about: str
    might: str
    impacts: tuple[tuple[str, str], ...]
    beside: tuple[Beside, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What everybody wants to see instead of a worry."""

    number: int
    label: str
    we_need: str
    signs: tuple[str, ...]
    how_long: str
    family_wants: str
    children_hope: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    who: str
    when: str
    is_done: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyCopy:
    """Everything in the family's hands.

    `everybody`: whom it is for. `headings`: what each part is called, in the words
    of the service they have. `parts` go with the map. `phone` is printed and never
    kept. `our` are our own words, in the language that was chosen.
    """

    title: str
    family: str
    everybody: tuple[str, ...]
    made_on: str
    version: int
    is_draft: bool
    is_made_up: bool
    happened: tuple[Item, ...]
    worries: tuple[Worry, ...]
    harder: tuple[Item, ...]
    kept_safe: tuple[Item, ...]
    good: tuple[Item, ...]
    wishes: tuple[Wish, ...]
    steps: tuple[Step, ...]
    scales: tuple[ScalePicture, ...]
    worker: str
    team: str
    languages: tuple[str, ...]
    headings: dict[str, str]
    parts: tuple[Part, ...] = ()
    our: OurWords = field(default_factory=our_words)
    phone: str = ""
    lead: str = ""
    written: str = ""
    is_over: bool = False

    @property
    def said(self) -> dict[str, str]:
        """Our sentences with names in them, "" where there is nothing to say."""
        our = self.our
        names, spoken = our.listed(self.everybody), our.listed(self.languages)
        works = "worked_with" if self.is_over else "works_with"
        works += "_team" if self.team else ""
        return {
            "for_whom": our.say("for_whom", names=names) if names else "",
            "lead": self.lead or our["lead"],
            "written": self.written
            or our.say("written", day=self.made_on, version=self.version),
            "worker": our.say(works, worker=self.worker, team=self.team)
            if self.worker
            else "",
            "speak": our.say("speak", languages=spoken)
            if spoken and our.is_english
            else "",
        }

    @property
    def is_empty(self) -> bool:
        """Nothing that the family could be given."""
        return not (
            self.happened or self.worries or self.harder or self.kept_safe
            or self.good or self.steps or self.parts
        )  # fmt: skip


def offered(readers: Iterable[Reader]) -> list[tuple[str, str, bool]]:
    """Everybody it could be for: key, name with any caution, whether ticked."""
    return [
        (
            reader.key,
            f"{reader.name} ({reader.caution})" if reader.caution else reader.name,
            reader.is_offered,
        )
        for reader in readers
    ]


def family_copy(
    ground: Ground,
    living_map: LivingMap,
    *,
    readers: Iterable[Reader],
    now: datetime,
    our: OurWords | None = None,
    parts: Iterable[Part] = (),
    phone: str = "",
    whom: Sequence[ForWhom] = ANYBODY,
) -> FamilyCopy:
    """The copy as it stands today, for these readers. English unless said. No query.

    `readers` are named on it; it holds what all of `whom` may see.
    """
    chosen, family, our = tuple(readers), ground.family, our or our_words()
    theirs = map_for(living_map, whom)
    shown, dangers = theirs.entries, theirs.dangers
    numbers = {danger.id: number for number, danger in enumerate(dangers, start=1)}
    names = [reader.name for reader in chosen if reader.is_child]
    others = [reader.name for reader in chosen if not reader.is_child]
    return FamilyCopy(
        title=our.listed(names) if names else family.name,
        family=family.name,
        everybody=tuple([*names, *others]),
        made_on=our.date(timezone.localdate(now)),
        version=living_map.version,
        is_draft=bool(blocking_findings(living_map, now=now)),
        is_made_up=family.is_synthetic,
        happened=_items(our, shown, "harm"),
        worries=tuple(_worry(our, danger, numbers[danger.id]) for danger in dangers),
        harder=_items(our, shown, "complicating_factor"),
        kept_safe=_items(our, shown, "existing_safety", numbers),
        good=_items(our, shown, "strength"),
        wishes=tuple(
            _wish(our, danger, numbers[danger.id])
            for danger in dangers
            if danger.agency_goal or danger.family_goal or danger.child_hope
        ),
        steps=tuple(_step(our, e) for e in shown if e.category == "next_step"),
        scales=_scales(our, dangers, family.pk),
        worker=family.__dict__.get("worker_name") or "",
        team=family.__dict__.get("team_name") or "",
        is_over=family.is_closed,
        languages=_languages(ground, {reader.person_id for reader in chosen}),
        headings=_headings(our, living_map.vocabulary),
        parts=tuple(parts),
        our=our,
        phone=phone,
    )


def on_copy(
    living_map: LivingMap, whom: Sequence[ForWhom] = ANYBODY
) -> frozenset[UUID]:
    """The dangers that all of these may see."""
    theirs = map_for(living_map, whom)
    return frozenset(one.id for one in (*theirs.dangers, *theirs.withdrawn_dangers))


def _scales(
    our: OurWords, dangers: Sequence[DangerRow], family_id: UUID
) -> tuple[ScalePicture, ...]:
    return tuple(
        scale_picture(
            danger,
            family_id,
            title=our.say("worry", number=number) if len(dangers) > 1 else "",
            is_for_family=True,
        )
        for number, danger in enumerate(dangers, start=1)
    )


def _headings(our: OurWords, pack: Pack) -> dict[str, str]:
    """In English the authority's own, otherwise ours."""
    if not our.is_english:
        return {part: our[f"head_{part}"] for part in HEADED}
    return {part: label(pack, concept).heading for part, concept in HEADED.items()}


def _languages(ground: Ground, people: set[UUID]) -> tuple[str, ...]:
    """What those it is for speak beside English, each once."""
    spoken = (
        language
        for member in ground.facts.members
        if member.person_id in people
        for language in member.person.languages
        if language.casefold() != "english"
    )
    return tuple(dict.fromkeys(spoken))


def spoken_by(ground: Ground, readers: Iterable[Reader]) -> OurWords:
    """The language of ours to begin with, by what these people speak."""
    people = {reader.person_id for reader in readers}
    return language_of(
        member.person.languages
        for member in ground.facts.members
        if member.person_id in people
    )


def _items(
    our: OurWords,
    entries: Iterable[EntryRow],
    category: str,
    numbers: Mapping[UUID, int] | None = None,
) -> tuple[Item, ...]:
    return tuple(
        _item(our, entry, numbers or {})
        for entry in entries
        if entry.category == category
    )


def _item(our: OurWords, entry: EntryRow, numbers: Mapping[UUID, int]) -> Item:
    beside, lines = _beside(our, entry.disputes), beside_entry(our, entry)
    by = ", ".join(
        part
        for part in (
            entry.said_by.name,
            str(entry.happened) if entry.happened else "",
        )
        if part
    )
    if entry.category == "existing_safety":
        number = numbers.get(entry.danger_id) if entry.danger_id else None
        more = our.say("helps", number=number) if number else ""
        who = f"{entry.who.name}, {entry.happened}"
        teller = entry.said_by.name
        by = f"{who}. {our.say('told_by', name=teller)}" if teller else who
        return Item(entry.text, entry.is_own_words, by, more, beside, lines)
    return Item(entry.text, entry.is_own_words, by, entry.impact, beside, lines)


def _beside(our: OurWords, disputes: Iterable[Dispute]) -> tuple[Beside, ...]:
    return tuple(
        Beside(one.name, one.words, our.say("differs", name=one.name))
        for one in disputes
    )


def _worry(our: OurWords, danger: DangerRow, number: int) -> Worry:
    people = [named.name for named in danger.worried_people]
    worried = "worried_one" if len(people) == 1 else "worried_many"
    return Worry(
        number=number,
        label=our.say("worry", number=number),
        preface=danger.existing_safety_preface,
        who=our.say(worried, names=our.listed(people)) if people else "",
        about=danger.worried_about,
        might=danger.what_might_happen,
        impacts=tuple(
            (phrases.capital(i.child_name), i.text) for i in danger.impacts if i.text
        ),
        beside=_beside(our, danger.disputes),
        lines=beside_worry(our, danger),
    )


def _wish(our: OurWords, danger: DangerRow, number: int) -> Wish:
    lasting = danger.sustained_for
    return Wish(
        number=number,
        label=our.say("for_worry", number=number),
        we_need=danger.agency_goal,
        signs=danger.observable_signs,
        how_long=our.say("how_long", time=lasting) if lasting else "",
        family_wants=danger.family_goal,
        children_hope=danger.child_hope,
        lines=beside_wish(our, danger),
    )


def _step(our: OurWords, entry: EntryRow) -> Step:
    when = ""
    if entry.done_on:
        when = our.say("done_on", day=our.date(entry.done_on))
    elif entry.due_on:
        when = our.day(entry.due_on)
    return Step(
        text=entry.text,
        who=entry.who.name or our["nobody_yet"],
        when=when or our["no_day"],
        is_done=entry.done_on is not None,
        lines=beside_step(our, entry),
    )


def plain_copy(copy: FamilyCopy) -> dict[str, Any]:
    """The copy as plain values, our own words among them."""
    plain = asdict(copy)
    plain["our"] = dict(copy.our.words)
    plain["said"] = copy.said
    return plain


def kept_copy(copy: FamilyCopy) -> dict[str, Any]:
    """The copy as plain values, kept with the note that it was given."""
    plain = plain_copy(copy)
    del plain["phone"], plain["our"], plain["said"]
    plain["language"] = copy.our.code
    for scale in plain["scales"]:
        for drawn in ("drawing", "rate_url"):
            del scale[drawn]
        scale["dots"] = [
            [dot["name"], str(dot["value"]), _or_none(dot["before"])]
            for dot in scale["dots"]
        ]
    return plain


def _or_none(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
