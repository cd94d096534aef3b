"""A measure broken down: by age, sex, ethnicity, need, placement and the like.

One way for all: a breakdown says which column of a measure's cases it starts from, what
is looked up beside it, and what each code is called. A measure can be broken down by
whatever its cases tell; a breakdown never changes which cases there are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from kinfold_measures.language.definition import Definition

NOT_KNOWN: Final = "Not known"
"""The group of a case of which nothing is said, or a code that has no name here."""

_PERSON: Final = """
LEFT JOIN (
  SELECT
    authority,
    child_id,
    MAX(date_of_birth) AS born,
    MAX(expected_date_of_birth) AS expected,
    MAX(sex) AS sex,
    MAX(ethnicity) AS ethnicity
  FROM person
  GROUP BY authority, child_id
) AS b ON b.authority = c.authority AND b.child_id = c.child_id
"""
_EPISODE: Final = """
LEFT JOIN (
  SELECT
    authority,
    child_id,
    episode,
    MAX(primary_need) AS need,
    MAX(team) AS team
  FROM cin_episodes
  GROUP BY authority, child_id, episode
) AS e ON e.authority = c.authority AND e.child_id = c.child_id
  AND e.episode = c.episode
"""
_FACTORS: Final = """
LEFT JOIN (
  SELECT DISTINCT authority, child_id, assessment, factor
  FROM assessment_factors
) AS f ON f.authority = c.authority AND f.child_id = c.child_id
  AND f.assessment = c.assessment
"""
_STAGE: Final = """
LEFT JOIN (
  SELECT
    d.authority,
    d.child_id,
    d.family,
    d.day,
    MAX(
      CASE r.status
        WHEN 'looked_after' THEN '5'
        WHEN 'child_protection' THEN '4'
        WHEN 'child_in_need' THEN '3'
        WHEN 'early_help' THEN '2'
        WHEN 'care_leaver' THEN '1'
      END
    ) AS stage
  FROM (SELECT DISTINCT authority, child_id, family, day FROM cases) AS d
  JOIN service_statuses AS r ON r.authority = d.authority
    AND r.child_id = d.child_id AND r.family = d.family AND r.start_date <= d.day
    AND (r.end_date IS NULL OR r.end_date > d.day)
  GROUP BY d.authority, d.child_id, d.family, d.day
) AS s ON s.authority = c.authority AND s.child_id = c.child_id
  AND s.family = c.family AND s.day = c.day
"""
_NETWORK: Final = """
LEFT JOIN (
  SELECT d.authority, d.family, d.day, COUNT(DISTINCT m.member) AS people
  FROM (SELECT DISTINCT authority, family, day FROM cases) AS d
  JOIN network_people AS m ON m.authority = d.authority AND m.family = d.family
    AND m.level >= 3 AND m.start_date <= d.day
    AND (m.end_date IS NULL OR m.end_date > d.day)
  GROUP BY d.authority, d.family, d.day
) AS n ON n.authority = c.authority AND n.family = c.family AND n.day = c.day
"""
_SIZE: Final = """
CASE
  WHEN n.people >= 6 THEN '6'
  WHEN n.people >= 3 THEN '3'
  WHEN n.people >= 1 THEN '1'
  ELSE '0'
END
"""
_AGE: Final = """
CASE
  WHEN b.born > c.day OR (b.born IS NULL AND b.expected IS NOT NULL) THEN 'unborn'
  WHEN b.born + INTERVAL '12 months' > c.day THEN '0'
  WHEN b.born + INTERVAL '60 months' > c.day THEN '1'
  WHEN b.born + INTERVAL '120 months' > c.day THEN '5'
  WHEN b.born + INTERVAL '192 months' > c.day THEN '10'
  WHEN b.born IS NOT NULL THEN '16'
END
"""
_LENGTH: Final = """
CASE
  WHEN c.began + INTERVAL '3 months' >= c.day THEN '0'
  WHEN c.began + INTERVAL '6 months' >= c.day THEN '3'
  WHEN c.began + INTERVAL '12 months' > c.day THEN '6'
  WHEN c.began + INTERVAL '24 months' > c.day THEN '12'
  ELSE '24'
