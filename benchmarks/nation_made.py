"""A made-up nation's returns of ten years as Parquet, the same for the same seed.

Made by DuckDB out of numbers: a child's number and a salt give every chance, so that
nothing depends on the order or on how many make it. At scale 1 it is 153 authorities,
four million child-years and about forty million rows.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from kinfold_measures.table import Type
from kinfold_measures.tables import BY_NAME

AUTHORITIES, FIRST_YEAR, YEARS = 153, 2016, 10
CHILDREN = 10_000
"""Children of an authority who are referred in the ten years."""
LAST_DAY = f"DATE '{FIRST_YEAR + YEARS - 1}-03-31'"
_SQL_TYPES = {
    Type.TEXT: "VARCHAR", Type.DATE: "DATE", Type.NUMBER: "BIGINT",
    Type.YES_NO: "BOOLEAN",
}  # fmt: skip

# chance(n, salt): a number from 0 to 999,999; pick: one of a list by it
MACROS = """
CREATE MACRO chance(n, salt) AS (hash(n, salt, {seed}) % 1000000)::BIGINT;
CREATE MACRO pick(n, salt, list) AS list[1 + (chance(n, salt) % len(list))::INT];
CREATE MACRO within(n, salt, days) AS (chance(n, salt) % days)::INT;
CREATE MACRO return_of(day) AS (year(day) + (month(day) >= 4)::INT)::BIGINT;
"""
_STEPS = (
    """
CREATE TABLE child AS
SELECT n, (100 + n % {authorities})::VARCHAR AS authority, 'K' || n AS child_id,
  DATE '{born}-04-01' + within(n, 'born', 6200) AS born
FROM range({children}) AS r(n)
""",
    """
CREATE TABLE episode AS
SELECT c.*, c.n * 4 + k AS e,
  greatest(
    c.born, DATE '{first}-04-01' + within(c.n * 4 + k, 'referred', 3590)
  ) AS referred
FROM child AS c, range(3) AS s(k) WHERE k = 0 OR chance(c.n * 4 + k, 'again') < 250000
""",
    """
CREATE TABLE need AS
SELECT *, child_id || '/' || referred AS episode,
  referred + 10 + within(e, 'closed', 40) * within(e, 'long', 40) AS ended,
  chance(e, 'nothing') < 100000 AS nothing
FROM episode
""",
    """
CREATE TABLE care AS
SELECT n, authority, child_id, born, referred + within(e, 'care', 200) AS began,
  referred + within(e, 'care', 200) + 30 + within(e, 'left', 1400) AS left_on
