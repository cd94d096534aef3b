"""What must be in place: explained, changed only with a reason, seen to be so."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.trajectory import actions
from kinfold.trajectory.models import BottomLineChange, CaseBottomLine
from kinfold.trajectory.selectors import bottom_lines_of
from kinfold_core.practice.road import BottomLineRow
from kinfold_core.practice.written import Named
from tests.factories.practice import make_family, make_set
from tests.factories.trajectory import (
    SOBER,
    bottom_line_details,
    days_ago,
    make_bottom_line,
)

pytestmark = pytest.mark.django_db
NOT_YET = date(2100, 1, 1)


def only_line(by: Viewer, family: Family) -> BottomLineRow:
    with as_viewer(by):
        (line,) = bottom_lines_of(by, family.pk)
    return line


def explain(by: Viewer, line: CaseBottomLine, to: str = "Leanne and Dean") -> None:
    with as_viewer(by):
        actions.explain_bottom_line(
            family_id=line.family_id,
            line_id=line.pk,
            explained_on=days_ago(1),
            to=to,
            version=1,
            by=by,
        )


def reword(by: Viewer, line: CaseBottomLine, text: str, reason: str, version: int):
    with as_viewer(by):
        actions.change_bottom_line(
            family_id=line.family_id,
            line_id=line.pk,
            details=bottom_line_details(by, line.danger_id, text=text),
            reason=reason,
            version=version,
            by=by,
        )


def test_a_bottom_line_goes_from_said_to_seen(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    assert only_line(practitioner, family).state == "proposed"
    explain(practitioner, line)
    explain(practitioner, line)  # the same said twice is kept once
    row = only_line(practitioner, family)
    assert (row.state, row.explained_to) == ("explained", "Leanne and Dean")
    with as_viewer(practitioner):
        actions.show_bottom_line(
            family_id=family.pk,
            line_id=line.pk,
            seen_on=days_ago(0),
            shown_by="Nan had them on four pay days.",
            version=2,
            by=practitioner,
        )
    row = only_line(practitioner, family)
    assert row.state == "demonstrated"
    assert [one.change for one in row.changes] == [
        "demonstrated",
        "explained",
        "written",
    ]


def test_it_cannot_be_seen_before_it_was_explained(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    with as_viewer(practitioner), pytest.raises(CannotDo, match="Explain it"):
        actions.show_bottom_line(
            family_id=family.pk, line_id=line.pk, seen_on=days_ago(0), shown_by="Yes",
            version=1, by=practitioner,
        )  # fmt: skip


def test_new_words_need_a_reason_and_must_be_explained_again(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    explain(practitioner, line)
    with pytest.raises(CannotDo) as refused:
        reword(practitioner, line, "Nobody who has drunk drives them.", " ", 2)
    assert refused.value.field == "reason"
    reword(practitioner, line, "Nobody who has drunk drives them.", "A near miss", 2)
    row = only_line(practitioner, family)
    assert (row.state, row.explained_on, row.explained_to) == ("proposed", None, "")
    assert row.last_rewording is not None
    assert row.last_rewording.reason == "A near miss"
    assert row.changes[-1].words["text"] == SOBER


def test_the_second_writer_is_told_and_loses_nothing(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    reword(practitioner, line, "Theirs.", "They said so", 1)
    reword(practitioner, line, "Theirs.", "Says the same", 1)
    with pytest.raises(StaleVersion) as stale:
        reword(practitioner, line, "Mine.", "I say so", 1)
    assert stale.value.current.text == "Theirs."
    assert only_line(practitioner, family).text == "Theirs."


def test_what_is_written_of_a_line_is_written_of_the_words_that_were_read(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    reword(practitioner, line, "Nobody who has drunk drives them.", "A near miss", 1)
    key = {"family_id": family.pk, "line_id": line.pk, "version": 1,
           "by": practitioner}  # fmt: skip
    with as_viewer(practitioner):
        with pytest.raises(StaleVersion) as stale:
            actions.explain_bottom_line(**key, explained_on=days_ago(0), to="Leanne")
        with pytest.raises(StaleVersion):
            actions.lift_bottom_line(**key, reason="Dean moved to Leeds")
        assert stale.value.current.text == "Nobody who has drunk drives them."
        actions.explain_bottom_line(
            **(key | {"version": 2}), explained_on=days_ago(0), to="Leanne"
        )
        with pytest.raises(StaleVersion):
            actions.show_bottom_line(**key, seen_on=days_ago(0), shown_by="Nan saw it")
    assert only_line(practitioner, family).state == "explained"


def test_a_lifted_line_stands_no_more_and_is_kept(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    key = {"family_id": family.pk, "line_id": line.pk, "version": 1,
           "by": practitioner}  # fmt: skip
    with as_viewer(practitioner):
        with pytest.raises(CannotDo):
            actions.lift_bottom_line(**key, reason="")
        actions.lift_bottom_line(**key, reason="Dean moved to Leeds")
        actions.lift_bottom_line(**key, reason="Dean moved to Leeds")
    assert not only_line(practitioner, family).stands
    with pytest.raises(CannotDo, match="lifted"):
        explain(practitioner, line)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"why": "", "danger_id": None}, "why"),
        ({"set_by": Named()}, "set_by"),
        ({"force": "court_order", "set_as": "manager"}, "set_as"),
        ({"set_on": NOT_YET}, "set_on"),
    ],
)
def test_what_is_missing_is_said(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_bottom_line(practitioner, family, **changes)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_danger_of_another_family_cannot_be_its_reason(
    practitioner: Viewer, family: Family
) -> None:
    theirs = make_set(practitioner, make_family(practitioner))
    with pytest.raises(NotFound):
        make_bottom_line(practitioner, family, theirs.pk)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"why": "", "danger_id": None},
        {"force": "court_order"},
        {"state": "explained"},
        {"explained_on": date(2026, 5, 1)},
        {"explained_on": date(2026, 5, 1), "explained_to": "Dean",
         "state": "demonstrated"},
    ],
)  # fmt: skip
def test_the_database_keeps_the_law(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    changes: dict[str, object],
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        CaseBottomLine.objects.filter(pk=line.pk).update(**changes)


def test_what_a_line_said_cannot_be_unsaid(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_bottom_line(practitioner, family, danger.pk)
    with (
        as_viewer(practitioner),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        BottomLineChange.objects.update(reason="Never said")


def test_questions_and_answers_stand_with_their_line(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    with as_viewer(practitioner):
        asked = {
            "family_id": family.pk, "line_id": line.pk, "who": Named(name="Dean"),
            "words": "Does one pint count?", "asked_on": days_ago(2),
            "by": practitioner,
        }  # fmt: skip
        question = actions.ask_question(**asked)
        assert actions.ask_question(**asked) == question
        key = {"family_id": family.pk, "question_id": question.pk, "by": practitioner}
        with pytest.raises(CannotDo, match="before they asked"):
            actions.answer_question(**key, words="Yes.", answered_on=days_ago(3))
        actions.answer_question(
            **key, words="Yes: nobody who drank.", answered_on=timezone.localdate()
        )
    (row,) = only_line(practitioner, family).questions
    assert row.asked_by == "Dean"
    assert [one.words for one in row.answers] == ["Yes: nobody who drank."]


def test_bottom_lines_are_four_queries_however_many(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_bottom_line(practitioner, family, danger.pk)
    counts = []
    for more in (0, 5):
        for number in range(more):
            make_bottom_line(practitioner, family, danger.pk, text=f"Line {number}")
        with as_viewer(practitioner), CaptureQueriesContext(connection) as asked:
            bottom_lines_of(practitioner, family.pk)
        counts.append(len(asked))
    # what the family asked brings its answers along
    assert counts[0] == counts[1] <= 4


def test_elsewhere_there_is_no_such_line(
    practitioner: Viewer, elsewhere: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    with as_viewer(elsewhere):
        assert bottom_lines_of(elsewhere, family.pk) == ()
        with pytest.raises(NotFound):
            actions.lift_bottom_line(
                family_id=family.pk, line_id=line.pk, reason="x", version=1,
                by=elsewhere,
            )  # fmt: skip
