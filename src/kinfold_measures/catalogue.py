"""The measures that an authority's public page shows, each with its definition.

Sources of the definitions: Department for Education, methodology of "Characteristics
of children in need", "Children looked after in England" and "Children's social work
workforce"; the dictionary of the Local Authority Interactive Tool (LAIT).
"""

from __future__ import annotations

from collections.abc import Mapping

from kinfold_measures.also_published import ALSO_PUBLISHED, MORE, VACANCY
from kinfold_measures.measure import (
    England,
    FirstOf,
    Measure,
    Polarity,
    Published,
    Ratio,
    Unit,
)

_CIN = "Department for Education, Characteristics of children in need"
_CLA = "Department for Education, Children looked after in England"
_CSWW = "Department for Education, Children's social work workforce"
_LAIT = "Department for Education, Local Authority Interactive Tool"
_ONS = "Office for National Statistics, mid-year population estimates"
_YEAR = "Year to 31 March"
_SEPTEMBER = "On 30 September, or the twelve months before it"
_POPULATION = "pop0_17_midyear_prev"
_PANDEMIC = (
    "The years to March 2021 and March 2022 hold the pandemic: schools were shut and "
    "fewer people made referrals."
)
_OLDER_WORKFORCE = (
    "2015 and 2016 come from an older collection, which counted totals and not single "
    "workers. They are shown and not joined to the later years."
)
_SMALL = (
    "Counts from 1 to 5 are withheld by the publisher, so small authorities miss years."
)

