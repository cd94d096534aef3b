"""The map's first version, answered by each; a second, with the harm told in moments."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kinfold.practice import actions as practice
from kinfold.practice.models import MapEntry, Mapping
from kinfold.practice.row_making import entry_details, entry_rows
from kinfold.versions import actions
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.written import (
    AnswerDetails,
    ContributorDetails,
    MomentDetails,
    SharingDetails,
)

# ruff: noqa: E501  (one voice to a line)
# Name, as whom, how they took part, what they say of versions 1 and 2.
_VOICES: Final = (
    ("Leanne", "parent", "in_room", ("agree", "It is hard to read and it is right."), ("agree", "")),
    ("Dean", "parent", "in_room", ("disagree", "The plate was an accident. You make me sound like a monster."), ("partly", "The first time and the worst are true. I would still say accident for the plate.")),
    ("Nan Jo", "family", "in_room", ("agree", ""), ("agree", "")),
    ("Amira", "child", "child_tool", ("agree", "You wrote down what I said."), ("agree", "")),
)  # fmt: skip
_MOMENTS: Final = (
    MomentDetails(moment="first", behaviour="Dean smashed the telly after a wedding.", severity="Glass on the floor. Nobody was cut.", incidence="Once that year.", impact="Amira stayed in the bathroom."),
    MomentDetails(moment="worst", behaviour="Dean threw a chair beside Leanne.", severity="The wall broke. Leanne was not hit.", incidence="About once a month by then.", impact="Kai was sick. Amira rang Nan Jo."),
    MomentDetails(moment="recent", behaviour="Dean swept the plates down.", severity="Amira's foot was cut. Three stitches.", incidence="On two Fridays in May.", impact="Amira slept at Nan Jo's for a week."),
)  # fmt: skip


def answer_first(cast: Cast) -> None:
    _answers(cast, 1, days_ago=139)


def write_second(cast: Cast) -> None:
    """The last harm is told as first, worst and last time; given and answered."""
    mapping = Mapping.objects.get(family_id=cast.family_id)
    latest = MapEntry.objects.get(mapping=mapping, category="harm", position=3)
    entry = entry_rows(mapping.authority_id, mapping.pk).get(pk=latest.pk)
    details = entry_details(entry)
    practice.change_entry(
        family_id=cast.family_id, entry_id=entry.pk, version=entry.version,
        details=replace(
            details, moments=_MOMENTS,
            children=(cast.named("Amira"), cast.named("Kai")),
        ),
        by=cast.amina,
    )  # fmt: skip
    given = SharingDetails(
        format="printed", with_whom="Leanne, Dean and Nan Jo", shared_on=cast.ago(50)
    )
    actions.fix_version(family_id=cast.family_id, details=given, by=cast.amina)
    _answers(cast, 2, days_ago=47)


def _answers(cast: Cast, version: int, *, days_ago: int) -> None:
    for name, capacity, mode, *said in _VOICES:
        who = cast.named(name)
        took_part = ContributorDetails(
            who=who, capacity=capacity, mode=mode, part="present",
            happened_on=cast.ago(days_ago + 3),
        )  # fmt: skip
        actions.note_contributor(
            family_id=cast.family_id, details=took_part, by=cast.amina
        )
        agreement, words = said[version - 1]
        answer = AnswerDetails(
            version=version, who=who, capacity=capacity, agreement=agreement,
            words=words, said_on=cast.ago(days_ago),
        )  # fmt: skip
        actions.record_answer(family_id=cast.family_id, details=answer, by=cast.amina)
