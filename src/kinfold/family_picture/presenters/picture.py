"""The family picture as its page shows it: the drawing, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from kinfold.family_picture.presenters.facts import (
    CHILDREN,
    is_for_everybody,
    people_of,
    relation_of,
)
from kinfold.family_picture.presenters.looking import Looking
from kinfold.family_picture.selectors import Around
from kinfold.records.models import FamilyMember
from kinfold.sides.presenters import PARENT, ask_url, ask_words, side_of_whom
from kinfold.sides.row_making import Descent, descent_in
from kinfold_core import phrases
from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.facts import Kin, Someone
from kinfold_core.genogram.kin import put_together
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.said import (
    SaidGeneration,
    SaidPerson,
    children_of,
    notes,
    said,
)
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import Side
from kinfold_core.practice.sides import SideRow

_SIDES = {Sex.MALE: Side.PATERNAL, Sex.FEMALE: Side.MATERNAL}
# what may be added to somebody from the picture: its words, and the tie it is
_ADDED = (
    ("a parent", "parent"),
    ("a partner", "partner"),
    ("a child", "child"),
    ("a brother or sister", "sibling"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody of the picture, and what can be done from there."""

    name: str
    words: str
    deeds: tuple[Deed, ...]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PicturePage:
    """`sentence` says how many are in it and what is missing."""

    svg: str
    sentence: str
    generations: tuple[SaidGeneration, ...]
    notes: tuple[str, ...]
    missing: tuple[Chosen, ...]
    chosen: Chosen | None
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Wanted(Looking):
    """How the page was asked for, and whom somebody pointed at."""

    page = "family_picture:picture"
    who: str = ""
    may_edit: bool = False
    may_ask: bool = False

    @property
    def may_change(self) -> bool:
        """What is shown to the family offers nothing to change."""
        return self.may_edit and not self.is_for_family

    def url(self, **changed: str) -> str:
        # how large it is shown does not let go of whom they pointed at
        return super(Wanted, self).url(**({"who": self.who} | changed))


def picture_page(around: Around, wanted: Wanted, *, today: date) -> PicturePage:
    """The picture of one family. No query."""

    def url(pk: UUID) -> str:
        return f"{wanted.url(who=str(pk))}#chosen" if wanted.may_change else ""

    people = people_of(around, url, is_for_family=wanted.is_for_family, today=today)
    known = {one.id for one in people}
    ties = [
        relation_of(tie)
        for tie in around.ties
        if str(tie.person_id) in known
        and str(tie.other_id) in known
        and (not wanted.is_for_family or is_for_everybody(tie))
    ]
    tied = {pk for tie in ties for pk in (tie.person, tie.other)}
    kin = put_together(
        [one for one in people if one.id in tied or one.id in _own_kin(around)], ties
    )
    descent = _descent(around)
    for key, one in list(kin.people.items()):
        if one.is_missing:
            kin.people[key] = _asked_for(one, _children(kin, key, descent), wanted)
    layout = lay_out(kin)
    generations = said(layout)
    told = {
        one.id: one for g in generations for group in g.groups for one in group.people
    }
    missing = [one for one in told.values() if one.is_missing]
    names = {one.id: f"{one.name} of {children_of(kin, one.id)}" for one in missing}
    sentence = _sentence(len(told) - len(missing), names.values())
    return PicturePage(
        svg=draw(layout, sentence, scale=wanted.scale),
        sentence=sentence,
        generations=generations,
        notes=() if wanted.is_for_family else notes(kin),
        missing=(
            *(
                _missing(names[one.id], kin.people[one.id], kin, descent, wanted)
                for one in missing
            ),
            *_without_people(descent, wanted),
        ),
        chosen=_chosen(told.get(wanted.who), around, wanted),
        is_empty=not told,
    )


def _descent(around: Around) -> Descent:
    """The family's children and whose they are, as the picture's ties tell."""
    children = {
        one.person_id: one.person.short_name
        for one in around.members
        if one.part in CHILDREN and not one.person.is_lost
    }
    return descent_in(children, around.ties, around.asks)


def _own_kin(around: Around) -> set[str]:
    """The family's own people, but for those who only matter to them."""
    return {
        str(member.person_id)
        for member in around.members
        if member.part != FamilyMember.Part.NETWORK
    }


