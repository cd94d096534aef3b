"""The packs as their pages show them, and a made-up map that speaks in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Link, Table, TimelineEntry
from kinfold.platform.templatetags.components import COLUMN_HEADINGS
from kinfold.records.presenters.words import STATUS_LABELS, moment
from kinfold.vocabulary.selectors import Version
from kinfold_core import phrases
from kinfold_core.practice.vocabulary import (
    ANCHORS,
    NO_STATUS,
    Concept,
    Pack,
    Vocabulary,
    label,
    parts_of,
)

SERVICES = {
    **{key: str(name) for key, name in STATUS_LABELS.items()},
    NO_STATUS: "No service running, or closed with none",
}
_PARTS = {
    "one": "One of them",
    "many": "More than one",
    "help": "The question beside it",
    "heading": "In the family's copy",
}
_COLUMNS = {
    "worried": (Concept.HARM, Concept.DANGER, Concept.COMPLICATING_FACTOR),
    "well": (Concept.EXISTING_SAFETY, Concept.STRENGTH),
    "needs": (Concept.GOAL, Concept.NEXT_STEP),
}
# Nobody's map: Robin's family was made up for this page.
_SAMPLES = {
    Concept.HARM: "On Tuesday Robin, 5, walked to the shop alone in the dark.",
    Concept.DANGER: "Nan Bea is worried that Robin might be hit by a car.",
    Concept.COMPLICATING_FACTOR: "The front door does not lock.",
    Concept.EXISTING_SAFETY: "3 May: Mr Osei next door saw Robin and walked him home.",
    Concept.STRENGTH: "Robin tells Nan Bea everything at tea-time.",
    Concept.GOAL: "For three months a grown-up is home whenever Robin is.",
    Concept.NEXT_STEP: "Nan Bea shows Robin whose door to knock on. By Friday.",
}


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in the list."""

    name: str
    url: str
    words: str
    services: str
    version: str


@dataclass(frozen=True, slots=True)
class SampleGroup:
    title: str
    help: str
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class SampleColumn:
    kind: str
    title: str
    groups: tuple[SampleGroup, ...]


@dataclass(frozen=True, slots=True)
class SampleMap:
    """A map in the words of a pack."""

    columns: tuple[SampleColumn, ...]
    scale: str
    scale_0: str
    scale_10: str
    plan: str


def pack_url(code: str) -> str:
    return reverse("vocabulary:pack", args=[code])


def crumbs(*after: Link) -> list[Link]:
    return [Link("The words we use", reverse("vocabulary:packs")), *after]


def pack_lines(words: Vocabulary) -> tuple[PackLine, ...]:
    """Each pack with its most telling words and who speaks in it."""
    return tuple(
        PackLine(
            name=pack.name,
            url=pack_url(code),
            words=" · ".join(
                label(pack, concept).one
                for concept in (Concept.DANGER, Concept.EXISTING_SAFETY, Concept.GOAL)
            ),
            services=" · ".join(
                name
                for status, name in SERVICES.items()
                if words.speaking(status).code == code
            )
            or "No service yet",
            version=version_name(pack.version),
        )
        for code, pack in words.packs.items()
    )


def version_name(version: int) -> str:
    return f"Version {version}" if version else "As Kinfold comes"


def words_table(pack: Pack) -> Table:
    """Every word of a pack."""
    rows = [
        tuple(
            Cell(text or "\N{EN DASH}")
            for text in (words.one, words.many, words.help, words.heading)
        )
        for concept, words in pack.labels.items()
        if concept not in ANCHORS
    ]
    return Table(
        caption=f"The words of {pack.name}",
        columns=tuple(Column(name) for name in _PARTS.values()),
        rows=tuple(rows),
        is_caption_shown=False,
    )


def differences(one: Pack, other: Pack) -> list[tuple[str, str, str]]:
    """Each word that differs: what it is for, how one says it, how the other does."""
    found = [("Name", one.name, other.name)] if one.name != other.name else []
    for concept, words in one.labels.items():
        for part in parts_of(concept):
            pair = getattr(words, part), getattr(other.labels[concept], part)
            if pair[0] != pair[1]:
                found.append((f"{_KEYS[concept]}: {_PARTS[part].lower()}", *pair))
    return found


_KEYS = {
    concept: {
        Concept.SCALE_0: "0 on a scale",
        Concept.SCALE_10: "10 on a scale",
    }.get(concept, phrases.capital(concept.value.replace("_", " ")))
    for concept in Concept
}


def service_differences(
    now: Mapping[str, str], typed: Mapping[str, str], words: Vocabulary
) -> list[tuple[str, str, str]]:
    return [
        (SERVICES[status], words.packs[now[status]].name, words.packs[code].name)
        for status, code in typed.items()
        if now[status] != code
    ]


def sample_map(pack: Pack) -> SampleMap:
    """A small map, the same in every pack, so that only the words differ."""
    return SampleMap(
        columns=tuple(
            SampleColumn(
                kind, COLUMN_HEADINGS[kind], tuple(_group(pack, c) for c in concepts)
            )
            for kind, concepts in _COLUMNS.items()
        ),
        scale=phrases.capital(label(pack, Concept.SCALE).one),
        scale_0=label(pack, Concept.SCALE_0).one,
        scale_10=label(pack, Concept.SCALE_10).one,
        plan=phrases.capital(label(pack, Concept.PLAN).one),
    )


def _group(pack: Pack, concept: Concept) -> SampleGroup:
    words = label(pack, concept)
    return SampleGroup(
        phrases.capital(words.many), words.help, _SAMPLES[concept], words.heading
    )


def version_lines(
    versions: Iterable[Version], *, code: str = ""
) -> tuple[TimelineEntry, ...]:
    """Who changed what and why, newest first, back to the words Kinfold came with."""
    kept = [
        TimelineEntry(
            title=version_name(one.number) + (f", {one.name}" if one.name else ""),
            when=moment(one.at),
            datetime=one.at.isoformat(),
            text=one.why,
            by=one.by,
            icon="pencil",
            url=_version_url(code, one.number),
        )
        for one in versions
    ]
    first = TimelineEntry(
        title=version_name(0),
        when="From the start",
        icon="leaf",
        url=_version_url(code, 0),
    )
    return (*kept, first)


def _version_url(code: str, number: int) -> str:
    return reverse("vocabulary:version", args=[code, number]) if code else ""
