"""The registry and one protocol, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from kinfold.platform.components import Cell, Column, SummaryRow, Table, Tone
from kinfold.studies.models import StudyPanel
from kinfold.studies.panels import Layout, layout_of
from kinfold.studies.study import State, Study
from kinfold_evaluation.registry.standing import otherwise
from kinfold_evaluation.ten.page import TITLES

TONES: dict[State, Tone] = {
    State.REGISTERED: "calm",
    State.RUN: "well",
    State.CHANGED: "worried",
}
HASH_SHOWN = 12
_OPTIONS = {
    "--draws": "draws:",
    "--weights": "weighed by",
    "--break": "left out:",
}


def registry_table(studies: Iterable[Study]) -> Table:
    return Table(
        caption="Every protocol that was registered",
        columns=(
            Column("Study"),
            Column("State"),
            Column("Registered"),
            Column("Its hash begins"),
            Column("Deviations", is_number=True),
            Column("Who"),
        ),
        rows=tuple(
            (
                Cell(study.title, reverse("studies:design", args=[study.key])),
                Cell(study.state.value, tone=TONES[study.state]),
                moment(study.registered_at),
                study.digest[:HASH_SHOWN],
                str(len(study.of_kind("deviation"))),
                study.who,
            )
            for study in studies
        ),
        is_caption_shown=False,
    )


def moment(at: str) -> str:
    """A line's time, as people say it."""
    if not at:
        return "Not known"
    when = timezone.localtime(datetime.fromisoformat(at))
    return date_format(when, "j F Y, H:i")


def preview_rows(said: Mapping[str, Any]) -> tuple[SummaryRow, ...]:
    """A protocol as it would be kept, before it is."""
    outcomes = "\n".join(
        f"{outcome_title(one['column'])}: {one['rank']}, {one['better']} is better"
        for one in said["outcomes"]
    )
    asked = "\n".join(
        f"{one['name']}: {one['method']} {_options_words(one['options'])}"
        for one in said["analyses"]
    )
    return (
        SummaryRow("Title", str(said["title"])),
        *promise_rows(said),
        SummaryRow("Outcomes", outcomes),
        SummaryRow("Analyses", asked),
    )


def promise_rows(said: Mapping[str, Any]) -> tuple[SummaryRow, ...]:
    """What the protocol says in words."""
    named = (
        ("What is asked", "question"),
        ("The claim that is tested", "claim"),
        ("Who is treated, and who beside", "population"),
        ("Before and since", "windows"),
        ("How it is led", "led_by"),
        ("When it is looked at", "stopping"),
        ("Who answers for it", "written_by"),
    )
    return tuple(
        SummaryRow(label, " ".join(str(said[key]).split()))
        for label, key in named
        if said.get(key)
    )


def standing_rows(study: Study) -> tuple[SummaryRow, ...]:
    """Hashes and times: what somebody else may hold us to."""
    rows = [
        SummaryRow("Hash of the protocol", study.digest),
        SummaryRow("Registered", moment(study.registered_at)),
    ]
    if "data" in study.said:
        rows.append(SummaryRow("Hash of the data", study.said["data"]["sha256"]))
    if study.ran_at:
        rows.append(SummaryRow("Run last", moment(study.ran_at)))
        rows.append(SummaryRow("Times run", str(len(study.of_kind("ran")))))
    if study.made_with:
        rows.append(SummaryRow("Run with", study.made_with))
    if study.lines:
        rows.append(SummaryRow("Last link of its book", study.lines[-1].link))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether the last two runs came to the same, and which answers did not."""

    words: str
    changed: tuple[str, ...]


def compared(study: Study) -> Compared | None:
    """None before it was run twice."""
    ran = study.of_kind("ran")
    if len(ran) < 2:
        return None
    before, last = ran[-2], ran[-1]
    results = last.more["results"]
    changed = tuple(otherwise(before, results))
    if not changed:
        same = f"Run again, every answer was the same as on {moment(before.at)}."
        return Compared(same, ())
    return Compared(
        f"Run again, {len(changed)} of {len(results)} answers were not the same as on "
        f"{moment(before.at)}. The deviations say why, where there is a reason.",
        changed,
    )


def opened_before_words(study: Study) -> str:
    """What had been looked at when it was registered: whoever reads must know."""
    lines = study.of_kind("registered")
    seen = lines[0].more.get("opened_before", []) if lines else []
    if not seen:
        return ""
    return (
        f"When this was registered, these outcomes had been looked at already: "
        f"{', '.join(map(outcome_title, seen))}. Read them as exploring, not testing."
    )


def deviations_table(study: Study) -> Table:
    return Table(
        caption="Done otherwise than promised",
        columns=(Column("When"), Column("What"), Column("Why")),
        rows=tuple(
            (moment(line.at), str(line.more["done"]), str(line.more["why"]))
            for line in study.of_kind("deviation")
        ),
        is_caption_shown=False,
        empty_text="Nothing was done otherwise than promised.",
    )


def outcome_title(column: str) -> str:
    return TITLES[column][0] if column in TITLES else column


def outcome_unit(column: str) -> str:
    return TITLES[column][1] if column in TITLES else "in its own unit"


def outcomes_table(study: Study) -> Table:
    ranks = {"primary": "Primary", "secondary": "Secondary", "harm": "A possible harm"}
    return Table(
        caption="Outcomes, and which way is better",
        columns=(Column("Outcome"), Column("Rank"), Column("Better")),
        rows=tuple(
            (
                f"{outcome_title(one['column'])} ({outcome_unit(one['column'])})",
                ranks[one["rank"]],
                "Lower" if one["better"] == "lower" else "Higher",
            )
            for one in study.said.get("outcomes", ())
        ),
    )


def analyses_table(study: Study) -> Table:
    return Table(
        caption="Every analysis that was promised",
        columns=(Column("Analysis"), Column("Method"), Column("Part"), Column("How")),
        rows=tuple(
            (
                one["name"],
                one["method"],
                "Doubts it" if one.get("sensitivity") else "Leads",
                _options_words(one.get("options", ())),
            )
            for one in study.said.get("analyses", ())
        ),
    )


def _options_words(options: Sequence[str]) -> str:
    also = options.count("--also-uses")
    if also:
        return f"Without {also} others that use the approach"
    words = " ".join(options)
    for option, said in _OPTIONS.items():
        words = words.replace(option, said)
    return words or "As it is usually done"


def layout_of_study(study: Study) -> Layout | None:
    """Who is in its panel; None where the panel is not to be trusted or not here."""
    if study.refused or not study.panel:
        return None
    return layout_of(study.panel, study.said["data"]["options"])


def panels_table(panels: Iterable[StudyPanel]) -> Table:
    return Table(
        caption="Panels that a protocol can be held to",
        columns=(
            Column("Panel"),
            Column("Kept"),
            Column("Its hash begins"),
            Column("Who"),
        ),
        rows=tuple(
            (
                Cell(panel.name, reverse("studies:panel", args=[panel.pk])),
                moment(panel.kept_at.isoformat()),
                panel.sha256[:HASH_SHOWN],
                panel.by_name,
            )
            for panel in panels
        ),
        is_caption_shown=False,
        empty_text="No panel is kept yet.",
    )


def panel_rows(layout: Layout) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("Treated", ", ".join(layout.treated)),
        SummaryRow("From", ", ".join(f"{one:g}" for one in layout.since)),
        SummaryRow("Beside them, never treated", str(len(layout.controls))),
        SummaryRow("Periods", f"{layout.times[0]:g} to {layout.times[-1]:g}"),
    )
