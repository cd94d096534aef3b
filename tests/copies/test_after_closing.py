"""After the work has ended the family's copy stays, in every form it has (I9)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.status import change_status
from kinfold.records.models import Family, FamilyMember
from kinfold.stages.actions import ending
from kinfold.stages.models import Ending
from kinfold_core.practice.ending import LongHaulDetails
from tests.copies.test_parts import NAN_TAKES, PROMISE, article, whole
from tests.factories.planning import FRIDAYS, MILK, Planned
from tests.factories.trajectory import SOBER, days_ago

__all__ = ["whole"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
SAID = (FRIDAYS, MILK, SOBER, NAN_TAKES, PROMISE)
FORMS = {
    "page": ("family-copy", ""),
    "paper": ("family-copy-pdf", ""),
    "large print": ("family-copy-pdf", "?print=large"),
    "plain text": ("family-copy-text", ""),
    "read aloud": ("read-aloud", ""),
}


def copy_in(form: str, client: Client, family: Family) -> str:
    """The words of the copy in one form, without what stands around it."""
    name, query = FORMS[form]
    answer = client.get(reverse(f"copies:{name}", args=[family.pk]) + query)
    assert answer.status_code == 200, form
    if name == "family-copy-pdf":
        pages = PdfReader(io.BytesIO(answer.content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    words = answer.content.decode()
    if name == "family-copy":
        return article(words)
    words = re.sub(r"<[^>]+>", " ", words) if name == "read-aloud" else words
    return " ".join(words.replace("&#x27;", "'").split())


def end(by: Viewer, family: Family) -> None:
    with as_viewer(by):
        ending.end_work(
            family_id=family.pk, ended_on=timezone.localdate(),
            how=Ending.How.values[-1], reason="Nan and Raj run the plan.", by=by,
        )  # fmt: skip
        family.refresh_from_db()
    assert family.is_closed


@pytest.mark.parametrize("form", FORMS)
def test_the_copy_opens_after_the_end_and_says_the_same(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, whole: Planned, form: str
) -> None:
    before = copy_in(form, sign_in(practitioner), whole.family)
    for said in SAID:
        assert " ".join(said.split()) in " ".join(before.split()), said
    end(chair, whole.family)
    # nobody works with them any more, and the copy does not say so
    over = re.sub(
        r"works with you( \([^)]*\))?\.",
        r"worked with you\1. The work has ended.",
        _plain(before),
    )
    assert over != _plain(before)
    for viewer in (practitioner, chair):
        client = sign_in(viewer)
        assert _plain(copy_in(form, client, whole.family)) == over


def _plain(words: str) -> str:
    """Without the tokens that a page makes anew each time it is drawn."""
    words = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", words)
    return " ".join(words.split())


@pytest.mark.parametrize("form", FORMS)
def test_it_goes_on_speaking_as_on_the_last_day(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, whole: Planned, form: str
) -> None:
    """After early help no family finds child protection's words on its copy."""
    with as_viewer(chair):
        children = FamilyMember.objects.filter(family=whole.family, part="child")
        for status in ("child_protection", "early_help"):
            change_status(
                family_id=whole.family.pk, status=status,
                child_ids=[row.person_id for row in children],
                started_on=days_ago(1), by=chair,
            )  # fmt: skip
    before = copy_in(form, sign_in(practitioner), whole.family)
    assert "What might get harder" in before
    end(chair, whole.family)
    assert "What might get harder" in copy_in(form, sign_in(practitioner), whole.family)


def test_who_stays_is_still_told_after_the_end(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, whole: Planned
) -> None:
    with as_viewer(practitioner):
        ending.agree_long_haul(
            family_id=whole.family.pk,
            details=LongHaulDetails(
                who_stays=("Nan Jo", "Raj"), coordinator="Nan Jo",
                rhythm="Sunday dinner at Nan's", triggers="Dean drinks on a Friday",
                who_to_ring="Raj, then the duty worker", turning_points="",
                agreed_on=days_ago(1),
            ),
            was=None, by=practitioner,
        )  # fmt: skip
    end(chair, whole.family)
    page = sign_in(practitioner).get(reverse("stages:closing", args=[whole.family.pk]))
    assert "Sunday dinner at Nan&#x27;s" in page.content.decode()


def test_what_was_written_down_as_given_is_not_changed_by_the_end(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer, whole: Planned
) -> None:
    """Nothing can be written on the record; the page offers nothing to write."""
    end(chair, whole.family)
    client = sign_in(practitioner)
    add = reverse("planning:add-rule", args=[whole.family.pk])
    assert client.get(add).status_code == 403
    page = client.get(reverse("planning:safety-plan", args=[whole.family.pk]))
    assert add not in page.content.decode()