FROM need WHERE e % 4 = 0 AND chance(e, 'is in care') < 180000
""",
)
"""What the tables are made of: children, their times of need, their times of care."""
_YEARS_OF = (
    ", range(return_of({began}), 1 + return_of(least({ended}, {last})))"
    " AS y(return_year)"
)
_NEED_YEARS = _YEARS_OF.format(began="referred", ended="ended", last=LAST_DAY)
_CARE_YEARS = _YEARS_OF.format(began="began", ended="left_on", last=LAST_DAY)
_TABLES = {
    "person": (
        "child_id, return_year, born AS date_of_birth, pick(n, 'sex', ['F', "
        "'M']) AS sex, "
        "pick(n, 'ethnicity', ['WBRI', 'WBRI', 'APKN', 'BAFR', 'MWBC']) AS ethnicity",
        "(SELECT DISTINCT n, authority, child_id, born, return_year FROM "
        f"need{_NEED_YEARS})",
    ),
    "disability": (
        "child_id, return_year, pick(n, 'disability', ['NONE', 'LD', 'AUT']) "
        "AS disability",
        f"(SELECT DISTINCT n, authority, child_id, return_year FROM need{_NEED_YEARS})",
    ),
    "contacts": (
        "child_id, return_of(referred) AS return_year, referred - k::INT AS "
        "contact_date, "
        "pick(e, k, ['6', '2A', '3A', '1A']) AS source",
        "need, range(6) AS s(k)",
    ),
    "early_help_episodes": (
        "child_id, return_of(referred) AS return_year, referred - 60 AS start_date",
        "need WHERE chance(e, 'early') < 300000",
    ),
    "cin_episodes": (
        "child_id, return_year, episode, referred AS referral_date, "
        "pick(e, 'source', ['6', '2A', '3A', '1A', '5B']) AS referral_source, "
        "pick(e, 'need', ['N1', 'N1', 'N2', 'N4', 'N5']) AS primary_need, "
        "CASE WHEN return_of(ended) <= return_year THEN ended END AS closure_date, "
        "CASE WHEN return_of(ended) <= return_year THEN "
        "pick(e, 'why', ['RC7', 'RC8', 'RC9']) END AS closure_reason, "
        "nothing AS no_further_action, CASE WHEN chance(e, 'came') < 10000 "
        "THEN referred + 10 END AS transfer_conference_date",
        f"need{_NEED_YEARS}",
    ),
    "cin_assessments": (
        "child_id, return_of(referred) AS return_year, episode, "
        "episode || '/1' AS assessment, referred AS start_date, "
        "referred + 5 + within(e, 'signed', 85) AS authorisation_date",
        "need WHERE NOT nothing",
    ),
    "assessment_factors": (
        "child_id, return_of(referred) AS return_year, episode, "
        "episode || '/1' AS assessment, factors[k::INT] AS factor",
        "(SELECT *, pick(e, 'factors', [['1B', '3B'], ['4B', '16A', '3A'], ['17A'], "
        "['2B', '18C', '24A'], ['19A']]) AS factors FROM need WHERE NOT nothing), "
        "range(1, 4) AS s(k) WHERE k <= len(factors)",
    ),
    "cin_plans": (
        "child_id, return_year, episode, referred + 30 AS start_date, "
        "CASE WHEN return_of(ended) <= return_year THEN ended END AS end_date",
        f"need{_NEED_YEARS} WHERE NOT nothing AND chance(e, 'plan') < 500000",
    ),
    "s47_enquiry": (
        "child_id, return_of(referred) AS return_year, episode, referred AS "
        "start_date, "
        "CASE WHEN chance(e, 'conference') < 400000 THEN "
        "referred + 5 + within(e, 'held', 35) END AS conference_date, "
        "chance(e, 'conference') >= 400000 AS conference_not_required",
        "need WHERE chance(e, 'enquiry') < 350000",
    ),
    "cp_plans": (
        "child_id, return_year, episode, episode || '/p' AS plan, "
        "referred + 20 AS start_date, "
        "CASE WHEN return_of(ended) <= return_year THEN ended END AS end_date, "
        "pick(e, 'abuse', ['NEG', 'EMO', 'PHY']) AS initial_category, "
        "pick(e, 'abuse', ['NEG', 'EMO', 'PHY']) AS latest_category, "
        "(chance(e, 'before') < 220000)::BIGINT AS previous_plans",
        f"need{_NEED_YEARS} WHERE ended > referred + 20 AND chance(e, 'cp') < 200000",
    ),
    "cp_reviews": (
        "child_id, return_of(referred) AS return_year, episode, episode || "
        "'/p' AS plan, "
        "referred + 20 + (k * (80 + within(e, k, 110)))::INT AS review_date",
        "need, range(1, 4) AS s(k) WHERE ended > referred + 20 + k::INT * 180 "
        "AND chance(e, 'cp') < 200000",
    ),
    "pre_proceedings": (
        "child_id, return_of(referred) AS return_year, episode, "
        "referred + 90 AS start_date, chance(e, 'offer') < 700000 AS "
        "family_meeting_offered, "
        "chance(e, 'offer') < 400000 AS family_meeting_held, referred + 200 "
        "AS decision_date, "
        "pick(e, 'outcome', ['A', 'B']) AS outcome, CASE WHEN chance(e, "
        "'asked') < 500000 "
        "THEN referred + 210 END AS application_date",
        "need WHERE chance(e, 'court') < 40000",
    ),
    "cla_episodes": (
        "child_id, return_year, start_date, "
        "CASE WHEN k = 0 THEN 'S' ELSE pick(n + k, 'reason', ['P', 'L', 'B']) END "
        "AS start_reason, pick(n + k, 'status', ['C1', 'C2', 'V2', 'V2']) AS "
        "legal_status, "
        "pick(n, 'care need', ['N1', 'N4', 'N5']) AS primary_need, "
        "pick(n + k, 'placement', ['U1', 'U4', 'U6', 'K2', 'P1', 'A5']) AS placement, "
        "CASE WHEN return_of(ended) <= return_year THEN ended END AS end_date, "
        "CASE WHEN return_of(ended) <= return_year THEN CASE WHEN ended < left_on "
        "THEN 'X1' ELSE pick(n, 'why left', ['E4A', 'E45', 'E11', 'E8']) END END "
        "AS end_reason",
        "(SELECT *, began + k::INT * 100 AS start_date, CASE WHEN k = 3 THEN left_on "
        "ELSE least(left_on, began + (k::INT + 1) * 100) END AS ended "
        "FROM care, range(4) AS s(k) WHERE began + k::INT * 100 < left_on) AS one"
        + _YEARS_OF.format(began="start_date", ended="ended", last=LAST_DAY),
    ),
    "immigration_status": (
        "child_id, return_of(began) AS return_year, born AS date_of_birth",
        "care WHERE chance(n, 'alone') < 80000",
    ),
    "cla_reviews": (
        "child_id, return_of(began + k::INT * 180) AS return_year, born AS "
        "date_of_birth, "
        "began + k::INT * 180 AS review_date, "
        "pick(n, k, ['PN1', 'PN3', 'PN7']) AS participation",
        "care, range(1, 8) AS s(k) WHERE began + k::INT * 180 < left_on",
    ),
    "missing": (
        "child_id, return_of(began + 20) AS return_year, born AS date_of_birth, "
        "pick(n, k, ['M', 'M', 'A']) AS kind, began + 20 * k::INT AS start_date",
        "care, range(1, 4) AS s(k) WHERE chance(n, 'missing') < 120000",
    ),
    "cla_health": (
        "child_id, return_year, born AS date_of_birth, "
        "chance(n, 'jabs') < 850000 AS immunised, chance(n, 'teeth') < 700000 "
        "AS dental_check, "
        "chance(n, 'health') < 890000 AS health_assessment",
        f"care{_CARE_YEARS}",
    ),
    "care_leavers": (
        "child_id, return_of(left_on) AS return_year, born AS date_of_birth, "
        "pick(n, 'touch', ['YES', 'YES', 'NO']) AS in_touch, "
        "pick(n, 'does', ['F2', 'P2', 'G4']) AS activity, "
        "pick(n, 'lives', ['U1', 'V1', 'X2']) AS accommodation",
        f"care WHERE left_on < {LAST_DAY} AND born + 5900 < left_on",
    ),
}


def write_nation(folder: Path, *, scale: float = 1.0, seed: int = 1) -> tuple[int, int]:
    """Write the tables; how many child-years and rows they are.

    At a scale of a half each authority has half the children.
    """
    connection = duckdb.connect(":memory:", config={"preserve_insertion_order": False})
    connection.execute(MACROS.format(seed=seed))
    for sql in _STEPS:
        connection.execute(
            sql.format(
                authorities=AUTHORITIES,
                children=round(AUTHORITIES * CHILDREN * scale),
                first=FIRST_YEAR - 1,
                born=FIRST_YEAR - 10,
            )
        )
    counts = {
        name: _write(connection, folder / f"{name}.parquet", name, *said)
        for name, said in _TABLES.items()
    }
    connection.close()
    return counts["person"], sum(counts.values())


def _write(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    cells: str,
    source: str,
) -> int:
    given = f"SELECT authority, 0::BIGINT AS line, {cells} FROM {source}"
    columns = connection.execute(f"DESCRIBE {given}").fetchall()
    there = {column[0] for column in columns}
    chosen = ", ".join(
        f"{one.name if one.name in there else 'NULL'}::{_SQL_TYPES[one.type]} "
        f"AS {one.name}"
        for one in BY_NAME[name].columns
    )
    connection.execute(
        f"COPY (SELECT {chosen} FROM ({given})) TO '{path}' (COMPRESSION zstd)"
    )
    [(count,)] = connection.execute(f"SELECT count(*) FROM '{path}'").fetchall()
    return int(count)