END
"""
_NEEDS: Final = {
    "N1": "Abuse or neglect",
    "N2": "The child's disability",
    "N3": "A parent's disability or illness",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
    "N9": "Cases other than children in need",
    "N0": "Not stated",
}


def _each(words: str, *codes: str) -> dict[str, str]:
    return dict.fromkeys(codes, words)


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way to part the cases of a measure.

    Attributes:
        column: the column of the cases that it starts from.
        join: what is looked up beside a case; it may find several rows for one case
            only where the groups overlap.
        code: what it gives for a case, in SQL.
        words: what each code is called, in the order that groups are shown. Where
            there are none, as of an authority's own teams, a code is its own name.
        overlaps: one case may be in several groups, so they do not add up to all.
        parts_people: also the children who live there can be parted so, and how many
            they are is not known; else the rate of a group is over all of them.
    """

    name: str
    title: str
    column: str
    code: str
    words: Mapping[str, str]
    join: str = ""
    overlaps: bool = False
    parts_people: bool = False

    @property
    def group(self) -> str:
        """The group of a case, in SQL; several codes may be one.

        The engine puts the codes together, so that a child who stands under two codes
        of one group is one child there.
        """
        if not self.words:
            return f"COALESCE(NULLIF({self.code}, ''), {_quoted(NOT_KNOWN)})"
        named = "\n".join(
            f"WHEN {_quoted(code)} THEN {_quoted(words)}"
            for code, words in self.words.items()
        )
        return f"CASE {self.code}\n{named}\nELSE {_quoted(NOT_KNOWN)} END"

    def in_order(self, met: Collection[str]) -> tuple[str, ...]:
        """Those of the groups that were met, as they are shown."""
        named = self.words.values() if self.words else sorted({*met} - {NOT_KNOWN})
        return tuple(one for one in dict.fromkeys([*named, NOT_KNOWN]) if one in met)


