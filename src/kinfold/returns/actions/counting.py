"""Counting every measure on an authority's returns, as it may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.jobs import Progress
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.returns import policy
from kinfold.returns.models import Figure, HandedReturn, Recount
from kinfold.returns.selectors.figures import newest_recount
from kinfold.returns.selectors.returns import authority_code, population
from kinfold.returns.selectors.rows import returns_counted_on, rows_of
from kinfold_measures.disclosure.figures import Part, Place, Release, Shown, release
from kinfold_measures.disclosure.policies import CHILDREN_IN_NEED
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.folder import is_told
from kinfold_measures.language.periods import Period, financial_years, quarters
from kinfold_measures.language.running import Figure as Counted
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.series import Cell, Withheld

AT_ONCE: Final = 2_000
BREAKDOWNS: Final = (
    "age", "sex", "ethnicity", "need", "legal_status", "placement", "team", "stage",
    "network_size",
)  # fmt: skip
"""Each more makes what has to be withheld dearer to work out, and withholds more."""
PARTS: Final = 100
LONGEST_GROUP: Final = 120
MEMORY: Final = "2GB"


@transaction.atomic
def recount(*, progress: Progress, by: Viewer) -> Recount:
    """Count all measures on the returns that count now, as one set of figures.

    What went out with the count before is reckoned with, so that the two together
    give nothing away either.

    Raises:
        PermissionDenied: the role does not include it.
    """
    _insist_on_counting(by)
    if by.worker_id is None:
        raise NotFound("worker")
    return _recount(progress, by)


@transaction.atomic
def recount_after_deleting(*, progress: Progress, by: Viewer) -> Recount | None:
    """Count anew where figures still stand that were counted on a deleted return.

    Nobody asks for it: it follows from the time that is set for keeping returns. None
    where no such figure stands.

    Raises:
        PermissionDenied: the role does not include it.
    """
    _insist_on_counting(by)
    if not Figure.objects.filter(**_ours(by), recount__in=_gone(by)).exists():
        return None
    return _recount(progress, by)


def _insist_on_counting(by: Viewer) -> None:
    decision = policy.may_count(by)
    if not decision:
        raise PermissionDenied(decision.reason)


def _recount(progress: Progress, by: Viewer) -> Recount:
    _alone(by)
    before = newest_recount(by)
    counted_from = returns_counted_on(by)
    figures = _counted(counted_from, progress, by)
    released = _protected(figures, _published(before, authority_code(by)), progress)
    made = Recount.objects.create(
        authority_id=by.in_authority(),
        made_by_id=by.worker_id,
        policy=CHILDREN_IN_NEED.name,
        counted_from=[str(one.pk) for one in counted_from],
        figure_count=len(released.shown),
        exposed_count=len(released.exposed),
        is_rough=released.is_rough,
    )
    _keep(made, released)
    _forget_figures_of_deleted(by, made)
    audit.record(
        by=by,
        action="return.counted",
        target=made,
        changes={"returns": len(counted_from), "figures": made.figure_count},
    )
    return made


def _alone(by: Viewer) -> None:
    """Two counts of one authority would each take the other's figures for unsaid."""
    one_at_a_time(f"kinfold.recount {by.in_authority()}")


def _counted(
    returns: Sequence[HandedReturn], progress: Progress, by: Viewer
) -> list[Counted]:
    """Every figure that the returns tell of, exact, the whole and its parts."""
    every = tuple(definitions().values())
    progress.expect(len(every), "Counting the measures")
    if not returns:
        return []
    tables, held = rows_of(by, returns)
    years = _years(held)
    told = {
        (one.code, year.code)
        for one in every
        for year in years
        if is_told(one, year, held[int(year.code)])
    }
    people = population(by)
    of_quarters = _in_quarters(people)
    engine = InProcess(memory=MEMORY)
    prepare(engine, tables, years)
    by_quarter = InProcess(memory=MEMORY)
    prepare(by_quarter, tables, _quarters(years))
    found: list[Counted] = []
    for one in every:
        figures = run_all([one], engine, by=BREAKDOWNS, population=people)
        if not one.is_of_years:
            # parts of a quarter are too small to be shown
            figures += run_all([one], by_quarter, population=of_quarters)
        found += [f for f in figures if (one.code, _year_code(f.period)) in told]
        progress.step()
    return found


