"""A programme's own studies: promised, kept for good, run, compared, and its alone."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.studies import selectors
from kinfold.studies.actions import register_protocol
from kinfold.studies.jobs import begin_run
from kinfold.studies.models import StudyLine, StudyPanel
from kinfold.studies.panels import panel_of_file
from kinfold_core.access import Role
from kinfold_evaluation.registry.book import lines
from tests.factories.platform import (
    as_owner,
    make_worker_viewer,
)
from tests.factories.studies import (
    TREATED,
    UNITS,
    WORDS,
    evaluator,
    let_in,
    make_panel,
    make_study,
    panel_csv,
    programme_of,
    said_of,
    worked,
)

pytestmark = pytest.mark.django_db
ROOT = "/evaluation/studies/"


@pytest.fixture
def daniel():
    return evaluator()


@pytest.fixture
def panel(daniel):
    return make_panel(daniel, panel_of_file(panel_csv()))


@pytest.fixture
def study(daniel, panel):
    return make_study(daniel, panel)


def typed(**more):
    return {
        **WORDS,
        "outcome_0": "primary-lower",
        "leading": "difference",
        "doubting": ["path", "each by its mix", "each, pooled"],
        "also_uses": "",
        **more,
    }


def upload(client, csv):
    given = SimpleUploadedFile(
        "panel.csv", csv if isinstance(csv, bytes) else csv.encode()
    )
    return client.post(f"{ROOT}panels/upload/", {"name": "Twelve", "given": given})


def test_a_panel_of_englands_figures_is_made_of_the_names_that_are_treated(
    daniel, sign_in
):
    client = sign_in(daniel)
    given = {"treated": "Norfolk\nBristol, City of", "since": "2018"}
    answer = client.post(f"{ROOT}panels/england/", given)
    page = client.get(answer["location"]).content.decode()
    assert "Bristol, City of, Norfolk" in page
    assert "Outcome: care_applications" in page
    given["treated"] = "Atlantis"
    refused = client.post(f"{ROOT}panels/england/", given)
    assert refused.status_code == 422
    assert "know no Atlantis" in refused.content.decode()


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        ("", "The file is empty"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        ("a\x00,b\n", "no table of text"),
        ("unit,time\n", "no rows under its headings"),
        ("unit,time,again\nA,1,2\n", "has no column treated"),
        ("unit,time,treated\nA,1,0\n", "no column of an outcome"),
        ("unit,time,treated,y\nA,1,0\n", "not as many cells"),
        (
            "unit,time,treated,y\nA,1,0,much\n",
            "Line 2: y is “much”",
        ),
        ("unit,time,treated,y\nA,1,maybe,3\n", "treated is “maybe”"),
        ("unit,time,treated,y\nA,1,0,3\nA,1,0,4\n", "a second row for 1"),
        ("unit,time,treated,y\nA,1,1,3\nA,2,0,4\n", "was treated from 1"),
        ("unit,time,start,y\nA,1,2,3\nA,2,3,4\n", "two different starts"),
        ("unit,time,treated,y\n,1,0,3\n", "unit or time is empty"),
        ("unit,time,treated,y\nA,c,0,3\nA,2,1,4\n", "Line 2: time is “c”"),
        ("unit,time,treated,y\nA,1,0,3\nA,nan,1,4\n", "Line 3: time is “nan”"),
        ("unit,time,treated,y\nA,1e999,1,3\n", "Line 2: time is “1e999”"),
        (panel_csv(treated=[]), "Nobody is treated"),
        (panel_csv(treated=UNITS), "nobody is left to compare with"),
        (panel_csv(first_year=2017), "There is one period before"),
        (panel_csv(first_year=2018), "There is no period before"),
        (panel_csv().replace(",120", ",1", 1), "Line 2: children is “1”"),
        (panel_csv().replace(",120", ",9"), "put teams or periods together"),
        (panel_csv().replace(",120", ",c", 1), "no authority called “Place A”"),
        (panel_csv().replace("children", "pupils"), "no authority called “Place A”"),
        ("unit;time;start;y\nA;1;9;1\nA;2;9;1\nB;1;0;1\nB;2;0;2\n", "after the last"),
        (
            panel_csv() + "Place Z,2014,0,1,2,120\n" * 6000,
            "Up to 6,000 can be run here",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(daniel, sign_in, csv, told):
    answer = upload(sign_in(daniel), csv)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    with as_viewer(daniel):
        assert not StudyPanel.objects.exists()


def test_whole_authorities_need_not_say_of_how_many_children(daniel, sign_in):
    known = selectors.authorities_of_england(daniel)
    england = sorted(name for name in known if "," not in name)
    csv = panel_csv().replace("children", "pupils")
    for place, authority in zip(UNITS, england, strict=False):
        csv = csv.replace(place, authority)
    assert upload(sign_in(daniel), csv).status_code == 302


def test_the_same_panel_is_kept_once(daniel, sign_in):
    client = sign_in(daniel)
    first, second = (upload(client, panel_csv())["location"] for _ in range(2))
    assert first == second


def test_a_protocol_is_seen_before_it_is_kept_and_kept_as_it_was_seen(
    daniel, sign_in, panel
):
    client, address = sign_in(daniel), f"{ROOT}panels/{panel.pk}/"
    seen = client.post(address, typed()).content.decode()
    assert "This is what would be kept" in seen
    digest = re.search(r"<code>([0-9a-f]{64})</code>", seen)[1]
    with as_viewer(daniel):
        assert not StudyLine.objects.exists()
    sure = {"sure": "yes", "previewed": digest}
    other = client.post(address, typed(question="Another?", **sure))
    assert other.status_code == 422
    assert "You changed something since you looked" in other.content.decode()
    kept = client.post(address, typed(**sure))
    page = client.get(kept["location"]).content.decode()
    assert digest in page
    assert "Registered, not run yet" in page
    again = client.post(address, typed(**sure))
    assert "is registered already" in again.content.decode()
    with as_viewer(daniel):
        event = ProgrammeEvent.objects.get(action="study.registered")
    assert event.changes["protocol"] == digest


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"title": ""}, "Give the study a title"),
        ({"outcome_0": ""}, "Choose at least one outcome"),
        ({"outcome_0": "lucky"}, "Choose from the list"),
        ({"leading": "hope"}, "Choose one of these"),
        ({"also_uses": "Place C"}, "write the name, a comma, and how one knows"),
        ({"question": "Why\x00?"}, "hidden character"),
        ({"outcome_1": "harm-lower"}, "The outcome never changes"),
    ],
)
def test_a_protocol_that_cannot_be_kept_says_why_at_its_field(
    daniel, sign_in, panel, more, told
):
    answer = sign_in(daniel).post(f"{ROOT}panels/{panel.pk}/", typed(**more))
    page = answer.content.decode()
    assert answer.status_code == 422, page
    assert told in page
    assert "A network that stays makes a second plan rarer." in page  # nothing is lost


def test_it_is_run_as_promised_and_again_and_compared(daniel, sign_in, study):
    client, design = sign_in(daniel), f"{ROOT}{study}/"
    assert client.get(f"{design}results/1/").status_code == 404
    assert "It has not been run yet" in client.get(f"{design}results/").content.decode()
    asked = client.post(f"{design}run/")
    assert asked["location"] == design
    assert worked(daniel, study).message == "Every analysis was run as promised."
    page = client.get(f"{design}results/").content.decode()
    assert "than one would expect" in page
    assert "Kinfold 0.1.0, NumPy" in page
    outcome = client.get(f"{design}results/1/").content.decode()
    assert outcome.count("<figcaption") == 6  # four, and each treated place's mix
    assert TREATED[0] in outcome
    assert client.get(f"{design}files/report/").status_code == 404
    client.post(f"{design}run/")
    worked(daniel, study)
    assert "every answer was the same as on" in client.get(design).content.decode()


def test_its_book_is_one_that_the_command_line_verifies(
    daniel, sign_in, study, tmp_path
):
    client = sign_in(daniel)
    client.post(f"{ROOT}{study}/run/")
    worked(daniel, study)
    given = {"done": "Looked once more.\u2028", "why": "A mistake in the panel."}
    client.post(f"{ROOT}{study}/deviation/", given)
    book = tmp_path / "registry.jsonl"
    book.write_bytes(client.get(f"{ROOT}{study}/files/book/").content)
    kept = [line.what for line in lines(book)]
    assert kept == ["registered", "opened", "ran", "deviation"]
    assert "A mistake in the panel." in client.get(f"{ROOT}{study}/").content.decode()


def test_a_protocol_after_the_outcome_was_opened_says_so(daniel, sign_in, panel, study):
    client = sign_in(daniel)
    client.post(f"{ROOT}{study}/run/")
    worked(daniel, study)
    later = make_study(daniel, panel, title="Once more, having seen it")
    page = client.get(f"{ROOT}{later}/").content.decode()
    assert "had been looked at already: again" in page


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("studyline", "more = jsonb_set(more, '{said,title}', '\"X\"')", "is not what"),
        ("studypanel", "csv = replace(csv, '2018', '2017')", "is not the registered"),
        ("studyresult", "results = replace(results, '\"p_', '\"q_')", "are not what"),
    ],
)
def test_a_row_that_somebody_changed_in_the_database_is_refused(
    daniel, sign_in, study, table, change, told
):
    with as_viewer(daniel):
        begin_run(study=selectors.study_called(daniel, study), by=daniel)
    worked(daniel, study)

    def rewrite():
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE studies_{table} SET {change}")

    as_owner(rewrite)
    client = sign_in(daniel)
    page = client.get(f"{ROOT}{study}/results/").content.decode()
    assert "No results are shown of a changed protocol" in page
    assert told in page
    assert "than one would expect" not in page
    client.post(f"{ROOT}{study}/run/")
    with as_viewer(daniel):
        assert StudyLine.objects.filter(what="ran").count() == 1


def test_a_deviation_that_somebody_cut_from_the_end_is_missed(daniel, sign_in, study):
    client = sign_in(daniel)
    given = {"done": "Left two places out.", "why": "They fitted badly."}
    client.post(f"{ROOT}{study}/deviation/", given)
    as_owner(StudyLine.objects.filter(what="deviation").delete)
    for address in (ROOT, f"{ROOT}{study}/", f"{ROOT}{study}/results/"):
        page = client.get(address).content.decode()
        assert "book is in it no longer" in page


def test_whoever_works_in_the_programme_reads_it_and_changes_nothing(
    authority, daniel, sign_in, study, panel
):
    let_in(authority, programme_of(daniel))
    client = sign_in(make_worker_viewer(authority, Role.ANALYST))
    assert "Plans that begin again" in client.get(ROOT).content.decode()
    assert client.get(f"{ROOT}{study}/").status_code == 200
    assert (
        "<form method"
        not in client.get(f"{ROOT}panels/{panel.pk}/")
        .content.decode()
        .split("<main")[1]
        .split("</main")[0]
    )
    refused = [
        client.post(f"{ROOT}{study}/run/"),
        client.post(f"{ROOT}{study}/deviation/", {"done": "x", "why": "y"}),
        client.post(f"{ROOT}panels/{panel.pk}/", typed()),
        client.post(f"{ROOT}panels/england/", {}),
    ]
    assert {answer.status_code for answer in refused} == {403}


def test_outside_the_programme_nothing_of_it_is_there(elsewhere, sign_in, study, panel):
    client = sign_in(elsewhere)
    assert "Plans that begin again" not in client.get(ROOT).content.decode()
    assert "Twelve places" not in client.get(f"{ROOT}panels/").content.decode()
    for address in (f"{study}/", f"{study}/results/", f"{study}/files/data/"):
        assert client.get(f"{ROOT}{address}").status_code == 404
    assert client.get(f"{ROOT}panels/{panel.pk}/").status_code == 404
    assert client.post(f"{ROOT}{study}/run/").status_code == 404


def test_a_shipped_study_is_not_run_or_deviated_from_here(daniel, sign_in):
    client = sign_in(daniel)
    assert client.post(f"{ROOT}ten-authorities/run/").status_code == 404
    given = {"done": "x", "why": "y"}
    assert client.post(f"{ROOT}ten-authorities/deviation/", given).status_code == 404


def test_pages_cost_the_same_queries_however_many_studies(
    daniel, panel, study, django_assert_num_queries
):
    for number in range(3):
        make_study(daniel, panel, title=f"Study {number}")
    with as_viewer(daniel):
        with django_assert_num_queries(2):
            assert len(selectors.studies(daniel)) == 7
        with django_assert_num_queries(5):
            selectors.study_called(daniel, study)


def test_an_outcome_may_be_headed_by_any_words(daniel, sign_in):
    headed = panel_csv().replace("again", "Plans again (%)", 1)
    panel = make_panel(daniel, panel_of_file(headed))
    said = said_of(panel) | {
        "outcomes": [{"column": "Plans again (%)", "better": "lower", "rank": "harm"}]
    }
    with as_viewer(daniel):
        key = register_protocol(panel_id=panel.pk, said=said, by=daniel)
    client = sign_in(daniel)
    client.post(f"{ROOT}{key}/run/")
    worked(daniel, str(key))
    results = client.get(f"{ROOT}{key}/results/").content.decode()
    assert f"{ROOT}{key}/results/1/" in results
    assert "Plans again (%)" in client.get(f"{ROOT}{key}/results/1/").content.decode()
    assert client.get(f"{ROOT}{key}/results/2/").status_code == 404


def test_an_outcome_that_cannot_be_answered_says_so_and_no_number(
    daniel, sign_in, panel
):
    said = said_of(panel) | {
        "outcomes": [{"column": "flat", "better": "lower", "rank": "harm"}]
    }
    with as_viewer(daniel):
        key = register_protocol(panel_id=panel.pk, said=said, by=daniel)
    client = sign_in(daniel)
    client.post(f"{ROOT}{key}/run/")
    worked(daniel, str(key))
    page = client.get(f"{ROOT}{key}/results/").content.decode()
    assert "These data cannot answer it" in page
    assert client.get(f"{ROOT}{key}/results/1/").status_code == 200
    results = json.loads(client.get(f"{ROOT}{key}/files/results/").content)
    assert "cannot_be_answered" in results["flat"]["main"]
