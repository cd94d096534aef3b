"""Returns and what was found in them, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.http import urlencode

from kinfold.platform.components import Cell, Column, SummaryRow, Table
from kinfold.platform.models import JobRun
from kinfold.records.presenters.words import moment
from kinfold.returns.models import FigureAsShown, HandedReturn, Recount, ReturnFinding
from kinfold.returns.selectors.returns import Found
from kinfold_measures.counted import CountedFigure
from kinfold_measures.language.breakdowns import TITLES
from kinfold_measures.measure import Unit, unit_label
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD
from kinfold_measures.series import Cell as Number

State = HandedReturn.State
TONES = {
    "Read": "well",
    "Refused": "worried",
    "Stopped by an error": "worried",
    "Cancelled before it was read": "needs",
}
ROUGH = (
    "There were too many small numbers to weigh each against all the others, so more "
    "is withheld than would be needed."
)
GIVEN_AWAY = (
    "can be worked out from figures shown now or before, and nothing that can be "
    "withheld would hide it. Pass these figures on to nobody who may not know it."
)
# how a return that is not read yet stands is what its run says
_BY_RUN = {
    JobRun.State.RUNNING: "Being read",
    JobRun.State.FAILED: "Stopped by an error",
    JobRun.State.CANCELLED: "Cancelled before it was read",
}


def name_of(handed: HandedReturn) -> str:
    year = f" of {handed.year}" if handed.year else ""
    return f"{handed.get_kind_display()}{year}"


def how_it_stands(handed: HandedReturn, counting: Collection[UUID]) -> str:
    """In words; `counting`: the ids of the returns that count now."""
    if handed.state == State.WAITING and handed.run is not None:
        return _BY_RUN.get(JobRun.State(handed.run.state), "Not read yet")
    if handed.state == State.READ and handed.pk not in counting:
        return "Replaced by a newer one"
    return handed.get_state_display()


def _called(handed: HandedReturn) -> str:
    """One that was not read does not know its year: its file tells it apart."""
    if handed.state == State.READ:
        return name_of(handed)
    first, *others = handed.files.all()
    more = f" and {len(others)} more" if others else ""
    return f"{name_of(handed)}: {first.name}{more}"


def returns_table(returns: Iterable[HandedReturn], counting: Collection[UUID]) -> Table:
    return Table(
        caption="Returns handed in",
        columns=(
            Column("Return"),
            Column("How it stands"),
            Column("Records", is_number=True),
            Column("Findings", is_number=True),
            Column("Handed in"),
        ),
        rows=tuple(
            (
                Cell(_called(one), url=reverse("returns:return", args=[one.pk])),
                Cell(how := how_it_stands(one, counting), tone=TONES.get(how, "calm")),
                f"{one.record_count:,}",
                f"{one.finding_count:,}",
                f"{moment(one.given_at)} by {one.given_by.name}",
            )
            for one in returns
        ),
        empty_text="No return was handed in yet.",
    )


def return_rows(
    handed: HandedReturn, counting: Collection[UUID], looks_back: Collection[str]
) -> tuple[SummaryRow, ...]:
    """`looks_back`: the checks that look into the return of the year before."""
    files = ", ".join(
        f"{f.name} ({filesizeformat(f.byte_count)})" for f in handed.files.all()
    )
    rows = [
        SummaryRow("How it stands", how_it_stands(handed, counting)),
        SummaryRow("Files", files),
        SummaryRow("Handed in", f"{moment(handed.given_at)} by {handed.given_by.name}"),
    ]
    if handed.state == State.READ:
        rows += [
            SummaryRow("Children", f"{handed.child_count:,}"),
            SummaryRow(
                "Records",
                f"{handed.record_count:,} kept, {handed.left_out_count:,} left out",
            ),
        ]
        if looks_back:
            rows.append(SummaryRow("The year before", _compared(handed, looks_back)))
    if handed.deleted_at:
        who = handed.deleted_by.name if handed.deleted_by else "Kinfold"
        rows += [
            SummaryRow("Deleted", f"{moment(handed.deleted_at)} by {who}"),
            SummaryRow("Why", handed.deleted_why),
        ]
    return tuple(rows)


def _compared(handed: HandedReturn, looks_back: Collection[str]) -> str:
    checks, held = f"{len(looks_back)} checks", handed.compared_with
    if held is not None:
        when = moment(held.given_at)
        return f"{checks} looked into the return of {held.year}, handed in {when}"
    return (
        f"{checks} look into the return of {handed.year - 1}, which was not here when "
        "this one was read, so they were not made. To make them, hand that one in, "
        "delete this one and hand it in again"
    )


def kinds_table(handed: HandedReturn, found: Iterable[Found]) -> Table:
    """What was found, by kind; each leads to its findings."""
    here = reverse("returns:return", args=[handed.pk])
    return Table(
        caption="What was found, and how to mend it",
        columns=(
            Column("What it is about"),
            Column("Rule"),
            Column("Findings", is_number=True),
            Column("How to mend it"),
            Column("What became of it"),
        ),
        rows=tuple(
            (
                Cell(
                    _what_should_be(one),
                    url=f"{here}?{urlencode({'about': one.about})}#findings",
                ),
                one.rule,
                f"{one.count:,}",
                one.mend,
                one.fate,
            )
            for one in found
        ),
        empty_text="Nothing to mend.",
    )


def _what_should_be(one: Found) -> str:
    """“a day until 2045” is said of several elements: of which, when no rule says."""
    if not one.field or one.expected.startswith(one.field):
        return one.expected
    return f"{one.field}: {one.expected}"


def findings_table(findings: Iterable[ReturnFinding]) -> Table:
    return Table(
        caption="Where each one is",
        columns=(
            Column("File and line"),
            Column("Child"),
            Column("Where in the record"),
            Column("Found"),
            Column("Expected"),
            Column("What became of it"),
        ),
        rows=tuple(
            (
                f"{one.file}, line {one.line}" if one.line else one.file,
                one.child,
                " ".join(part for part in (one.module, one.field) if part),
                one.found,
                one.expected,
                one.get_fate_display(),
            )
            for one in findings
        ),
        empty_text="Nothing to mend.",
    )


def last_count(recount: Recount | None) -> str:
    if recount is None:
        return "No measure was counted yet."
    said = f"{what_was_counted(recount)}, {moment(recount.made_at)}."
    return " ".join([said, *_warnings(recount)])


def _warnings(recount: Recount) -> list[str]:
    """What whoever passes these figures on must know, a sentence each."""
    told = [ROUGH] if recount.is_rough else []
    if exposed := recount.exposed_count:
        some = "1 small number" if exposed == 1 else f"{exposed:,} small numbers"
        told.append(f"{some} {GIVEN_AWAY}")
    return told


def what_was_counted(recount: Recount) -> str:
    figures, returns = recount.figure_count, len(recount.counted_from)
    some = "1 figure was" if figures == 1 else f"{figures:,} figures were"
    return f"{some} counted on {returns} {'return' if returns == 1 else 'returns'}"


def what_was_read(handed: HandedReturn) -> str:
    """What came of reading a return, and whether the measures are counted on it."""
    next_ = (
        "The measures are counted next"
        if handed.years
        else "No whole year is in it yet, so no measure is counted on it"
    )
    return (
        f"{handed.record_count:,} records read, {handed.left_out_count:,} left out, "
        f"{handed.finding_count:,} findings. {next_}"
    )


def what_came_in(new: int, known: Iterable[HandedReturn]) -> list[str]:
    """What is said after files were handed in."""
    said = [
        f"{name_of(one)} is here already, handed in {moment(one.given_at)}: the same "
        "files, so nothing was changed."
        for one in known
    ]
    if new:
        some = "1 return is" if new == 1 else f"{new} returns are"
        said.append(f"{some} being read. You need not wait.")
    return said


def cell_of(one: FigureAsShown) -> Number:
    if one.is_withheld:
        return WITHHELD
    return NO_DENOMINATOR if one.value is None else one.value


def cell_words(cell: Number, unit: Unit) -> str:
    if isinstance(cell, float):
        return unit_label(cell, unit)
    return "Withheld" if cell is WITHHELD else "Nothing to divide by"


def as_shown(one: FigureAsShown, breakdown: str = "", group: str = "") -> CountedFigure:
    """A kept figure for a chart or a file: of all cases, or of a part."""
    return CountedFigure(
        one.period,
        one.starts_on,
        one.ends_on,
        _count(one.numerator),
        _count(one.denominator),
        cell_of(one),
        TITLES.get(breakdown, breakdown),
        group,
    )


def _count(number: float | None) -> Number:
    # nothing is not told apart from what is withheld: neither is a number
    return WITHHELD if number is None else number