def _quarters(years: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(
        quarter
        for year in years
        for quarter in quarters(int(year.code), int(year.code))
    )


def _year_code(period: str) -> str:
    """The year that a period is, or lies in: 2025 of 2025-Q1."""
    return period.partition("-")[0]


def _in_quarters(people: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """As many live there in each quarter as in its year."""
    return {
        (authority, f"{year}-Q{number}"): count
        for (authority, year), count in people.items()
        for number in range(1, 5)
    }


def _years(held: Mapping[int, set[str]]) -> tuple[Period, ...]:
    return tuple(
        one for one in financial_years(min(held), max(held)) if int(one.code) in held
    )


def _published(before: Recount | None, authority: str) -> dict[Place, int]:
    """The counts that went out with the count before."""
    if before is None:
        return {}
    went_out = before.figures.filter(authority_id=before.authority_id)
    return {
        Place(
            figure.code, authority, figure.period, figure.breakdown, figure.group, part
        ): int(count)
        for figure in went_out.iterator(AT_ONCE)
        for part, count in (
            (Part.COUNTS, figure.numerator),
            (Part.WHOLE, figure.denominator),
        )
        if count is not None
    }


def _protected(
    figures: Sequence[Counted], published: Mapping[Place, int], progress: Progress
) -> Release:
    progress.done_count = 0
    progress.expect(PARTS, "Working out what has to be withheld")
    return release(
        figures,
        published=published,
        tell=lambda part: progress.step(int(part * PARTS) - progress.done_count),
    )


def _keep(made: Recount, released: Release) -> None:
    rows = [_figure(made, place, shown) for place, shown in enumerate(released.shown)]
    Figure.objects.bulk_create(rows, batch_size=AT_ONCE)


def _figure(made: Recount, place: int, shown: Shown) -> Figure:
    one = shown.figure
    year = int(_year_code(one.period))
    [period] = [
        period
        for period in (*financial_years(year, year), *quarters(year, year))
        if period.code == one.period
    ]
    is_year = one.period.isdecimal()
    return Figure(
        authority_id=made.authority_id,
        recount=made,
        place=place,
        code=one.code,
        version=one.version,
        period=one.period,
        period_kind=Figure.PeriodKind.YEAR if is_year else Figure.PeriodKind.QUARTER,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        breakdown=one.breakdown,
        group=one.group.replace("\x00", "\N{REPLACEMENT CHARACTER}")[:LONGEST_GROUP],
        numerator=_number(shown.numerator),
        denominator=_number(shown.denominator),
        value=_number(shown.value),
        is_withheld=isinstance(shown.value, Withheld),
    )


def _forget_figures_of_deleted(by: Viewer, made: Recount) -> None:
    """Figures go with the return that they were counted on.

    Not before there are new ones: what went out is needed to tell what these would give
    away. That there was a count, and on what, stays.
    """
    gone = [pk for pk in _gone(by) if pk != made.pk]
    Figure.objects.filter(**_ours(by), recount__in=gone).delete()


def _gone(by: Viewer) -> list[UUID]:
    """The counts that were made on a return that is deleted by now."""
    deleted = {
        str(pk)
        for pk in HandedReturn.objects.filter(
            **_ours(by), state=HandedReturn.State.DELETED
        ).values_list("pk", flat=True)
    }
    return [
        pk
        for pk, counted_from in Recount.objects.filter(**_ours(by)).values_list(
            "pk", "counted_from"
        )
        if not deleted.isdisjoint(counted_from)
    ]


def _ours(by: Viewer) -> dict[str, UUID]:
    return {"authority_id": by.in_authority()}


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, float) else None
