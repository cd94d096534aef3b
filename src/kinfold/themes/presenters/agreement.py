"""How far two coders agree, in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from kinfold.platform.components import Column, Table
from kinfold.themes.models import CodeWording
from kinfold.themes.selectors.coding import Found
from kinfold_evaluation.two_coders import TwoCoders, agreement_of_two

FEW = 10
"""Below this a share is not said: one answer more or less would turn it over."""
NOT_SAID = "Not said: fewer than ten answers"


def agreement_table(
    book: Sequence[CodeWording], answers: Sequence[UUID], both: tuple[Found, Found]
) -> Table:
    """A row for each code, and none for all of them: where one is given often and
    another hardly ever, two who read nothing would seem to agree on all together."""
    rows = []
    for one in book:
        first, second = (_given(one.code_id, answers, found) for found in both)
        rows.append(_row(one.name, first, second))
    return Table(
        caption="How far the two agreed before they spoke",
        columns=(
            Column("Code"),
            Column("Both gave it", is_number=True),
            Column("Only one did", is_number=True),
            Column("Agreed on", is_number=True),
            Column("Kappa and its 95% interval"),
        ),
        rows=tuple(rows) if answers else (),
        empty_text="There is no answer yet.",
    )


def _given(code_id: UUID, answers: Iterable[UUID], found: Found) -> list[bool]:
    return [code_id in found.codes.get(one, frozenset()) for one in answers]


def _row(name: str, first: list[bool], second: list[bool]) -> tuple[str, ...]:
    told = agreement_of_two(first, second)
    answers = len(first)
    return (
        name,
        str(told.both),
        str(told.only_first + told.only_second),
        f"{told.both + told.neither} of {answers}",
        NOT_SAID if answers < FEW else _kappa(told),
    )


def _kappa(told: TwoCoders) -> str:
    if told.kappa is None:
        return "Cannot be said: one of the two gave every answer the same"
    if told.low is None or told.high is None:
        never = "agreed" if told.kappa < 0 else "differed"
        return f"{told.kappa:.2f}; they never {never}, so no interval"
    return f"{told.kappa:.2f} ({told.low:.2f} to {told.high:.2f})"


def sentences(
    book: Sequence[CodeWording], answers: Sequence[UUID], both: tuple[Found, Found]
) -> list[str]:
    """What the table says, code by code, for as many answers as a share is said of."""
    if len(answers) < FEW:
        return [
            f"There are {len(answers)} answers: too few to say a share or a kappa. "
            "Read the counts."
        ]
    told = []
    for one in book:
        first, second = (_given(one.code_id, answers, found) for found in both)
        told.append(f"{one.name}: {agreement_of_two(first, second).sentence}")
    return told
