"""Published measures beyond those an authority's page opens with.

They are those of the panel that a definition of ours counts on returns too, so what
they mean is said once, on the definition's page; and vacancies, which only the
workforce census tells. Each can be followed, seen in full, compared and taken away like
the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinfold_measures.language.definition import Definition, Kind, definitions
from kinfold_measures.measure import (
    FirstOf,
    Measure,
    Polarity,
    Published,
    Ratio,
    Reading,
    Unit,
)

_CIN: Final = "Department for Education, Characteristics of children in need"
_CLA: Final = "Department for Education, Children looked after in England"
_LAIT: Final = "Department for Education, Local Authority Interactive Tool"
_ONS: Final = "Office for National Statistics, mid-year population estimates"
_POPULATION: Final = "pop0_17_midyear_prev"
_AS_PUBLISHED: Final = (
    "Published figures may be older than the returns they are made of: a return that "
    "was mended later does not change them."
)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the panel has a measure, from which year on, and whose table it is."""

    reading: Reading
    first_year: int
    source: str
    table: str


def _said(column: str, first_year: int, source: str, table: str) -> _Column:
    return _Column(Published(column), first_year, source, table)


def _part(part: str, whole: str, first_year: int, source: str, table: str) -> _Column:
    return _Column(
        Ratio((part,), whole, 100),
        first_year,
        source,
        f"{table}; worked out by Kinfold",
    )


def _rate(column: str, first_year: int, source: str, table: str) -> _Column:
    return _Column(
        Ratio((column,), _POPULATION, 10_000),
        first_year,
        f"{source}; {_ONS}",
        f"{table}; worked out by Kinfold",
    )


_REFERRALS: Final = "Referrals and what came of them"
_EPISODES: Final = "Episodes of need in the year and on 31 March"
_HOW_LONG: Final = "How long children have been in need"
_CONFERENCES: Final = "Section 47 enquiries and initial conferences"
_PLANS: Final = "Child protection plans"
_STARTING: Final = "Children starting to be looked after"
_COLUMNS: Final = {
    "referral.no_further_action": _said("referral_nfa_pct", 2013, _CIN, _REFERRALS),
    "referral.found_not_in_need": _said(
        "assessed_not_in_need_pct", 2013, _CIN, _REFERRALS
    ),
    "referral.from_police": _said("referral_police_pct", 2015, _LAIT, _REFERRALS),
    "referral.from_schools": _said("referral_school_pct", 2015, _LAIT, _REFERRALS),
    "referral.from_health": _said("referral_health_pct", 2015, _LAIT, _REFERRALS),
    "need.started_rate": _rate("cin_started_episodes", 2013, _CIN, _EPISODES),
    "need.ended_rate": _rate("cin_ended_episodes", 2013, _CIN, _EPISODES),
    "need.at_end_rate": _rate("cin_at31_episodes", 2013, _CIN, _EPISODES),
    "need.any_point_rate": _rate("cin_any_point_episodes", 2013, _CIN, _EPISODES),
    "need.open_two_years": _said("cin_open_ge2y_pct", 2015, _LAIT, _HOW_LONG),
    "need.open_under_three_months": _said("cin_open_lt3m_pct", 2015, _LAIT, _HOW_LONG),
    "need.ended_after_two_years": _said("cin_ended_ge2y_pct", 2015, _LAIT, _HOW_LONG),
    "need.ended_within_three_months": _said(
        "cin_ended_lt3m_pct", 2015, _LAIT, _HOW_LONG
    ),
    "enquiry.rate": _rate("s47", 2013, _CIN, _CONFERENCES),
    "conference.rate": _rate("icpc", 2013, _CIN, _CONFERENCES),
    "conference.within_10_days": _part("icpc_0_10wd", "icpc", 2013, _CIN, _CONFERENCES),
    "conference.after_20_days": _part(
        "icpc_21wd_plus", "icpc", 2013, _CIN, _CONFERENCES
    ),
    "plan.started_rate": _rate("cpp_starts", 2013, _CIN, _PLANS),
    "plan.at_end_rate": _rate("cpp_at31", 2013, _CIN, _PLANS),
    "plan.ended_after_two_years": _said("cpp_ended_ge2y_pct", 2015, _LAIT, _PLANS),
    "plan.reviewed_in_time": _said("rcpc_timely_pct", 2015, _LAIT, _PLANS),
    "plan.open_three_months_or_less": _part(
        "cpp_at31_le3m", "cpp_at31", 2013, _CIN, _PLANS
    ),
    "care.at_end_rate": _rate("cla_at31", 2013, _CLA, "Children looked after"),
    "care.ceased_rate": _rate("cla_ceased", 2019, _CLA, "Children who left care"),
    "care.taken": _part("cla_taken_into_care", "cla_started", 2011, _CLA, _STARTING),
    "care.started_by_agreement": _part(
        "cla_start_s20", "cla_started", 2011, _CLA, _STARTING
    ),
}


def _measure(definition: Definition, column: _Column) -> Measure:
    is_rate = definition.kind is Kind.RATE
    return Measure(
        code=definition.code,
        version=definition.version,
        title=definition.title,
        short=definition.title,
        meaning=definition.meaning,
        numerator=definition.numerator,
        denominator=definition.denominator,
        period=definition.period,
        unit=Unit.PER_10_000 if is_rate else Unit.PERCENT,
        polarity=definition.polarity,
        first_year=column.first_year,
        reading=column.reading,
        source=column.source,
        table=column.table,
        hazards=(*definition.hazards, _AS_PUBLISHED),
        # only what is published can stand beside it
        balanced_by=tuple({definition.balancing} & _COLUMNS.keys()),
    )


VACANCY: Final = Measure(
    code="workforce.vacancy",
    version=1,
    title="Social worker posts that are vacant",
    short="Vacancies",
    meaning=(
        "Of all posts for social workers on 30 September, the share that nobody "
        "employed by the authority holds."
    ),
    numerator="Vacant posts, full-time equivalent",
    denominator="Vacant posts and social workers in post, full-time equivalent",
    period="On 30 September",
    unit=Unit.PERCENT,
    polarity=Polarity.LOWER,
    first_year=2015,
    reading=FirstOf(Published("sw_vacancy_pct"), Published("sw_vacancy_pct_lait")),
    source=f"Department for Education, Children's social work workforce; {_LAIT}",
    table="Workforce indicators",
    hazards=(
        "A vacant post may be covered by an agency worker: look at both.",
        "An authority that adds posts has vacancies until it has filled them.",
        "2015 and 2016 come from an older collection, which counted totals and not "
        "single workers. They are shown and not joined to the later years.",
    ),
    balanced_by=("workforce.agency", "workforce.turnover"),
    is_september=True,
)
"""No return of an authority's own tells it here; it stands beside the others'."""

ALSO_PUBLISHED: Final = (
    *(_measure(definitions()[code], column) for code, column in _COLUMNS.items()),
    VACANCY,
)
MORE: Final = ("More that is published", tuple(one.code for one in ALSO_PUBLISHED))
"""Them, under the words that they stand under after the themes of the others."""
