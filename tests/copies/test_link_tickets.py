"""A link that was opened goes on without its code, for twenty minutes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinfold.copies.models import CopyLink
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from tests.copies.test_link_reader import events
from tests.factories.copies import CODE, Telephone, address_of, link_for
from tests.platform.conftest import no_counters

__all__ = ["no_counters"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
SignIn = Callable[[Viewer], Client]
CLOSED = "This link does not open anything now."
SAID = "Dad pushed Mum and she had Kai in her arms."


def test_it_can_be_kept_as_a_paper_without_the_code_again(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    page = phone.post(address_of(link), {"code": CODE})
    ticket = page.context["ticket"]
    for way in ("a4", "large", "pictures-a4"):
        answer = phone.post(address_of(link), {"ticket": ticket, "way": way})
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "no-store, private"
        words = " ".join(
            sheet.extract_text()
            for sheet in PdfReader(io.BytesIO(answer.content)).pages
        )
        assert "Leanne" in words
    assert len(events(practitioner, "copies.link_paper")) == 3
    pictures = phone.post(address_of(link), {"ticket": ticket, "way": "pictures"})
    assert 'aria-label="Rain falls on a house.' in pictures.content.decode()
    aloud = phone.post(address_of(link), {"ticket": ticket, "way": "aloud"})
    page = aloud.content.decode()
    assert "data-read=" in page
    assert "kinfold/js/read_aloud" in page
    assert SAID in page
    assert "the paper has a space" not in page
    assert len(events(practitioner, "copies.link_opened")) == 3
    # the ticket is of this link alone, and is worth nothing when it is called back
    other = link_for(practitioner, family, "Kai")
    assert phone.post(address_of(other), {"ticket": ticket}).status_code == 422
    with as_viewer(practitioner):
        assert CopyLink.objects.get(pk=other.id).wrong_count == 0
    link_for(practitioner, family)
    assert phone.post(address_of(link), {"ticket": ticket}).status_code == 404


def test_a_ticket_that_is_old_or_made_up_asks_for_the_code_again(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = link_for(practitioner, family)
    ticket = phone.post(address_of(link), {"code": CODE}).context["ticket"]
    for odd in (f"{link.id}:x:y", "\ud800:a:b"):
        sent = {"ticket": odd.encode("utf-8", "surrogatepass")}
        assert phone.post(address_of(link), sent).status_code == 422
    monkeypatch.setattr("kinfold.copies.views.reader.TICKET_SECONDS", -1)
    assert phone.post(address_of(link), {"ticket": ticket}).status_code == 422


def test_a_ticket_is_not_renewed_by_the_page_it_opens(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    """Else the page that was left open would open for ever."""
    link = link_for(practitioner, family)
    ticket = phone.post(address_of(link), {"code": CODE}).context["ticket"]
    with time_machine.travel(timezone.now() + timedelta(minutes=19)):
        later = phone.post(address_of(link), {"ticket": ticket, "way": "aloud"})
        assert later.status_code == 200
        kept = later.context["ticket"]
    with time_machine.travel(timezone.now() + timedelta(minutes=38)):
        assert phone.post(address_of(link), {"ticket": kept}).status_code == 422


@pytest.mark.parametrize("charset", ["unicode_escape", "rot13", "idna", "utf-16"])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_what_is_sent_in_no_charset_of_a_browser_is_refused(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
    kind: str,
    charset: str,
) -> None:
    link = link_for(practitioner, family)
    body = b"ticket=\\ud800:a:b"
    if "multipart" in kind:
        body = (
            b'--x\r\nContent-Disposition: form-data; name="ticket"\r\n\r\n'
            b"\\ud800:a:b\r\n--x--\r\n"
        )
    for address in (address_of(link), reverse("account_login")):
        answer = phone.generic(
            "POST", address, body, content_type=f"{kind}; charset={charset}"
        )
        assert answer.status_code == 400
        assert answer.content.decode() == "Send this as UTF-8."
