"""A return goes in by the page, is read, counted, replaced and deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kinfold.platform.files.sweep import sweep
from kinfold.platform.jobs.progress import Cancelled, Progress
from kinfold.platform.models import AuditEvent, JobRun
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.returns.actions.reading import read_return
from kinfold.returns.jobs import forget_outlived_returns
from kinfold.returns.models import Figure, HandedReturn, Recount, ReturnFinding
from kinfold.returns.selectors.figures import figures_of, newest_figures
from kinfold.returns.selectors.returns import returns_that_count
from tests.measures.returns.test_looked_after import EPISODES, ONE
from tests.measures.returns.written import census, child, episode
from tests.returns.conftest import Give, Worked

pytestmark = pytest.mark.django_db


def born(number: int, day: str = "2015-01-02") -> str:
    return (
        f"<ChildIdentifiers><LAchildID>A{number}</LAchildID><PersonBirthDate>{day}"
        "</PersonBirthDate><Sex>F</Sex></ChildIdentifiers><ChildCharacteristics>"
        "<Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
    )


def many(count: int, **more: str) -> bytes:
    """A census of so many children, each referred once."""
    children = (child(episode(), who=born(number)) for number in range(count))
    return census(*children, **more).encode()


def test_an_analyst_hands_in_a_census_and_its_measures_are_there(
    give: Give, worked: Worked, analyst, practitioner, sign_in, every_measure
):
    answer = give({"CIN 2025.xml": many(20)})
    assert answer.status_code == 302
    assert "/jobs/" in answer["Location"]
    [handed] = worked()
    assert (handed.state, handed.kind, handed.year) == ("read", "census", 2025)
    assert (handed.child_count, handed.years) == (20, [2025])
    with as_viewer(practitioner):
        assert "referral.rate" in {one.code for one in newest_figures(practitioner)}
        [figure, *parts] = figures_of(practitioner, "referral.rate")
    assert (figure.numerator, figure.period, figure.breakdown) == (20, "2025", "")
    assert {one.breakdown for one in parts} == {"age", "sex", "ethnicity", ""}
    page = sign_in(analyst).get(f"/returns/{handed.pk}/").content.decode()
    assert "Children in need census of 2025" in page
    assert "20" in page
    home = sign_in(analyst).get("/returns/").content.decode()
    assert "figures were counted on 1 return," in home


def test_what_is_wrong_is_counted_by_rule_and_said_with_how_to_mend_it(
    give: Give, worked: Worked, analyst, sign_in
):
    wrong = child(episode(referred="1875-05-06"), who=born(1, "2031-02-03"))
    give({"CIN.xml": census(wrong, child(episode(), who=born(2))).encode()})
    [handed] = worked(is_counted=False)
    client = sign_in(analyst)
    page = client.get(f"/returns/{handed.pk}/").content.decode()
    assert "1875-05-06" in page
    assert "CINreferralDate: a day from 1900" in page
    assert "CIN.xml, line 1" in page
    with as_viewer(analyst):
        one = ReturnFinding.objects.filter(found__contains="1875").get()
        others = ReturnFinding.objects.exclude(about=one.about).count()
    assert others
    assert one.mend in page.replace("&#x27;", "'")
    narrowed = client.get(f"/returns/{handed.pk}/", {"about": one.about})
    assert len(narrowed.context["page_obj"].object_list) == 1
    listed = client.get(f"/returns/{handed.pk}/findings.csv").content.decode()
    assert listed.count("\r\n") == handed.finding_count + 1
    with as_viewer(analyst):
        assert AuditEvent.objects.filter(action="return.findings").count() == 3


def test_the_same_files_again_change_nothing_and_the_page_says_so(
    give: Give, worked: Worked, analyst, sign_in, files_root: Path
):
    give({"CIN.xml": many(8)})
    worked(is_counted=False)
    kept = sorted(files_root.rglob("*"))
    give({"another name.xml": many(8)})
    page = sign_in(analyst).get("/returns/").content.decode()
    assert "the same files, so nothing was changed" in page
    with as_viewer(analyst):
        assert HandedReturn.objects.count() == 1
    assert sorted(files_root.rglob("*")) == kept


def test_a_corrected_file_counts_in_place_of_the_one_it_replaces(
    give: Give, worked: Worked, analyst, sign_in
):
    give({"CIN.xml": many(8)})
    worked()
    give({"CIN mended.xml": many(9)})
    first, second = worked()
    with as_viewer(analyst):
        assert [one.pk for one in returns_that_count(analyst)] == [second.pk]
        assert figures_of(analyst, "referral.rate")[0].numerator == 9
        shown = Recount.objects.order_by("made_at").values_list("pk", flat=True)
        before = Figure.objects.filter(recount=shown[0], code="referral.rate")
        assert before.get(breakdown="", period="2025").numerator == 8
    page = sign_in(analyst).get("/returns/").content.decode()
    assert "Replaced by a newer one" in page
    assert first.state == "read"


def test_several_files_are_each_their_own_return(give: Give, worked: Worked):
    care = b"CHILD,SEX,DOB,ETHNIC,UPN\nA1,F,01/02/2010,WBRI,UN1\n"
    give({
        "CIN 2025.xml": many(8),
        "CIN 2024.xml": many(7, closes="2024-03-31"),
        "children 2025.csv": care,
    })  # fmt: skip
    found = {(one.kind, one.year, one.state) for one in worked(is_counted=False)}
    assert found == {
        ("census", 2025, "read"),
        ("census", 2024, "read"),
        ("looked_after", 2025, "read"),
    }


def test_a_year_that_no_return_tells_of_is_no_nought(
    give: Give, worked: Worked, analyst
):
    care = f"{EPISODES}\n{ONE}\n".encode()
    give({"CIN.xml": many(8), "episodes 2023.csv": care})
    worked()
    with as_viewer(analyst):
        referred = figures_of(analyst, "referral.rate")
        assert {f.period.partition("-")[0] for f in referred} == {"2025"}
        began = figures_of(analyst, "care.started_rate")
        assert {f.period.partition("-")[0] for f in began} == {"2023"}


def test_small_numbers_are_in_no_row(
    give: Give, worked: Worked, analyst, every_measure
):
    give({"CIN.xml": many(3)})
    worked()
    with as_viewer(analyst):
        figure = figures_of(analyst, "referral.rate")[0]
        assert figure.is_withheld
        assert figure.numerator is None
        assert not Figure.objects.filter(numerator__gt=0, numerator__lt=6).exists()


def test_deleting_takes_all_of_it_away_and_what_it_replaced_counts_again(
    give, worked, analyst, sign_in, files_root, django_capture_on_commit_callbacks
):
    give({"CIN.xml": many(8)})
    give({"CIN mended.xml": many(9)})
    first, second = worked()
    client = sign_in(analyst)
    url = f"/returns/{second.pk}/delete/"
    assert client.post(url, {"why": " "}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, {"why": "Sent by mistake"}).status_code == 302
    assert not [path for path in files_root.rglob("*") if str(second.pk) in path.name]
    worked()
    with as_viewer(analyst):
        assert [one.pk for one in returns_that_count(analyst)] == [first.pk]
        assert figures_of(analyst, "referral.rate")[0].numerator == 8
        # what was counted on it went with it; that there was a count stays
        newest = Recount.objects.order_by("-made_at")[0]
        assert not Figure.objects.exclude(recount=newest).exists()
        assert Recount.objects.count() == 2
        gone = HandedReturn.objects.get(pk=second.pk)
        assert not ReturnFinding.objects.filter(handed=gone).exists()
    assert (gone.state, gone.deleted_why) == ("deleted", "Sent by mistake")
    page = client.get(f"/returns/{second.pk}/").content.decode()
    assert "Sent by mistake" in page
    assert client.post(url, {"why": "Again"}).status_code == 422


def test_with_the_last_return_the_figures_go(give, worked, analyst, sign_in):
    give({"CIN.xml": many(8)})
    [one] = worked()
    sign_in(analyst).post(f"/returns/{one.pk}/delete/", {"why": "Not ours to keep"})
    worked()
    with as_viewer(analyst):
        assert figures_of(analyst) == ()


def test_a_return_is_deleted_when_it_was_kept_as_long_as_is_set(
    give: Give, worked: Worked, analyst, settings
):
    give({"CIN.xml": many(8), "CIN 24.xml": many(8, closes="2024-03-31")})
    old, new = worked(is_counted=False)
    settings.KINFOLD_RETURN_DAYS = 30
    with as_viewer(analyst):
        HandedReturn.objects.filter(pk=old.pk).update(
            given_at=timezone.now() - timedelta(days=31)
        )
    forget_outlived_returns()
    with as_viewer(analyst):
        states = dict(HandedReturn.objects.values_list("pk", "state"))
        gone = HandedReturn.objects.get(pk=old.pk)
    assert states == {old.pk: "deleted", new.pk: "read"}
    assert gone.deleted_by_id is None
    assert gone.deleted_why == "Kept for 30 days, as is set here"


def years_of(viewer: Viewer, code: str) -> set[int]:
    return {int(one.period[:4]) for one in figures_of(viewer, code)}


def test_what_was_counted_on_it_goes_the_same_night_with_nobody_asking(
    give: Give, worked: Worked, analyst, sign_in, settings
):
    give({"CIN.xml": many(8), "CIN 24.xml": many(9, closes="2024-03-31")})
    old, new = worked()
    settings.KINFOLD_RETURN_DAYS = 30
    with as_viewer(analyst):
        assert years_of(analyst, "referral.rate") == {2024, 2025}
        HandedReturn.objects.filter(pk=old.pk).update(
            given_at=timezone.now() - timedelta(days=31)
        )
    forget_outlived_returns()
    with as_viewer(analyst):
        newest = Recount.objects.order_by("-made_at", "-pk")[0]
        assert (newest.made_by_id, newest.counted_from) == (None, [str(new.pk)])
        assert not Figure.objects.exclude(recount=newest).exists()
        assert years_of(analyst, "referral.rate") == set(new.years)
    assert sign_in(analyst).get("/returns/").status_code == 200
    # and the next night there is nothing to count
    forget_outlived_returns()
    with as_viewer(analyst):
        assert Recount.objects.count() == 2


def test_a_count_that_fails_does_not_keep_the_return_and_is_tried_again(
    give: Give, worked: Worked, analyst, settings, monkeypatch
):
    give({"CIN.xml": many(8)})
    [old] = worked()
    settings.KINFOLD_RETURN_DAYS = 30
    with as_viewer(analyst):
        HandedReturn.objects.update(given_at=timezone.now() - timedelta(days=31))

    def fail(*_: object) -> None:
        raise RuntimeError("no memory")

    with monkeypatch.context() as broken:
        broken.setattr("kinfold.returns.actions.counting._counted", fail)
        with pytest.raises(RuntimeError):
            forget_outlived_returns()
    with as_viewer(analyst):
        assert HandedReturn.objects.get(pk=old.pk).state == "deleted"
        assert Figure.objects.exists()
    forget_outlived_returns()
    with as_viewer(analyst):
        assert not Figure.objects.exists()


def test_cancelled_halfway_nothing_is_kept_and_the_page_says_so(
    give: Give, analyst, sign_in
):
    give({"CIN.xml": many(1_001)})

    def stop(progress: Progress) -> None:
        if progress.done_count:
            raise Cancelled

    with as_viewer(analyst):
        handed = HandedReturn.objects.get()
    with pytest.raises(Cancelled):
        with as_viewer(analyst):
            read_return(return_id=handed.pk, progress=Progress(stop), by=analyst)
    with as_viewer(analyst):
        assert not ReturnFinding.objects.exists()
        handed.refresh_from_db()
        assert handed.state == "waiting"
        JobRun.objects.filter(pk=handed.run_id).update(
            state="cancelled", finished_at=timezone.now()
        )
    page = sign_in(analyst).get("/returns/").content.decode()
    assert "Cancelled before it was read" in page


def test_the_nightly_sweep_leaves_what_counts_and_takes_what_nobody_names(
    give: Give, worked: Worked, files_root: Path, analyst, monkeypatch
):
    monkeypatch.setattr("kinfold.platform.files.sweep.LEAVE_SECONDS", -1)
    give({"CIN.xml": many(8)})
    worked(is_counted=False)
    kept = set(files_root.rglob("*"))
    folder = files_root / str(analyst.authority_id)
    stray = [folder / "x.parquet", folder / f"{analyst.authority_id}.person.parquet"]
    for path in stray:
        path.write_bytes(b"x")
    sweep()
    assert set(files_root.rglob("*")) == kept


@pytest.mark.parametrize("path", ["", "findings.csv", "delete/"])
def test_another_authority_has_no_such_return(
    give: Give, worked: Worked, elsewhere, sign_in, path: str
):
    give({"CIN.xml": many(8)})
    [one] = worked(is_counted=False)
    client = sign_in(elsewhere)
    assert client.get(f"/returns/{one.pk}/{path}").status_code == 404
    assert client.post(f"/returns/{one.pk}/{path}", {"why": "x"}).status_code in (
        404,
        405,
    )
    assert "CIN.xml" not in client.get("/returns/").content.decode()


def test_who_may_do_what(give, worked, manager, practitioner, sign_in):
    give({"CIN.xml": many(8)})
    [one] = worked(is_counted=False)
    client = sign_in(manager)
    page = client.get("/returns/")
    assert page.status_code == 200
    assert "Hand in</button>" not in page.content.decode()
    assert client.get(f"/returns/{one.pk}/").status_code == 200
    assert client.post("/returns/", {"given": []}).status_code == 403
    assert client.get(f"/returns/{one.pk}/delete/").status_code == 403
    assert sign_in(practitioner).get("/returns/").status_code == 403


def test_the_pages_cost_the_same_however_much_there_is(
    give: Give, worked: Worked, analyst, sign_in, django_assert_max_num_queries
):
    wrong = [child(episode(referred="1875-05-06"), who=born(n)) for n in range(70)]
    give({"CIN.xml": census(*wrong).encode(), "2.xml": many(3, closes="2024-03-31")})
    [one, _] = worked(is_counted=False)
    client = sign_in(analyst)
    with django_assert_max_num_queries(22):
        client.get("/returns/")
    with django_assert_max_num_queries(22):
        client.get(f"/returns/{one.pk}/")
