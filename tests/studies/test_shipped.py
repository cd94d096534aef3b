"""The studies that come with Kinfold: readable as registered, refused when changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings as project

from kinfold_core.access import Role
from kinfold_core.access.actions import Action
from kinfold_core.access.table import GRANTS
from tests.factories.platform import make_programme_viewer, make_worker_viewer

TEN = "/evaluation/studies/ten-authorities/"
SHELF = Path(project.PROJECT) / "studies"
READERS = frozenset(GRANTS[Action.SEE_STUDIES])


@pytest.fixture
def lead(db):
    return make_programme_viewer(Role.PROGRAMME_LEAD)


@pytest.fixture
def ten(tmp_path, settings):
    """The folder of the ten-authority study, of a project that may be changed."""
    shutil.copytree(SHELF, tmp_path / "studies")
    settings.PROJECT = tmp_path
    return tmp_path / "studies" / "ten-authorities"


@pytest.mark.parametrize("role", sorted(set(Role) - READERS))
def test_other_roles_are_refused_with_a_reason(authority, sign_in, role):
    client = sign_in(make_worker_viewer(authority, role))
    assert {client.get(page).status_code for page in ("/evaluation/studies/", TEN)} == {
        403
    }


def test_the_registry_shows_what_was_registered_and_run(lead, sign_in):
    page = sign_in(lead).get("/evaluation/studies/").content.decode()
    assert "Ten authorities, the two years of the second project" in page
    assert "Registered and run" in page
    assert "99f28e" in page
    assert "Write a protocol" not in page  # a lead reads, an evaluator writes


def test_the_design_says_who_when_and_what_could_be_seen(lead, sign_in):
    page = sign_in(lead).get(TEN).content.decode()
    assert "Bexley · Brent · Bristol, City of" in page
    assert "4 periods before the first start and 2 since" in page
    assert re.search(r"Applications to the court.*?3\.11.*?2\.57", page, re.DOTALL)
    assert "was looked at before the protocol was registered" in page  # a deviation


def test_results_lead_with_the_honest_paragraph(lead, sign_in):
    page = sign_in(lead).get(f"{TEN}results/").content.decode()
    assert page.count('class="card"') == 10
    assert "Not to be told from chance: 0.08 fewer of 10,000 children" in page
    assert page.index("None of the 4 primary outcomes") < page.index('class="card"')
    assert "Maryland scientific methods scale" in page
    assert "One authority" not in page  # of whoever works in none of the ten


def test_one_outcome_has_pictures_each_with_words_and_a_table(lead, sign_in):
    page = sign_in(lead).get(f"{TEN}results/1/").content.decode()
    assert page.index("Not to be told from chance") < page.index("<figure")
    # five, and the two of the ten that one mix alone is like
    assert page.count("<figcaption") == 7
    assert page.count("The numbers in a table") == 7
    assert page.count("there is no effect, rank or p") == 8
    assert "Had trends not been parallel" in page
    assert "9,310 of 10,000 times it showed" in page
    assert "117 of 139" in page  # Bexley beside its mix
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_an_authority_reads_its_own_line_first_with_the_warning(authority, sign_in):
    analyst = make_worker_viewer(authority, Role.ANALYST)
    page = sign_in(analyst).get(f"{TEN}results/1/").content.decode()
    own = page.index("Lincolnshire:</strong>")
    assert own < page.index("Not to be told from chance")
    line = page[own : own + 600]
    assert "More mixes than one are exactly like Lincolnshire" in line
    assert "gap is not an effect" in line
    rows = re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', page.split('id="each"')[1])
    assert rows[0] == "Lincolnshire"


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (
            "protocol.toml",
            'better = "lower"',
            'better = "higher"',
            "-&gt; higher",
        ),
        ("protocol.toml", "[data]", "[data", "is not TOML"),
        ("panel.csv", "15.4", "15.5", "panel.csv is not the data of the protocol"),
        ("results.json", "0.931", "0.031", "results.json is not what the book says"),
        ("registry.jsonl", "Wakefield", "Wokefield", "Line 1 of registry.jsonl"),
    ],
)
def test_what_was_changed_is_refused_by_name(
    lead, sign_in, ten, file, before, after, told
):
    path = ten / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    client = sign_in(lead)
    for address in ("/evaluation/studies/", TEN, f"{TEN}results/"):
        page = client.get(address).content.decode()
        assert "No results are shown of a changed protocol" in page
        assert told in page
        assert "Not to be told from chance" not in page
    assert client.get(f"{TEN}results/1/").status_code == 404
    assert client.get(f"{TEN}files/results/").status_code == 404


def test_of_a_changed_study_its_book_still_tells_title_hash_and_maker(
    lead, sign_in, ten
):
    path = ten / "results.json"
    path.write_text(path.read_text("utf-8").replace("0.931", "0.031", 1), "utf-8")
    page = sign_in(lead).get(TEN).content.decode()
    assert "Ten authorities, the two years of the second project" in page
    assert "99f28e" in page
    assert "the makers of Kinfold, who are not independent of it" in page
    assert "was looked at before the protocol was registered" in page
    book = sign_in(lead).get(f"{TEN}files/book/").content.decode()
    assert book.count('"ran"') >= 1


def test_a_study_that_was_not_run_yet_says_so(lead, sign_in, ten):
    (ten / "results.json").unlink()
    assert "It has not been run yet" in (
        sign_in(lead).get(f"{TEN}results/").content.decode()
    )


def test_what_was_asked_after_it_was_read_says_so_and_is_read_by_the_same_book(
    lead, sign_in, ten
):
    client, later = sign_in(lead), "/evaluation/studies/ten-authorities-to-2025/"
    assert "had been looked at already" in client.get(later).content.decode()
    outcome = client.get(f"{later}results/1/").content.decode()
    assert "every way" in outcome
    assert client.get(f"{later}files/report/").status_code == 404
    path = ten / "further" / "to-2025" / "protocol.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('rank = "', 'rank = "harm" # ', 1), "utf-8")
    page = client.get("/evaluation/studies/").content.decode()
    assert page.count("No results are shown of a changed protocol") == 1
    assert "Not to be told from chance" in client.get(f"{TEN}results/").content.decode()


def test_a_report_holds_of_what_was_asked_after_only_what_stands(lead, sign_in, ten):
    address, later = f"{TEN}files/page/", ten / "further"
    client = sign_in(lead)
    whole = client.get(address).content.decode()
    assert 'id="to-2025"' in whole
    assert 'id="wave-one"' in whole
    (later / "wave-one" / "results.json").unlink()
    path = later / "to-2025" / "results.json"
    path.write_text(path.read_text("utf-8").replace('"att": ', '"att": 9', 1), "utf-8")
    page = client.get(address).content.decode()
    assert "None of the 4 primary" in page
    assert 'id="to-2025"' not in page
    assert 'id="wave-one"' not in page


def test_its_files_can_be_taken_away_as_they_are(lead, sign_in):
    client = sign_in(lead)
    got = client.get(f"{TEN}files/results/").content.decode()
    assert got == (SHELF / "ten-authorities" / "results.json").read_text("utf-8")
    table = client.get(f"{TEN}files/table/").content.decode().splitlines()
    assert len(table) == 101
    assert client.get(f"{TEN}files/report/").content.startswith(b"%PDF")
    assert "None of the 4 primary" in client.get(f"{TEN}files/page/").content.decode()
    assert client.get(f"{TEN}files/nothing/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["no-such-study/", "ten-authorities/results/99/", "..-data/"],
)
def test_what_is_not_there_is_not_found(lead, sign_in, address):
    assert sign_in(lead).get(f"/evaluation/studies/{address}").status_code == 404
