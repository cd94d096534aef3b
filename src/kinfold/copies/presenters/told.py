"""The copy as it is told: one section after the other, to be read out or as plain text.

It is made from the same value as page and paper, so it says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinfold.copies.presenters.family_copy import (
    Beside,
    FamilyCopy,
    Item,
    Step,
    Wish,
    Worry,
)
from kinfold.copies.presenters.shapes import Line, Part
from kinfold.platform.our_words import OurWords
from kinfold.practice.presenters.danger_card import ScalePicture

RULE = "=" * 40


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph. `is_ours`: in our words, else as somebody wrote it."""

    text: str
    is_ours: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What fits on one screen and is read in one go."""

    key: str
    icon: str
    title: str
    words: tuple[Words, ...]


def told(copy: FamilyCopy) -> tuple[Section, ...]:
    """Every section that has something to say, in the order of the paper. No query."""
    our = copy.our
    sections: list[tuple[str, str, str, Iterator[Words]]] = [
        ("worried", "circle-alert", our["worried_title"], _worried(copy)),
        ("well", "sprout", our["well_title"], _well(copy)),
        ("needs", "footprints", our["needs_title"], _needs(copy)),
        ("scales", "scale", our["scale_title"], _scales(copy.scales)),
        *((part.key, part.icon, part.title, _part(our, part)) for part in copy.parts),
        ("ring", "phone", our["ring_title"], _ring(copy)),
    ]
    found = [Section("start", "heart", copy.title, tuple(_start(copy)))]
    for key, icon, title, words in sections:
        if said := tuple(words):
            found.append(Section(key, icon, title, said))
    return tuple(found)


def turned(
    sections: tuple[Section, ...],
) -> list[tuple[Section | None, Section, Section | None]]:
    """Each section with the one before and the one after it."""
    before, after = (None, *sections), (*sections[1:], None)
    return list(zip(before, sections, after, strict=False))


def as_text(copy: FamilyCopy) -> str:
    """The copy as plain text, for any telephone, reader or message."""
    blocks = []
    for section in told(copy):
        blocks += [section.title, RULE]
        blocks += [
            f"{words.text}\n{'-' * len(words.text)}" if words.is_heading else words.text
            for words in section.words
        ]
        blocks.append("")
    return "\n\n".join(blocks).strip() + "\n"


def _start(copy: FamilyCopy) -> Iterator[Words]:
    our, said = copy.our, copy.said
    marks = (
        our["made_up"] if copy.is_made_up else "",
        our["draft"] if copy.is_draft else "",
    )
    lines = (*marks, said["lead"], said["for_whom"], said["written"])
    yield from _ours(*lines, "" if our.is_english else our["as_written"])


def _worried(copy: FamilyCopy) -> Iterator[Words]:
    yield from _headed(copy.headings["happened"], _items(copy.happened))
    many = len(copy.worries) > 1
    worries = (words for one in copy.worries for words in _worry(one, many))
    yield from _headed(copy.headings["worries"], worries)
    yield from _headed(copy.headings["harder"], _items(copy.harder))


def _worry(worry: Worry, is_one_of_many: bool) -> Iterator[Words]:
    yield from _ours(worry.label if is_one_of_many else "")
    yield from _theirs(worry.preface)
    yield from _ours(worry.who)
    yield from _theirs(
        worry.about, worry.might, *(f"{name}: {text}" for name, text in worry.impacts)
    )
    yield from _lines(worry.lines)
    yield from _beside(worry.beside)


def _well(copy: FamilyCopy) -> Iterator[Words]:
    yield from _headed(copy.headings["kept_safe"], _items(copy.kept_safe))
    yield from _headed(copy.headings["good"], _items(copy.good))


def _needs(copy: FamilyCopy) -> Iterator[Words]:
    many = len(copy.worries) > 1
    wishes = (words for one in copy.wishes for words in _wish(copy, one, many))
    yield from _headed(copy.headings["wishes"], wishes)
    steps = (words for one in copy.steps for words in _step(one))
    yield from _headed(copy.headings["steps"], steps)


def _wish(copy: FamilyCopy, wish: Wish, is_one_of_many: bool) -> Iterator[Words]:
    yield from _ours(wish.label if is_one_of_many else "")
    yield from _theirs(wish.we_need, *wish.signs)
    yield from _ours(wish.how_long)
    for label, words in (
        (copy.our["you_want"], wish.family_wants),
        (copy.our["children_hope"], wish.children_hope),
    ):
        if words:
            yield from (*_ours(label), *_theirs(words))
    yield from _lines(wish.lines)


def _step(step: Step) -> Iterator[Words]:
    yield from _theirs(step.text)
    yield from _ours(f"{step.who}. {step.when}.")
    yield from _lines(step.lines)


def _scales(scales: Iterable[ScalePicture]) -> Iterator[Words]:
    for scale in scales:
        yield from _ours(scale.title)
        yield from _theirs(scale.sentence)
        ends = ((0, scale.anchor_0), (10, scale.anchor_10))
        yield from _theirs(*(f"{number}: {words}" for number, words in ends if words))
        for said in scale.said:
            yield from _theirs(f"{said.name}: {said.place}")
            yield from _theirs(said.why_not_lower, said.one_higher)


def _part(our: OurWords, part: Part) -> Iterator[Words]:
    yield from _theirs(part.lead)
    yield from _ours(*part.notes)
    for group in part.groups:
        if group.title:
            yield Words(group.title, is_ours=True, is_heading=True)
        for thing in group.things:
            yield from _ours(thing.note)
            yield from _theirs(thing.title, thing.text)
            if thing.alt:
                yield from (*_ours(our["picture_of"]), *_theirs(thing.alt))
            yield from _lines(thing.lines)


def _lines(lines: Iterable[Line]) -> Iterator[Words]:
    for line in lines:
        if line.is_ours:
            yield from _ours(f"{line.label}: {line.words}")
        else:
            yield from (*_ours(f"{line.label}:"), *_theirs(line.words))


def _ring(copy: FamilyCopy) -> Iterator[Words]:
    our, said = copy.our, copy.said
    # no space to write a number into: that is on paper
    phone = f"{our['telephone']} {copy.phone}" if copy.phone else ""
    lines = (said["worker"], phone, our["danger"], our["childline"], our["yours"])
    yield from _ours(*lines, said["speak"])


def _items(items: Iterable[Item]) -> Iterator[Words]:
    for item in items:
        yield from _theirs(f"“{item.text}”" if item.is_quote else item.text)
        yield from _theirs(item.by, item.more)
        yield from _lines(item.lines)
        yield from _beside(item.beside)


def _beside(rows: Iterable[Beside]) -> Iterator[Words]:
    for row in rows:
        yield from (*_ours(row.label), *_theirs(row.words))


def _headed(title: str, words: Iterable[Words]) -> Iterator[Words]:
    found = list(words)
    if found:
        yield Words(title, is_ours=True, is_heading=True)
        yield from found


def _ours(*lines: str) -> tuple[Words, ...]:
    return tuple(Words(line, is_ours=True) for line in lines if line)


def _theirs(*lines: str) -> tuple[Words, ...]:
    return tuple(Words(line) for line in lines if line)
