"""The network: nine people who know more or less, one of them overseas."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from kinfold.networks import actions
from kinfold.networks.models import NetworkMember
from kinfold.sides.actions import write_ask
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.network import (
    COUNTS_FROM,
    Level,
    MemberDetails,
    TellingDetails,
)
from kinfold_core.practice.sides import AskDetails
from kinfold_core.practice.standing_by import AboutDetails, ClosingDetails, ViewDetails

# ruff: noqa: E501  (one person to a line)
# Name, who they are, side, roles, what they were told and how many days ago.
_PEOPLE: Final = (
    ("Nan Jo", "Leanne's mum", "maternal", ("safety",), ((Level.HEARD, 140), (Level.PLAN, 96), (Level.SAID_BACK, 80))),
    ("Raj", "Amira's uncle, her dad's brother", "paternal", ("safety",), ((Level.HEARD, 132), (Level.PLAN, 96))),
    ("Bea", "Next door", "both", ("safety", "support"), ((Level.SOME, 136), (Level.HEARD, 132), (Level.PLAN, 60))),
    ("Grandad Manny", "Dean's dad", "paternal", ("safety",), ((Level.HEARD, 120), (Level.SAID_BACK, 74))),
    ("Marta", "Leanne's friend from work", "maternal", ("support",), ((Level.HEARD, 110),)),
    ("Auntie Ngozi", "Dean's sister, in Lagos. She rings on Sundays", "paternal", ("cultural",), ((Level.SOME, 118), (Level.HEARD, 88))),
    ("Pastor Emeka", "From Dean's church", "paternal", ("cultural", "support"), ((Level.SERVICES, 70),)),
    ("Tilly", "Amira's football coach", "both", ("support",), ((Level.SERVICES, 64), (Level.SOME, 40))),
    ("Sam", "Dean's friend from the yard", "paternal", ("support",), ()),
)  # fmt: skip
_THERE_FOR: Final = {
    "Nan Jo": ("Amira", "Kai"), "Raj": ("Amira", "Kai"), "Tilly": ("Amira",),
    "Grandad Manny": ("Kai",),
}  # fmt: skip
_ASKED: Final = (
    ("both", 141, "Leanne", ("Amira", "Kai"), "Mum first. Then Raj, he has always been good to Amira. Bea has a key."),
    ("paternal", 134, "Dean", ("Kai",), "My dad. My sister is in Lagos but she would want to know. Sam, if he has to."),
    ("maternal", 126, "Amira", ("Amira",), "Nan. And Tilly, because she never shouts when we lose."),
)  # fmt: skip


def bring_in(cast: Cast) -> None:
    """Ask who could stand by the children, add them, and tell them step by step."""
    for side, days, name, of, answer in _ASKED:
        asked = AskDetails(
            side=side, asked_on=cast.ago(days), whom=cast.named(name), answer=answer,
            children=_keys(cast, of),
        )  # fmt: skip
        write_ask(family_id=cast.family_id, details=asked, by=cast.amina)
    for name, who, side, roles, steps in _PEOPLE:
        details = MemberDetails(
            who=cast.named(name), relationship=who, side=side, roles=roles,
            children=_keys(cast, _THERE_FOR.get(name, ())),
        )  # fmt: skip
        member = actions.add_member(
            family_id=cast.family_id, details=details, by=cast.amina
        )
        cast.members[name] = member
        for level, days in steps:
            _tell(cast, member, level, days)
    _since_they_were_asked(cast)
    _where_they_stand(cast)


def _keys(cast: Cast, names: tuple[str, ...]) -> tuple[UUID, ...]:
    return tuple(key for name in names if (key := cast.named(name).person_id))


def _where_they_stand(cast: Cast) -> None:
    """Sam may help the grown-ups, for now; what the children say; how Raj is reached."""
    here: dict[str, Any] = {"family_id": cast.family_id, "by": cast.amina}
    sam, raj = cast.members["Sam"].pk, cast.members["Raj"].pk
    actions.write_step(
        **here, member_id=sam, stand="contacted", happened_on=cast.ago(50),
        basis="Dean rang him with Amina there", said_by=cast.named("Dean"),
    )  # fmt: skip
    actions.close_role(
        **here, member_id=sam,
        details=ClosingDetails(
            role="safety", instead="support", decided_on=cast.ago(48),
            review_on=cast.ago(-12), decided_by=cast.worker,
            reason="On two Fridays in the spring he and Dean drank together at the yard.",
        ),
    )  # fmt: skip
    for who, member, view, words in (
        ("Kai", raj, "wants", "He does the voices."),
        ("Amira", sam, "unsure", "He is loud. But he fixed my bike."),
    ):
        actions.write_view(
            **here, member_id=member,
            details=ViewDetails(
                said_by=cast.named(who), is_child=True, view=view, words=words,
                said_on=cast.ago(40),
            ),
        )  # fmt: skip
    actions.write_about(
        **here, member_id=raj, was=None,
        details=AboutDetails(
            found_via="asked", free_when="Any evening after 5.30",
            how_far="Twenty minutes by van", reached_by="A text; he rings back",
            languages="English, Punjabi",
        ),
    )  # fmt: skip


def _tell(cast: Cast, member: NetworkMember, level: Level, days: int) -> None:
    is_overseas = member.name == "Auntie Ngozi"
    details = TellingDetails(
        level=level,
        told_on=cast.ago(days),
        how="phone"
        if is_overseas
        else "meeting"
        if level > COUNTS_FROM
        else "together",
        told_by=cast.worker,
        permission="Leanne and Dean said they may know, and Dean was there.",
        danger_ids=(cast.drink, cast.anger) if level >= COUNTS_FROM else (),
    )
    actions.tell(
        family_id=cast.family_id, member_id=member.pk, details=details, by=cast.amina
    )


def _since_they_were_asked(cast: Cast) -> None:
    """The room writes today as the day they began; in the story it was long ago."""
    for member in cast.members.values():
        member.started_on = cast.ago(140)
    NetworkMember.objects.bulk_update(cast.members.values(), ["started_on"])
