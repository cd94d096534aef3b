"""An old page does not undo "not safe" without its reader knowing."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from kinfold.people.actions.contacts import change_safety
from kinfold.people.models import ContactDetail
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories.people import Okafors


def test_a_stale_form_shows_both_and_saves_only_when_sent_again(
    okafors: Okafors, worker: Viewer, sign_in: Callable[[Viewer], Client]
) -> None:
    with as_viewer(worker):
        contact = ContactDetail.objects.get(person=okafors.leanne)
    client = sign_in(worker)
    url = reverse("people:change-contact", args=[okafors.leanne.pk, contact.pk])
    form = client.get(url).context["form"]
    typed = {
        "safety": "safe",
        "how_safe": "",
        "shown_safety": form["shown_safety"].value(),
    }
    with as_viewer(worker):
        change_safety(
            contact_id=contact.pk,
            person_id=okafors.leanne.pk,
            safety="not_safe",
            how_safe="",
            by=worker,
        )
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert b"Not safe: do not use" in answer.content
    with as_viewer(worker):
        contact.refresh_from_db()
    assert contact.safety == "not_safe"
    again = typed | {"shown_safety": answer.context["form"]["shown_safety"].value()}
    assert client.post(url, again).status_code == 302
