"""What the rules say of bottom lines and of the road while they are typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.trajectory.models import CaseBottomLine, Milestone
from tests.drafts.conftest import said, type_into
from tests.factories.practice import make_family
from tests.factories.trajectory import SOBER, make_bottom_line, make_milestone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HOW = "Dean must use an app at 9 pm"


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"trajectory:{name}", args=[family.pk, *rest])


def test_how_is_noticed_in_a_bottom_line_as_it_is_typed_and_nothing_is_saved(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, check = sign_in(practitioner), url("check-new-bottom-line", family)
    assert "R-BL" not in said(client, check)
    assert "R-BL" not in said(client, check, text=SOBER)
    assert "R-BL1" in said(client, check, text=HOW)
    assert "R-BL1" not in said(client, check, text=HOW, force="court_order")
    with as_viewer(practitioner):
        assert not CaseBottomLine.objects.exists()


def test_one_bottom_line_too_many_is_noticed_before_it_is_saved(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    lines = [make_bottom_line(practitioner, family, text=f"Line {n}") for n in range(5)]
    client = sign_in(practitioner)
    assert "R-BL2" in said(
        client, url("check-new-bottom-line", family), text="One more"
    )
    change = url("check-bottom-line", family, lines[0].pk)
    assert "R-BL2" not in said(client, change, text="Line 0")
    assert "R-BL4" in said(client, change, text="Other words")
    assert "R-BL4" not in said(client, change, text="Other words", reason="A near miss")


def test_our_words_are_noticed_in_what_the_road_leads_to(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, check = sign_in(practitioner), url("check-closure", family)
    assert "R-TR" not in said(client, check, words="  ")
    assert "R-TR1" in said(client, check, words="No more neglect.")
    assert "R-TR1" not in said(client, check, words="Fridays are quiet.")


def test_a_road_on_which_we_promise_nothing_is_noticed(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, check = sign_in(practitioner), url("check-new-milestone", family)
    tea = {"kind": "step", "what": "Tea at Nan's"}
    assert "R-TR" not in said(client, check, **tea)  # who promises it may still come
    assert "R-TR3" in said(client, check, **tea, owner_kind="family")
    assert "R-TR" not in said(client, check, **tea, owner_kind="agency")
    ours = make_milestone(practitioner, family)
    assert "R-TR" not in said(client, check, **tea, owner_kind="family")
    change = url("check-milestone", family, ours.pk)
    assert "R-TR3" in said(client, change, **tea, owner_kind="family")
    with as_viewer(practitioner):
        assert Milestone.objects.count() == 1


def test_the_forms_say_where_to_ask_and_speak_of_what_stands_and_of_what_was_kept(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    line = make_bottom_line(practitioner, family, text=HOW)
    client = sign_in(practitioner)
    change = url("change-bottom-line", family, line.pk)
    page = client.get(change).content.decode()
    assert f'data-rules-url="{url("check-bottom-line", family, line.pk)}"' in page
    assert "js/rules.js" in page
    assert "R-BL1" in page
    type_into(client, change, text=[SOBER])
    assert "R-BL1" not in client.get(change).content.decode()
    for name in ("closure", "add-milestone", "add-bottom-line"):
        assert "data-rules-url=" in client.get(url(name, family)).content.decode()


def test_a_refused_page_says_what_the_rules_say_too(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    answer = sign_in(practitioner).post(url("add-bottom-line", family), {"text": HOW})
    assert answer.status_code == 422
    assert "R-BL1" in answer.content.decode()


@pytest.mark.parametrize("words", ["b" * 100_000, "Leanne\x00 sings", "أ‮evil"])
def test_anything_pasted_is_answered(
    sign_in: SignIn, practitioner: Viewer, family: Family, words: str
) -> None:
    client = sign_in(practitioner)
    boxes = dict.fromkeys(("text", "words", "what", "kind", "owner_kind"), words)
    for name in ("check-new-bottom-line", "check-closure", "check-new-milestone"):
        said(client, url(name, family), **boxes)


def test_another_familys_rows_and_whoever_may_not_write_are_not_answered(
    sign_in: SignIn, practitioner: Viewer, quality_lead: Viewer, family: Family
) -> None:
    other = make_family(practitioner)
    line = make_bottom_line(practitioner, other)
    step = make_milestone(practitioner, other)
    client = sign_in(practitioner)
    for name, key in (("check-bottom-line", line.pk), ("check-milestone", step.pk)):
        assert client.post(url(name, family, key), {}).status_code == 404
    client = sign_in(quality_lead)
    for name in ("check-new-bottom-line", "check-closure", "check-new-milestone"):
        assert client.post(url(name, family), {}).status_code == 403
