"""A made-up authority's returns of children looked after, five linked years as CSV.

Made by DuckDB out of numbers, as the nation is: the same for the same seed. A child is
in every year's return that their time in care falls into, by the same id.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.nation_made import MACROS

FIRST_YEAR, YEARS = 2021, 5
_CHILDREN = """
CREATE TABLE child AS
SELECT *, began + 30 + within(n, 'stayed', 1400) AS left_on,
  pick(n, 'status', ['C1', 'C2', 'V2']) AS status,
  chance(n, 'adopted') < 60000 AS is_adopted
FROM (
  SELECT n, 'K' || lpad(n::VARCHAR, 8, '0') AS child, began,
    began - 200 - within(n, 'born', 5800) AS born
  FROM (
    SELECT n, DATE '{first}-04-01' + within(n, 'began', 1795) AS began
    FROM range({children}) AS r(n)
  ) AS one
) AS two
"""
_EPISODES = """
CREATE TABLE episode AS
SELECT c.*, k, began + 150 * k::INT AS starts,
  least(left_on, began + 150 * (k::INT + 1)) AS ends
FROM child AS c, range(10) AS s(k) WHERE began + 150 * k::INT < left_on
"""
_IN_YEAR = "began <= {ends} AND left_on >= {starts}"
_WHOLE_YEAR = "began < {starts} AND left_on > {ends}"
_LEFT = "left_on BETWEEN {starts} AND {ends}"
_HAS_LEFT_CARE = "left_on < {starts} AND born + 5900 < left_on AND born + 6300 < {ends}"
_WITHIN = "BETWEEN greatest(began, {starts}) AND least(left_on, {ends})"
_DOB = "written(born) AS DOB"
_REASON_LEFT = (
    "CASE WHEN is_adopted THEN 'E12' ELSE pick(n, 'left', ['E4A', 'E13', 'E8']) END"
)
_FILES: Mapping[str, tuple[str, str]] = {
    "Header": (
        "child AS CHILD, {sex} AS SEX, written(born) AS DOB, "
        "pick(n, 'ethnicity', ['WBRI', 'WBRI', 'APKN', 'BAFR', 'MWBC']) AS ETHNIC, "
        "'UN' || 1 AS UPN, '' AS MOTHER, '' AS MC_DOB",
        f"child WHERE ({_IN_YEAR}) OR ({_HAS_LEFT_CARE})",
    ),
    "Episodes": (
        "child AS CHILD, written(starts) AS DECOM, "
        "CASE WHEN k = 0 THEN 'S' ELSE 'P' END AS RNE, status AS LS, "
        "pick(n, 'need', ['N1', 'N4', 'N5']) AS CIN, "
        "CASE WHEN is_adopted AND ends = left_on THEN 'A5' "
        "ELSE ['U1', 'U4', 'U6', 'K2', 'R1'][1 + ((n + k) % 5)::INT] END AS PLACE, "
        "pick(n + k, 'provider', ['PR1', 'PR4']) AS PLACE_PROVIDER, "
        "CASE WHEN ends <= {ends} THEN written(ends) ELSE '' END AS DEC, "
        "CASE WHEN ends > {ends} THEN '' WHEN ends < left_on THEN 'X1' "
        f"ELSE {_REASON_LEFT} END AS REC, "
        "CASE WHEN ends <= {ends} AND ends < left_on THEN 'LAREQ' ELSE '' END "
        "AS REASON_PLACE_CHANGE, 'AB1 2CD' AS HOME_POST, 'AB3 4EF' AS PL_POST, "
        "'SC' || (100000 + n % 899999) AS URN",
        "episode WHERE starts <= {ends} AND ends >= {starts}",
    ),
    "Reviews": (
        f"child AS CHILD, {_DOB}, written(began + 90 * k::INT) AS REVIEW, "
        "CASE WHEN began + 90 * k::INT < born + 1461 THEN 'PN0' "
        "ELSE pick(n + k, 'took part', ['PN1', 'PN3', 'PN7']) END AS REVIEW_CODE",
        f"child, range(1, 17) AS s(k) WHERE began + 90 * k::INT {_WITHIN}",
    ),
    "UASC": (
        f"child AS CHILD, {{sex}} AS SEX, {_DOB}, '' AS DUC",
        f"child WHERE {_IN_YEAR} AND chance(n, 'alone') < 70000",
    ),
    "Missing": (
        f"child AS CHILD, {_DOB}, pick(n + k, 'kind', ['M', 'M', 'A']) AS MISSING, "
        "written(began + 25 * k::INT) AS MIS_START, "
        "CASE WHEN began + 25 * k::INT + 1 <= least(left_on, {ends}) "
        "THEN written(began + 25 * k::INT + 1) ELSE '' END AS MIS_END",
        "child, range(1, 40) AS s(k) WHERE chance(n, 'missing') < 110000 "
        f"AND began + 25 * k::INT {_WITHIN}",
    ),
    "OC2": (
        f"child AS CHILD, {_DOB}, "
        "CASE WHEN born + 1461 <= {ends} AND born + 6209 > {ends} "
        "THEN within(n, 'score', 41)::VARCHAR ELSE '' END AS SDQ_SCORE, "
        "'' AS SDQ_REASON, CASE WHEN born + 3653 <= {ends} THEN '0' ELSE '' END "
        "AS CONVICTED, CASE WHEN born + 1826 > {ends} THEN '1' ELSE '' END "
        "AS HEALTH_CHECK, "
        "(chance(n, 'jabs') < 850000)::INT AS IMMUNISATIONS, "
        "(chance(n, 'teeth') < 700000)::INT AS TEETH_CHECK, "
        "(chance(n, 'health') < 890000)::INT AS HEALTH_ASSESSMENT, "
        "0 AS SUBSTANCE_MISUSE, '' AS INTERVENTION_RECEIVED, "
        "'' AS INTERVENTION_OFFERED",
        f"child WHERE {_WHOLE_YEAR}",
    ),
    "OC3": (
        f"child AS CHILD, {_DOB}, pick(n, 'touch', ['YES', 'YES', 'NO']) AS IN_TOUCH, "
        "pick(n, 'does', ['F2', 'P2', 'G4']) AS ACTIV, "
        "pick(n, 'lives', ['U1', 'V1', 'X2']) AS ACCOM",
        f"child WHERE {_HAS_LEFT_CARE}",
    ),
    "AD1": (
        f"child AS CHILD, {_DOB}, written(left_on - 25) AS DATE_INT, "
        "written(left_on - 20) AS DATE_MATCH, 0 AS FOSTER_CARE, 2 AS NB_ADOPTR, "
        "'MF' AS SEX_ADOPTR, 'L11' AS LS_ADOPTR",
        f"child WHERE is_adopted AND {_LEFT}",
    ),
    "PlacedAdoption": (
        f"child AS CHILD, {_DOB}, written(left_on - 15) AS DATE_PLACED, "
        "'' AS DATE_PLACED_CEASED, '' AS REASON_PLACED_CEASED",
        f"child WHERE is_adopted AND {_LEFT}",
    ),
    "PrevPerm": (
        f"child AS CHILD, {_DOB}, 'P1' AS PREV_PERM, '925' AS LA_PERM, "
        "written(born + 100) AS DATE_PERM",
        "child WHERE began BETWEEN {starts} AND {ends} AND chance(n, 'before') < 40000",
    ),
    "SWEpisodes": (
        f"child AS CHILD, {_DOB}, 'SW' || n % 900 AS SW_ID, "
        "written(began) AS SW_DECOM, "
        "CASE WHEN left_on <= {ends} THEN written(left_on) ELSE '' END AS SW_DEC, "
        "CASE WHEN left_on <= {ends} THEN 'OTHERS' ELSE '' END AS SW_REASON",
        f"child WHERE {_IN_YEAR}",
    ),
}


def write_returns(
    folder: Path, children: int, *, seed: int = 1
) -> dict[int, list[Path]]:
    """Write the returns of so many children; each year's files."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(MACROS.format(seed=seed))
    connection.execute("CREATE MACRO written(day) AS strftime(day, '%d/%m/%Y')")
    first = FIRST_YEAR - 1
    connection.execute(_CHILDREN.format(first=first, children=children))
    connection.execute(_EPISODES)
    made: dict[int, list[Path]] = {}
    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        for name, (cells, source) in _FILES.items():
            if name == "SWEpisodes" and year < 2024:
                continue
            path = folder / f"{name}_{year}.csv"
            letters, figures = "['M', 'F']", "['1', '2']"
            given = {
                "starts": f"DATE '{year - 1}-04-01'",
                "ends": f"DATE '{year}-03-31'",
                "sex": f"pick(n, 'sex', {letters if year >= 2025 else figures})",
            }
            asked = f"SELECT {cells} FROM {source} ORDER BY ALL".format(**given)
            connection.execute(f"COPY ({asked}) TO '{path}' (HEADER)")
            made.setdefault(year, []).append(path)
    connection.close()
    return made