MEASURES: tuple[Measure, ...] = (
    Measure(
        code="referral.rereferral_12_months",
        version=1,
        title="Re-referrals within 12 months",
        short="Re-referrals",
        meaning=(
            "Of all referrals in the year, the share about a child who had been "
            "referred in the twelve months before. It asks whether families get what "
            "they need the first time."
        ),
        numerator="Referrals within 12 months of an earlier referral of the same child",
        denominator="All referrals in the year",
        period=_YEAR,
        unit=Unit.PERCENT,
        polarity=Polarity.LOWER,
        first_year=2013,
        reading=Published("rereferral_pct"),
        counts=Ratio(("rereferrals",), "referrals", 100),
        source=_CIN,
        table="Table C1, referrals and re-referrals",
        hazards=(
            "What is recorded as a referral differs from one front door to the next.",
            "Fewer re-referrals can also mean that people have stopped asking.",
            _PANDEMIC,
        ),
        balanced_by=("referral.rate", "plan.repeat"),
        national_column="rereferral_pct",
    ),
    Measure(
        code="plan.repeat",
        version=1,
        title="Repeat child protection plans",
        short="Repeat plans",
        meaning=(
            "Of the child protection plans that started in the year, the share for a "
            "child who had been on a plan in this authority before, however long ago."
        ),
        numerator="Plans started that are a child's second or later plan, ever",
        denominator="All child protection plans started in the year",
        period=_YEAR,
        unit=Unit.PERCENT,
        polarity=Polarity.LOWER,
        first_year=2013,
        reading=Published("cpp_subsequent_pct"),
        counts=Ratio(("cpp_subsequent",), "cpp_starts", 100),
        source=_CIN,
        table="Table D3, plans which are a second or subsequent plan",
        hazards=(
            "One large family can move a small authority's figure by several points.",
            "It counts a plan from any time before; the two-year version is not "
            "published.",
            _SMALL,
        ),
        balanced_by=("plan.two_years_or_more",),
        national_column="cpp_subsequent_pct",
    ),
    Measure(
        code="plan.two_years_or_more",
        version=1,
        title="Child protection plans of two years or more",
        short="Plans of two years or more",
        meaning=(
            "Of the children on a child protection plan on 31 March, the share whose "
            "plan had run for two years or more."
        ),
        numerator="Plans open on 31 March that started two or more years before",
        denominator="All child protection plans open on 31 March",
        period="On 31 March",
        unit=Unit.PERCENT,
        polarity=Polarity.LOWER,
        first_year=2013,
        reading=Published("cpp_at31_ge2y_pct"),
        counts=Ratio(("cpp_at31_ge2y",), "cpp_at31", 100),
        source=_CIN,
        table="Table D5, plans by length of time",
        hazards=(
            "Most authorities have few such plans: nearly half of the figures are "
            "withheld. A middle of the rest would be too high, so England's own "
            "figure stands beside the authority's.",
            _SMALL,
        ),
        balanced_by=("plan.repeat",),
        england=England.NATIONAL,
        national_column="cpp_at31_ge2y_pct",
    ),
    Measure(
        code="referral.rate",
        version=1,
        title="Referrals to children's social care",
        short="Referrals",
        meaning=(
            "Requests for social care's help for a child whose case was not open, for "
            "every 10,000 children who live in the area."
        ),
        numerator="Referrals in the year",
        denominator="Children aged 0 to 17, estimate of the summer before",
        period=_YEAR,
        unit=Unit.PER_10_000,
        polarity=Polarity.NEITHER,
        first_year=2013,
        reading=Ratio(("referrals",), _POPULATION, 10_000),
        source=f"{_CIN}; {_ONS}",
        table="Table C1, referrals and re-referrals; worked out by Kinfold",
        hazards=(
            "Some authorities record every contact as a referral and some do not.",
            _PANDEMIC,
        ),
        balanced_by=("referral.rereferral_12_months",),
    ),
    Measure(
        code="care.starting_rate",
        version=1,
        title="Children starting to be looked after",
        short="Children starting to be looked after",
        meaning=(
            "Children who came into care in the year, each counted once, for every "
            "10,000 children who live in the area."
        ),
        numerator="Children who started to be looked after in the year",
        denominator="Children aged 0 to 17, estimate of the summer before",
        period=_YEAR,
        unit=Unit.PER_10_000,
        polarity=Polarity.NEITHER,
        first_year=2013,
        reading=Ratio(("cla_started",), _POPULATION, 10_000),
        source=f"{_CLA}; {_ONS}",
        table="Children starting to be looked after; worked out by Kinfold",
        hazards=(
            "Counts go back to 2010; population estimates to divide by begin in 2013.",
            "Includes children who came to England alone to seek asylum, whose number "
            "depends on ports and on the national transfer scheme.",
        ),
        balanced_by=("care.starting_aged_10_plus", "court.care_applications"),
    ),
    Measure(
        code="care.starting_aged_10_plus",
        version=1,
        title="Children starting to be looked after who were ten or older",
        short="Aged ten or over when care started",
        meaning=(
            "Of the children who came into care in the year, the share who were ten "
            "or older on that day."
        ),
        numerator="Children aged 10 to 15, and 16 or over, who started in the year",
        denominator="All children who started to be looked after in the year",
        period=_YEAR,
        unit=Unit.PERCENT,
        polarity=Polarity.NEITHER,
        first_year=2011,
        reading=Ratio(("cla_start_age_10_15", "cla_start_age_16p"), "cla_started", 100),
        source=_CLA,
        table="Children starting to be looked after by age; worked out by Kinfold",
        hazards=(
            "Young people who came to England alone are nearly all in this group.",
            "Withheld when either age group is; never worked out from what is left.",
        ),
        balanced_by=("care.starting_rate",),
    ),
    Measure(
        code="assessment.within_45_days",
        version=1,
        title="Assessments finished within 45 working days",
        short="Assessments in time",
        meaning=(
            "Of the assessments finished in the year, the share that took no more "
            "than 45 working days from their start."
        ),
        numerator="Assessments finished within 45 working days",
        denominator="Assessments finished in the year",
        period=_YEAR,
        unit=Unit.PERCENT,
        polarity=Polarity.HIGHER,
        first_year=2015,
        reading=Published("assess_45wd_pct"),
        source=_LAIT,
        table="Assessments completed within 45 working days",
        hazards=(
            "The statutory clock starts at the referral; the published figure starts "
            "at the assessment.",
            "In time says nothing of how good an assessment was.",
        ),
        balanced_by=("referral.rereferral_12_months",),
    ),
    Measure(
        code="conference.within_15_days",
        version=1,
        title="Child protection conferences held within 15 working days",
        short="Conferences in time",
        meaning=(
            "Of the first child protection conferences in the year, the share held "
            "within 15 working days of the start of the section 47 enquiry."
        ),
        numerator="Initial conferences within 15 working days",
        denominator="Initial child protection conferences in the year",
        period=_YEAR,
        unit=Unit.PERCENT,
        polarity=Polarity.HIGHER,
        first_year=2013,
        reading=FirstOf(
            Published("icpc_15wd_pct"),
            Ratio(("icpc_0_10wd", "icpc_11_15wd"), "icpc", 100),
        ),
        counts=Ratio(("icpc_0_10wd", "icpc_11_15wd"), "icpc", 100),
        source=f"{_LAIT}; {_CIN}",
        table="Initial conferences within 15 days; 2013 and 2014 from Table C4",
        hazards=(
            "A conference for a family who moved in is reported apart.",
            "2013 and 2014 are worked out from the counts, which give the published "
            "figure to within one point in nearly every later year.",
        ),
        balanced_by=("plan.repeat",),
    ),
    Measure(
        code="court.care_applications",
        version=1,
        title="Care applications to court",
        short="Care applications",
        meaning=(
            "New applications to court for a care or supervision order, for every "
            "10,000 children who live in the area."
        ),
        numerator="New care applications (section 31) in the year",
        denominator="Children aged 0 to 17",
        period=_YEAR,
        unit=Unit.PER_10_000,
        polarity=Polarity.NEITHER,
        first_year=2015,
        reading=Published("cafcass_care_apps_rate10k"),
        source=f"Cafcass, through {_LAIT}",
        table="Care applications per 10,000 children",
        hazards=(
            "One application can be about several brothers and sisters.",
            "The programme hoped for a fifth fewer than in 2016/17. That is a hope "
            "with a number, not a standard: a court may be what a child needs.",
        ),
        balanced_by=("care.starting_rate",),
    ),
    Measure(
        code="workforce.caseload",
        version=1,
        title="Cases held by each social worker",
        short="Caseload",
        meaning=(
            "Cases divided by the full-time equivalent number of social workers who "
            "hold any."
        ),
        numerator="Cases held on 30 September",
        denominator="Social workers who hold cases, full-time equivalent",
        period="On 30 September",
        unit=Unit.CASES,
        polarity=Polarity.LOWER,
        first_year=2016,
        reading=FirstOf(Published("sw_caseload"), Published("sw_caseload_lait")),
        source=f"{_CSWW}; {_LAIT}",
        table="Workforce indicators",
        hazards=(
            "A mean over all case holders; a newly qualified worker should have fewer.",
            "2016 comes from an older collection and is not joined to the later years.",
        ),
        balanced_by=("workforce.turnover",),
        national_column="sw_caseload",
        is_september=True,
    ),
    Measure(
        code="workforce.turnover",
        version=1,
        title="Social workers who left in the year",
        short="Turnover",
        meaning=(
            "Social workers who left the authority in the year, as a share of those in "
            "post at its end."
        ),
        numerator="Leavers in the year, full-time equivalent",
        denominator="Social workers in post on 30 September, full-time equivalent",
        period=_SEPTEMBER,
        unit=Unit.PERCENT,
        polarity=Polarity.LOWER,
        first_year=2015,
        reading=FirstOf(
            Published("sw_turnover_pct"), Published("sw_turnover_pct_lait")
        ),
        source=f"{_CSWW}; {_LAIT}",
        table="Workforce indicators",
        hazards=(
            "A small authority's figure moves by points when one team leaves.",
            _OLDER_WORKFORCE,
        ),
        balanced_by=("workforce.agency",),
        national_column="sw_turnover_pct",
        is_september=True,
    ),
    Measure(
        code="workforce.agency",
        version=1,
        title="Social workers supplied by agencies",
        short="Agency workers",
        meaning=(
            "Of the social workers at work on 30 September, the share who came from an "
            "agency."
        ),
        numerator="Agency social workers, full-time equivalent",
        denominator="Agency and employed social workers, full-time equivalent",
        period="On 30 September",
        unit=Unit.PERCENT,
        polarity=Polarity.LOWER,
        first_year=2015,
        reading=FirstOf(Published("sw_agency_pct"), Published("sw_agency_pct_lait")),
        source=f"{_CSWW}; {_LAIT}",
        table="Workforce indicators",
        hazards=(
            "Agency workers may cover vacancies or a project with an end.",
            _OLDER_WORKFORCE,
        ),
        balanced_by=("workforce.turnover", "workforce.caseload"),
        national_column="sw_agency_pct",
        is_september=True,
    ),
)

THEMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Asking for help, and asking again",
        (
            "referral.rereferral_12_months",
            "referral.rate",
            "assessment.within_45_days",
        ),
    ),
    (
        "Child protection",
        ("plan.repeat", "plan.two_years_or_more", "conference.within_15_days"),
    ),
    (
        "Coming into care",
        (
            "care.starting_rate",
            "care.starting_aged_10_plus",
            "court.care_applications",
        ),
    ),
    (
        "The people who do the work",
        ("workforce.caseload", "workforce.turnover", "workforce.agency"),
    ),
)
"""The measures in the order a page shows them, under the question they belong to."""

WORKFORCE = (*dict(THEMES)["The people who do the work"], VACANCY.code)
PUBLISHED: tuple[Measure, ...] = (*MEASURES, *ALSO_PUBLISHED)
"""Those that a page opens with, and every other that can be followed."""
ALL_THEMES = (*THEMES, MORE)
BY_CODE: Mapping[str, Measure] = {measure.code: measure for measure in PUBLISHED}

COLUMNS: frozenset[str] = frozenset[str]().union(*(one.columns for one in PUBLISHED))
