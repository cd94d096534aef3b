"""The family picture as its page shows it: the drawing, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from kinfold.family_picture.presenters.facts import (
    is_for_everybody,
    people_of,
    relation_of,
)
from kinfold.family_picture.presenters.looking import Looking
from kinfold.family_picture.selectors import Around
from kinfold.networks.models import NetworkAsk
from kinfold.records.models import FamilyMember
from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.facts import Someone
from kinfold_core.genogram.kin import put_together
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.said import (
    SaidGeneration,
    SaidPerson,
    children_of,
    notes,
    said,
)
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.likeness import Sex

_SIDES = {Sex.MALE: "paternal", Sex.FEMALE: "maternal"}
_SIDE_WORDS = {"paternal": "father's side", "maternal": "mother's side"}
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
    for key, one in list(kin.people.items()):
        if one.is_missing:
            kin.people[key] = _asked_for(one, wanted)
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
        missing=tuple(
            _missing(names[one.id], kin.people[one.id], around, wanted)
            for one in missing
        ),
        chosen=_chosen(told.get(wanted.who), around, wanted),
        is_empty=not told,
    )


def _own_kin(around: Around) -> set[str]:
    """The family's own people, but for those who only matter to them."""
    return {
        str(member.person_id)
        for member in around.members
        if member.part != FamilyMember.Part.NETWORK
    }


def _asked_for(one: Someone, wanted: Wanted) -> Someone:
    url = _ask_url(one, wanted)
    return Someone(
        id=one.id, name=one.name, sex=one.sex, is_missing=True, url=url,
        detail="not known yet: ask" if url else one.detail,
    )  # fmt: skip


def _ask_url(one: Someone, wanted: Wanted) -> str:
    if not wanted.may_ask or wanted.is_for_family:
        return ""
    address = reverse("networks:ask", args=[wanted.family_id])
    return f"{address}?side={_SIDES.get(one.sex, 'both')}"


def _missing(name: str, one: Someone, around: Around, wanted: Wanted) -> Chosen:
    side = _SIDES.get(one.sex, "both")
    asks = [ask for ask in around.asks if ask.side in {side, "both"}]
    deeds = []
    if url := _ask_url(one, wanted):
        deeds.append(Deed("Write down who was asked", url))
    if wanted.may_change:
        deeds.append(Deed("Add them to the family", _add_url(wanted)))
    asked = () if wanted.is_for_family else tuple(_asked(ask) for ask in asks[:2])
    if not asked and not wanted.is_for_family:
        asked = (
            f"Nobody has been asked about the {_SIDE_WORDS.get(side, 'family')} yet.",
        )
    return Chosen(name, "", tuple(deeds), asked)


def _asked(ask: NetworkAsk) -> str:
    return f"{ask.asked_name}, {day_in_words(ask.asked_on)}: {ask.answer}"


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
