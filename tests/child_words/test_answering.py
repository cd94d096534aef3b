"""What the adults answer a child, and the copy that the child keeps."""

from __future__ import annotations

import pytest

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_tools.selectors import session_for
from kinfold.child_words import actions
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from tests.factories.child_tools import make_finished, make_response
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def test_an_answer_waits_for_the_end_and_is_shown_after_it_was_given(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> None:
    with pytest.raises(CannotDo, match="Finish"):
        make_response(practitioner, session)
    make_finished(practitioner, session)
    for changes in (
        {"what_changed": " "},
        {"answered_by": ""},
        {"answered_on": days_ago(-1)},
        {"answered_on": days_ago(9)},
    ):
        with pytest.raises(CannotDo):
            make_response(practitioner, session, **changes)
    answer = make_response(practitioner, session)
    assert make_response(practitioner, session) == answer
    key = {"family_id": session.family_id, "response_id": answer.pk}
    with as_viewer(practitioner):
        with pytest.raises(CannotDo):
            actions.show_back(
                **key, shown_on=days_ago(2), child_words="", by=practitioner
            )
        for _ in range(2):
            actions.show_back(
                **key, shown_on=days_ago(0), child_words="Good.", by=practitioner
            )
        row = session_for(practitioner, session.family_id, session.pk)
    assert len(row.responses[0].showings) == 1
    assert row.shown_back_on == days_ago(0)


def test_a_copy_is_given_or_it_says_why_not(
    practitioner: Viewer, session: ChildToolSession
) -> None:
    key = {
        "family_id": session.family_id, "session_id": session.pk, "by": practitioner,
        "given_on": days_ago(1),
    }  # fmt: skip
    with as_viewer(practitioner):
        for form in ("not_yet", "balloon"):
            with pytest.raises(CannotDo):
                actions.give_copy(**key, form=form)
        for _ in range(2):
            actions.give_copy(**key, form="original", kept_where="On the fridge")
        assert len(session_for(practitioner, session.family_id, session.pk).copies) == 1
