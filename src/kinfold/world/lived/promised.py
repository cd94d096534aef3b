"""Who does what on which evening, and who said yes to it themselves."""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

from kinfold.commitments import actions
from kinfold.commitments.models import Commitment
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.commitments import AnswerDetails, CommitmentDetails
from kinfold_core.practice.written import Named

# ruff: noqa: E501  (what somebody said is read across)


class Said(NamedTuple):
    """One thing that one person does. `way` and `words`: how their yes came, if it did."""

    who: str
    does: str
    days: tuple[int, ...]
    parts: tuple[str, ...]
    rule: str
    backup: str = ""
    until: str = ""
    way: str = ""
    words: str = ""
    sure: int | None = None
    often: str = ""


_SAID: Final = (
    Said("Nan Jo", "They sleep at mine, and I send Leanne a photo of two full beds.", (4, 5), ("evening", "nine", "night"), "fridays", "Bea", "for as long as they want to come", "paper", "", 10),
    Said("Raj", "I fetch them from club and drive them to Nan Jo's.", (4,), ("after_school",), "fridays", "", "until Kai can cycle there", "text", "yes boss. every friday. if the van is dead i walk", 9),
    Said("Raj", "When Leanne texts “milk” I am there within twenty minutes.", (0, 1, 2, 3, 6), ("evening", "nine"), "milk", "Bea", "", "text", "Yes any night but give me till 5.30 to get off site", 8),
    Said("Bea", "I knock between 7 and 8, see both of them and have a cup of tea.", (1, 4), ("evening",), "knock", "Marta", "", "paper", "I am three metres away.", 10),
    Said("Grandad Manny", "If Dean comes to my door I let him in and text Leanne “he is here”.", (), (), "walk", "Raj", "for life", "paper", "He is my son.", 9, "whenever he comes"),
    Said("Marta", "I ring Leanne on Saturday mornings and ask how the night was.", (5,), ("morning",), "", "", "", "", "", None),
)  # fmt: skip


def say_yes(cast: Cast, rules: dict[str, UUID]) -> None:
    """Ask each, keep the answers as they came, and what happened since."""
    asked = {}
    for said in _SAID:
        row = actions.offer(
            family_id=cast.family_id,
            member_id=cast.members[said.who].pk,
            details=CommitmentDetails(
                does=said.does,
                danger_ids=(cast.drink, cast.anger),
                rule_id=rules.get(said.rule),
                how_often=said.often,
                days=said.days,
                parts=said.parts,
                until=said.until,
                backup_id=cast.members[said.backup].pk if said.backup else None,
            ),
            by=cast.amina,
        )
        asked[said.does] = row.id
        Commitment.objects.filter(
            authority_id=cast.amina.in_authority(), pk=row.id
        ).update(offered_on=cast.ago(58))
        for who, way, words, sure in (
            (said.who, said.way, said.words, said.sure),
            (said.backup, "paper" if said.backup == "Bea" else "", "", None),
        ):
            if way:
                actions.write_answer(
                    family_id=cast.family_id,
                    commitment_id=row.id,
                    member_id=cast.members[who].pk,
                    version=1,
                    details=AnswerDetails(
                        answer="yes", way=way, words=words, sure=sure,
                        answered_on=cast.ago(56),
                        seen_by=cast.amina.name if way == "paper" else "",
                    ),
                    by=cast.amina,
                )  # fmt: skip
    for does, days, is_kept, what in (
        (_SAID[0].does, 20, True, "Two full beds by nine."),
        (_SAID[0].does, 13, True, ""),
        (_SAID[2].does, 9, False, "His van would not start. Bea went over with her key, and it was quiet."),
    ):  # fmt: skip
        actions.write_time(
            family_id=cast.family_id, commitment_id=asked[does], is_kept=is_kept,
            happened_on=cast.ago(days), what=what, told_by=Named(name="Leanne"),
            by=cast.amina,
        )  # fmt: skip
