"""What people do with a learning case, and the page they are shown."""

from __future__ import annotations

import re

from django.test import Client
from django.utils import timezone

from kinfold.lab import actions, selectors
from kinfold.platform.tenancy import as_viewer
from tests.conftest import signed_in


def book(by, session, *, brings_case):
    with as_viewer(by):
        actions.book(session_id=session.pk, brings_case=brings_case, seats=2, by=by)


def say(by, family, *, is_yes):
    with as_viewer(by):
        actions.write_consent(
            family_id=family.pk,
            asked="Both parents",
            said="If it helps somebody",
            is_yes=is_yes,
            asked_on=timezone.localdate(),
            by=by,
        )


def make_ready(worker, family):
    """Everything found is decided on, and the parents said yes."""
    with as_viewer(worker):
        shown = selectors.case(worker, family.pk)
        kept = {one.words: "It is the name of no one" for one in shown.undecided}
        actions.decide(
            family_id=family.pk, kept=kept, seen_version=shown.text.version, by=worker
        )
    say(worker, family, is_yes=True)


def send(by, family, version=1):
    with as_viewer(by):
        return actions.send_case(family_id=family.pk, seen_version=version, by=by)


def page(viewer, url, status=200):
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == status, url
    return re.sub(r"\s+", " ", response.content.decode())
