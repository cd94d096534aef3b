"""Words that say who somebody is are masked after they were taken in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.themes.actions import saying
from kinfold.themes.models import AnswerMasking, OpenAnswer
from kinfold.themes.selectors import themes
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    code_all,
    make_coding,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ANSWERS = "Leaders who ask\nCalm\nTime and leaders"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def test_words_that_tell_are_masked_afterwards_everywhere_and_are_gone(authority):
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    leader = make_worker_viewer(authority, Role.QUALITY_LEAD)
    evaluator = make_programme_member(programme, Role.EVALUATOR)
    of = make_coding(lead, evaluator, programme, ANSWERS)
    for coder in (lead, evaluator):
        code_all(of, coder, {3: ("Time",)})
    said = saying.Said("Time", "It helps", [of.codes["Time"]], "", "neither")
    with as_viewer(lead):
        wording = saying.write_theme(
            collection_id=of.row.pk, theme_id=None, seen_version=0, said=said, by=lead
        )
        for quoted in ("Time and leaders", "Time and lead"):
            saying.quote(
                collection_id=of.row.pk, theme_id=wording.theme_id, words=quoted,
                answer_id=of.answers[3], kept_why="", by=lead,
            )  # fmt: skip
    url = f"/open-answers/{of.row.pk}/mask/"
    sent = {"words": "LEADERS", "kind": "name", "why": "A nickname of one of them"}
    client = signed_in(Client(), lead)
    for wrong, says in (
        ({"words": "Lead ers"}, "These words stand in no answer here"),
        ({"why": "leaders is a nickname"}, "Give the reason without these words"),
        ({"why": " "}, "Say why they are masked"),
    ):
        refused = client.post(url, {**sent, **wrong})
        assert refused.status_code == 422
        assert says in text_of(refused)
    assert client.post(url, sent).status_code == 302
    with as_viewer(lead):
        words = list(OpenAnswer.objects.order_by("number").values_list("words"))
        kept = str(list(AnswerMasking.objects.values()) + words).casefold()
        assert "leaders" not in kept + str(list(ProgrammeEvent.objects.values()))
        assert words[0] == ("[a name] who ask",)
        [theme] = themes.themes_of(lead, of.row)
        assert [one.words for one in theme.quotations] == ["Time and [a name]"]
    shown = text_of(client.get(f"/open-answers/{of.row.pk}/"))
    assert "A name was masked in 2 answers" in shown
    assert "A nickname of one of them" in shown
    assert signed_in(Client(), leader).post(url, sent).status_code == 403
