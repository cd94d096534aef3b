"""Write data/england/national.csv: England's own published figures.

The panel holds authorities only. Where many authorities are withheld, the middle of
those that are left would mislead, so the national figure stands beside a picture
instead. Run: python tools/england_national.py RAW_FOLDER > data/england/national.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

# raw file, column in it, name in the panel
WANTED = (
    (
        "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
        "rereferral_percent",
        "rereferral_pct",
    ),
    (
        "d3_cpps_subsequent_plan_2013_to_2025.csv",
        "CPP_subsequent_percent",
        "cpp_subsequent_pct",
    ),
    (
        "d5_cpps_at31march_by_duration_2013_to_2025.csv",
        "2_years_or_more_percent",
        "cpp_at31_ge2y_pct",
    ),
    ("csww_indicators_2017_to_2025.csv", "turnover_rate_fte", "sw_turnover_pct"),
    ("csww_indicators_2017_to_2025.csv", "agency_rate_fte", "sw_agency_pct"),
    ("csww_indicators_2017_to_2025.csv", "caseload_fte", "sw_caseload"),
)


def national_rows(folder: Path) -> list[tuple[str, str, str, str]]:
    """Year, panel measure, published value, raw file; oldest year first."""
    found = []
    for name, column, measure in WANTED:
        text = (folder / name).read_text(encoding="utf-8-sig")
        for row in csv.DictReader(text.splitlines()):
            if row["geographic_level"] == "National":
                found.append((row["time_period"], measure, row[column], name))
    return sorted(found, key=lambda row: (row[1], row[0]))


if __name__ == "__main__":
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("year", "measure", "value", "source"))
    out.writerows(national_rows(Path(sys.argv[1])))
