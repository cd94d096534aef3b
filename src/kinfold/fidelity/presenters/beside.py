"""What was recorded beside an outcome, as a picture, a table and careful sentences."""

from __future__ import annotations

from kinfold.fidelity.presenters.profile import element_url
from kinfold.fidelity.selectors.outcomes import Asked, Beside
from kinfold.platform.components import Column, Figure, Table
from kinfold_evaluation.chance import counted
from kinfold_evaluation.dose import DoseResponse
from kinfold_measures.charts.scatter import scatter_chart
from kinfold_measures.counted import UNITS
from kinfold_measures.fidelity.beside import why_too_few
from kinfold_measures.fidelity.elements import BY_CODE
from kinfold_measures.fidelity.export import SOURCE
from kinfold_measures.language.definition import definitions
from kinfold_measures.measure import UNIT_WORDS, unit_label


def refusal(found: Beside) -> str:
    return why_too_few(found.pairs)


def beside_figure(found: Beside, asked: Asked) -> Figure:
    """No line and no verdict: dots, what they go together with, and a table."""
    outcome, element = definitions()[asked.outcome], BY_CODE[asked.element]
    unit = UNITS[outcome.kind]
    share = "good" if asked.is_good else "used"
    title = f"{element.title} ({share}) beside {outcome.title.lower()}"
    sentence = f"{_dots(found)} {_together(found, UNIT_WORDS[unit])}"
    drawn = [
        scatter_chart(
            [(one.recorded, one.outcome) for one in found.pairs],
            across=f"{element.title}: {share}",
            up=UNIT_WORDS[unit].capitalize(),
            key=f"beside{end}",
            title=title,
            description=sentence,
            narrow=narrow,
        )
        for narrow, end in ((False, ""), (True, "-narrow"))
    ]
    return Figure(
        title=title,
        svg=f'<div class="chart-swap">{"".join(drawn)}</div>',
        sentence=sentence,
        table=Table(
            caption=title,
            columns=(
                Column("Team" if found.is_by_team else "Authority"),
                Column("Recorded on"),
                Column("Recorded", is_number=True),
                Column("Period of the outcome"),
                Column("Outcome", is_number=True),
            ),
            rows=tuple(
                (
                    one.team,
                    f"{one.recorded_on:%-d %B %Y}",
                    f"{one.recorded:.0f} %",
                    one.period.code,
                    unit_label(one.outcome, unit),
                )
                for one in found.pairs
            ),
            is_caption_shown=False,
        ),
        source=f"Source: {SOURCE}, and our own returns.",
        definition_url=element_url(asked.element),
    )


def _dots(found: Beside) -> str:
    what = "a team in a year" if found.is_by_team else "a quarter of the authority"
    return f"Each of the {len(found.pairs)} dots is {what}."


def _together(found: Beside, unit: str) -> str:
    if found.slope is None:
        return found.why_none
    return f"{_slope_words(found.slope, unit)} This says how they go together, not why."


def _slope_words(told: DoseResponse, unit: str) -> str:
    words = (
        f"Within teams, ten points more recorded went with {told.slope:+.1f} in the "
        f"outcome ({unit})."
    )
    if told.p_dealt is None:
        return words
    return (
        f"{words} When the teams' records are dealt out among them by chance, "
        f"{counted(told.p_dealt, told.draw_count)} dealings give a slope as far from "
        "nought."
    )
