"""What a study's table holds is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from uuid import uuid4

from kinfold.studies.study import Study
from kinfold.studies.views import reading

EVIL = '=HYPERLINK("http://evil.example")'


def test_no_cell_of_the_table_is_a_formula() -> None:
    answers = {EVIL: {"att": -1.5, "se": 0.5, "cannot_be_answered": "+1+1"}}
    study = Study(
        key=str(uuid4()),
        said={"title": "T", "outcomes": [{"column": EVIL}]},
        digest="0" * 64,
        lines=(),
        who="",
        results=json.dumps({EVIL: answers}),
    )
    said = reading._table(study)
    _, row = csv.reader(io.StringIO(said))
    assert [cell[0] for cell in (row[0], row[1], row[5])] == ["'", "'", "'"]
    assert row[2] == "-1.5"  # a number below nought stays a number
