"""What docs/how-to/give-an-extract.md shows is run as it stands there."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date

import pytest
from django.conf import settings

from kinfold_evaluation.doors import main
from kinfold_measures.extracts.making import Asked, make
from kinfold_measures.extracts.packing import packed
from kinfold_measures.extracts.rare import Grain
from kinfold_measures.made_census import write_census
from kinfold_measures.returns.importing import read_bundle
from kinfold_measures.returns.kinds import Bundle, Kind

PAGE = (settings.PROJECT / "docs" / "how-to" / "give-an-extract.md").read_text()
CHILDREN = 600
ASKED = Asked(
    columns={"person": ("age", "sex", "ethnicity"), "cin_episodes": ("referral_date",)},
    first=date(2023, 4, 1),
    last=date(2025, 3, 31),
    grain=Grain.MONTH,
    alike=10,
)


def extract_of(folder, name, authority, seed):
    census = folder / f"{name}.xml"
    write_census(census, CHILDREN, seed=seed, authority=authority)
    read = read_bundle(Bundle(Kind.CENSUS, 2025, (census,)), authority=authority)
    made = make(read.tables, ASKED, name.encode())
    (folder / f"{name}.zip").write_bytes(packed(made, {}, ""))
    return made


def test_two_extracts_feed_the_design_with_a_row_a_child(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    made = [
        extract_of(tmp_path, "with", "925", 1),
        extract_of(tmp_path, "without", "926", 2),
    ]
    [notebook] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(notebook, {})  # noqa: S102  our own page
    [command] = re.findall(
        r"\./kinfold (evaluate --method ebal.*?--json)", PAGE, re.DOTALL
    )
    words = shlex.split(command.replace("\\\n", " "))
    assert main(words[1:]) == 0
    told = json.loads(capsys.readouterr().out)
    people = told["people"]
    assert people["treated"] + people["untreated"] + people["left_out_for_gaps"] == sum(
        len(one.children) for one in made
    )
    assert people["treated"] > 300
    # nothing was done to anybody: the interval holds 0
    low, high = told["ci"]
    assert low < 0 < high


@pytest.mark.parametrize("word", ["90", "5 at least", "10 unless"])
def test_the_page_says_what_the_rules_are(word):
    from kinfold.extracts import policy

    limits = (policy.LONGEST.days, policy.FEWEST_ALIKE, policy.USUAL_ALIKE)
    assert limits == (90, 5, 10)
    assert word in PAGE