BREAKDOWNS: Final = (
    Breakdown(
        "age",
        "Age",
        "day",
        _AGE,
        {
            "unborn": "Not born yet",
            "0": "Under 1",
            "1": "1 to 4",
            "5": "5 to 9",
            "10": "10 to 15",
            "16": "16 and over",
        },
        join=_PERSON,
        parts_people=True,
    ),
    Breakdown(
        "sex",
        "Sex",
        "child_id",
        "b.sex",
        {"F": "Female", "M": "Male"},
        join=_PERSON,
        parts_people=True,
    ),
    Breakdown(
        "ethnicity",
        "Ethnicity",
        "child_id",
        "b.ethnicity",
        {
            **_each("White", "WBRI", "WIRI", "WIRT", "WOTH", "WROM"),
            **_each("Mixed", "MWBC", "MWBA", "MWAS", "MOTH"),
            **_each("Asian", "AIND", "APKN", "ABAN", "AOTH", "CHNE"),
            **_each("Black", "BCRB", "BAFR", "BOTH"),
            **_each("Other", "OOTH"),
        },
        join=_PERSON,
        parts_people=True,
    ),
    Breakdown("need", "Main need", "need", "c.need", _NEEDS),
    Breakdown("need", "Main need", "episode", "e.need", _NEEDS, join=_EPISODE),
    Breakdown("team", "Team", "episode", "e.team", {}, join=_EPISODE),
    Breakdown(
        "legal_status",
        "Legal status",
        "legal_status",
        "c.legal_status",
        {
            **_each("Care order", "C1", "C2"),
            **_each("Placement order, or freed for adoption", "E1", "D1"),
            **_each("Agreed with parents", "V2"),
            **_each("Child protection order", "L1", "L2", "L3"),
            **_each("Youth justice", "J1", "J2", "J3"),
        },
    ),
    Breakdown(
        "placement",
        "Kind of placement",
        "placement",
        "c.placement",
        {
            **_each("Fostered by family or friends", "U1", "U2", "U3", "Q1"),
            **_each("Fostered by somebody else", "U4", "U5", "U6", "Q2"),
            **_each("Placed for adoption", "A3", "A4", "A5", "A6"),
            **_each("With parents", "P1"),
            **_each("Children's home or secure home", "K1", "K2"),
            **_each("Supported accommodation or independent", "K3", "H5", "P2", "P3"),
            **_each(
                "School, hospital or other residence", "R1", "R2", "R3", "R5", "S1"
            ),
            **_each("Temporary", "T0", "T1", "T2", "T3", "T4"),
            **_each("Other", "Z1", "Z11", "Z12", "Z13", "Z14"),
        },
    ),
    Breakdown(
        "category",
        "Category of abuse",
        "category",
        "c.category",
        {
            "NEG": "Neglect",
            "EMO": "Emotional abuse",
            "PHY": "Physical abuse",
            "SAB": "Sexual abuse",
            "MUL": "More than one",
        },
    ),
    Breakdown(
        "source",
        "Who referred",
        "source",
        "c.source",
        {
            **_each("Family, friends or the child", "1A", "1B", "1C", "1D"),
            **_each("Schools", "2A"),
            **_each("Education services", "2B"),
            **_each("Health services", "3A", "3B", "3C", "3D", "3E", "3F"),
            **_each("Housing", "4"),
            **_each("The authority", "5A", "5B", "5D"),
            **_each("Another authority", "5C"),
            **_each("Police", "6"),
            **_each("Courts and other legal agencies", "7"),
            **_each("Other", "8"),
            **_each("Did not say who they were", "9"),
        },
    ),
    Breakdown(
        "length",
        "How long it has lasted",
        "began",
        _LENGTH,
        {
            "0": "3 months or less",
            "3": "Over 3 months, to 6",
            "6": "Over 6 months, under 1 year",
            "12": "1 year, under 2",
            "24": "2 years or more",
        },
    ),
    Breakdown(
        "stage",
        "Stage of service",
        "family",
        "COALESCE(s.stage, '0')",
        {
            "2": "Early help",
            "3": "Child in need",
            "4": "Child protection plan",
            "5": "Looked after",
            "1": "Care leaver",
            "0": "None running",
        },
        join=_STAGE,
    ),
    Breakdown(
        "network_size",
        "Size of the network",
        "family",
        _SIZE,
        {
            "0": "Nobody who knows the worry yet",
            "1": "1 or 2 people",
            "3": "3 to 5 people",
            "6": "6 people or more",
        },
        join=_NETWORK,
    ),
    Breakdown(
        "factor",
        "Factors found",
        "assessment",
        "f.factor",
        {
            **_each("Alcohol", "1A", "1B", "1C"),
            **_each("Drugs", "2A", "2B", "2C"),
            **_each("Domestic abuse", "3A", "3B", "3C"),
            **_each("Mental health", "4A", "4B", "4C"),
            **_each("Learning disability", "5A", "5B", "5C"),
            **_each("Physical disability or illness", "6A", "6B", "6C"),
            **_each("Young carer", "7A"),
            **_each("Privately fostered", "8B", "8C", "8D", "8E", "8F"),
            **_each("Came alone to this country", "9A"),
            **_each("Going missing", "10A"),
            **_each("Sexual exploitation", "11A"),
            **_each("Trafficking", "12A"),
            **_each("Gangs", "13A"),
            **_each("Socially unacceptable behaviour", "14A"),
            **_each("Self-harm", "15A"),
            **_each("Neglect", "16A"),
            **_each("Emotional abuse", "17A"),
            **_each("Physical abuse", "18A", "18B", "18C"),
            **_each("Sexual abuse", "19A", "19B", "19C"),
            **_each("Other", "20"),
            **_each("None", "21"),
            **_each("Female genital mutilation", "22A"),
            **_each("Abuse linked to faith or belief", "23A"),
            **_each("Criminal exploitation", "24A"),
        },
        join=_FACTORS,
        overlaps=True,
    ),
)
TITLES: Final = {one.name: one.title for one in BREAKDOWNS}
NAMES: Final = tuple(TITLES)


def breakdown_of(definition: Definition, name: str) -> Breakdown | None:
    """How a measure is broken down by something; None where its cases do not tell."""
    for one in BREAKDOWNS:
        if one.name == name and one.column in definition.gives:
            return one
    return None
