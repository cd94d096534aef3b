"""What people paste and what goes wrong: a sentence, 422, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold.records.models import Family
from tests.factories.practice import make_entry, make_set

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]

KEPT = [
    "🙂 emoji 👩‍👧",
    "أحب أمي \u202eevil",
    "<script>alert(1)</script>",
    "{{ family }} {% url 'x' %}",
    "'; DROP TABLE practice_mapentry; --",
    "e\u0301\u0302\u0303",
    "a" * 10_000,
    "Zażółć gęślą jaźń",
]
REFUSED = {
    "null byte": ("Leanne\x00 sings", "hidden character"),
    "100 kB": ("b" * 100_000, "100,000 letters long"),
    "empty": ("", "Write what you want"),
    "blanks": (" \n ", "Write what you want"),
}


@pytest.mark.parametrize("words", KEPT, ids=range(len(KEPT)))
def test_whatever_people_write_is_kept_and_shown_as_they_wrote_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, words: str
) -> None:
    client = sign_in(practitioner)
    address = reverse("practice:add-entry", args=[family.pk, "strength"])
    assert client.post(address, {"text": words}).status_code == 302
    with as_viewer(practitioner):
        assert MapEntry.objects.get().text == words
    page = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    assert escape(words) in page
    assert "<script>alert" not in page
    pdf = client.get(reverse("copies:family-copy-pdf", args=[family.pk]))
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    sign_in: SignIn, practitioner: Viewer, family: Family, case: str
) -> None:
    words, sentence = REFUSED[case]
    address = reverse("practice:add-entry", args=[family.pk, "harm"])
    answer = sign_in(practitioner).post(
        address, {"text": words, "impact": "Kai cried."}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kai cried." in page
    with as_viewer(practitioner):
        assert not MapEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"happened": "31 February 2026"}, "February"),
        ({"happened": "3/4/5/6"}, "Write it like"),
        ({"happened": f"1 May {timezone.localdate().year + 1}"}, "not come yet"),
        ({"happened": "x" * 400}, "letters long"),
        ({"said_by": "other"}, "Write their name"),
        ({"is_own_words": "on"}, "whose own words"),
        ({"said_by": "person:not-a-uuid"}, "Choose again"),
        ({"danger": "00000000-0000-0000-0000-000000000000"}, "Choose again"),
        ({"is_hidden": "on"}, "Say why the family should not see"),
        ({"source_type": "rumour"}, "Choose again"),
        ({"version": "minus one"}, "whole number"),
    ],
)
def test_each_question_says_what_is_wrong_and_keeps_the_rest(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    changes: dict[str, str],
    sentence: str,
) -> None:
    make_set(practitioner, family)
    address = reverse("practice:add-entry", args=[family.pk, "harm"])
    answer = sign_in(practitioner).post(
        address, {"text": "He shouted at Kai."} | changes
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "He shouted at Kai." in page
    with as_viewer(practitioner):
        assert not MapEntry.objects.exists()


def test_somebody_of_another_family_is_no_choice(
    sign_in: SignIn, practitioner: Viewer, elsewhere: Viewer, family: Family
) -> None:
    address = reverse("practice:add-entry", args=[family.pk, "strength"])
    answer = sign_in(practitioner).post(
        address, {"text": "x", "said_by": f"worker:{elsewhere.worker_id}"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"worried": ["person:nobody"], "worried_about": "x"},
        {"worried_about": "x\x00"},
        {"worried_about": "x" * 100_000},
        {"worried_about": "x", "observable_signs": "\n".join(["sign"] * 40)},
        {"worried_about": "x", "observable_signs": "s" * 900},
        {"worried_about": "x", "worried_others": "n" * 900},
        {"worried_about": "x", "sustained_for": "n" * 900},
        {"worried_about": "x", "is_hidden": "on", "hidden_reason": "why"},
    ],
)
def test_a_set_that_cannot_be_kept_is_asked_again(
    sign_in: SignIn, practitioner: Viewer, family: Family, changes: dict[str, object]
) -> None:
    address = reverse("practice:add-danger", args=[family.pk])
    posted = {"anchor_0": "", "version": "1"} | changes
    answer = sign_in(practitioner).post(address, posted)
    assert answer.status_code == 422
    with as_viewer(practitioner):
        assert not DangerStatement.objects.exists()


@pytest.mark.parametrize("version", ["", "0", "-3", "999999999999999999999", "abc"])
def test_an_odd_version_never_overwrites(
    sign_in: SignIn, practitioner: Viewer, family: Family, version: str
) -> None:
    entry = make_entry(practitioner, family)
    client = sign_in(practitioner)
    address = reverse("practice:edit-entry", args=[family.pk, entry.pk])
    client.post(address, {"text": "Leanne sings.", "version": "1"})
    answer = client.post(address, {"text": "Other.", "version": version})
    assert answer.status_code in {409, 422}
    with as_viewer(practitioner):
        assert MapEntry.objects.get().text == "Leanne sings."