def _asked_for(one: Someone, children: Sequence[UUID], wanted: Wanted) -> Someone:
    url = _ask_url(one.sex, children, wanted)
    return Someone(
        id=one.id, name=one.name, sex=one.sex, is_missing=True, url=url,
        detail="not known yet: ask" if url else one.detail,
    )  # fmt: skip


def _ask_url(sex: Sex, children: Sequence[UUID], wanted: Wanted) -> str:
    if not wanted.may_ask or wanted.is_for_family:
        return ""
    return ask_url(wanted.family_id, _SIDES.get(sex, Side.BOTH), children)


def _children(kin: Kin, parent: str, descent: Descent) -> tuple[UUID, ...]:
    """The family's children whose parent in the picture this is."""
    theirs = {
        child.id
        for couple in kin.couples
        if parent in couple.partners
        for child in couple.children
    }
    return tuple(key for key in descent.children if str(key) in theirs)


def _missing(
    name: str, one: Someone, kin: Kin, descent: Descent, wanted: Wanted
) -> Chosen:
    """A parent nobody wrote down, and what was asked of each of their children."""
    children = _children(kin, one.id, descent)
    side = _SIDES.get(one.sex)
    rows = [
        replace(row, children=theirs)
        for row in descent.sides().rows
        if side in {row.side, None}
        and (theirs := tuple(key for key in row.children if key in children))
    ]
    deeds = []
    if url := _ask_url(one.sex, children, wanted):
        deeds.append(Deed("Write down who was asked", url))
    if wanted.may_change:
        deeds.append(Deed("Add them to the family", _add_url(wanted)))
    return Chosen(name, "", tuple(deeds), _what_was_asked(rows, descent, wanted))


def _without_people(descent: Descent, wanted: Wanted) -> Iterator[Chosen]:
    """A parent who is known, and whose own people nobody wrote down."""
    for row in descent.sides(descent.relatives).rows:
        if not row.parents or row.people:
            continue
        parents = phrases.listed([one.name for one in row.parents])
        children = phrases.listed([descent.children[key] for key in row.children])
        deeds = tuple[Deed, ...]()
        if wanted.may_ask:
            url = ask_url(wanted.family_id, row.side, row.children)
            deeds = (Deed("Write down who was asked", url),)
        yield Chosen(
            f"The people of {parents}, {PARENT[row.side]} of {children}", "", deeds,
            _what_was_asked([row], descent, wanted),
        )  # fmt: skip


def _what_was_asked(
    rows: Iterable[SideRow], descent: Descent, wanted: Wanted
) -> tuple[str, ...]:
    """The newest answers of each row, or that nobody was asked about it."""
    if wanted.is_for_family:
        return ()
    said = []
    for row in rows:
        said += [ask_words(ask, descent.children, row.children) for ask in row.asks[:2]]
        if not row.asks:
            of = side_of_whom(row, descent.children)
            said.append(f"Nobody has been asked about the {of} yet.")
    return tuple(said)


def _add_url(wanted: Wanted, **asked: str) -> str:
    address = reverse("finding:add-member", args=[wanted.family_id])
    words = urlencode(asked | {"picture": str(wanted.family_id)})
    return f"{address}?{words}"


def _chosen(told: SaidPerson | None, around: Around, wanted: Wanted) -> Chosen | None:
    if told is None or told.is_missing or not wanted.may_change:
        return None
    if told.id not in {str(pk) for pk in around.member_ids}:
        return None
    back = urlencode({"picture": str(wanted.family_id)})
    edit = reverse("people:edit-person", args=[told.id])
    relate = reverse("people:relate", args=[told.id])
    deeds = [
        Deed("Open their page", reverse("people:person", args=[told.id])),
        Deed("Change what is known", f"{edit}?{back}"),
        Deed("Tie them to somebody here", f"{relate}?{back}"),
        *(
            Deed(f"Add {words}", _add_url(wanted, **{"as": code, "with": told.id}))
            for words, code in _ADDED
        ),
    ]  # fmt: skip
    return Chosen(told.name, told.words, tuple(deeds))


def _sentence(count: int, missing: Iterable[str]) -> str:
    people = "1 person" if count == 1 else f"{count} people"
    listed = "; ".join(name[:1].lower() + name[1:] for name in missing)
    if not listed:
        return f"{people} in this family picture, and both parents of every child."
    return f"{people} in this family picture. Not known yet: {listed}."
