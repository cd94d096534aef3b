"""Signing in with a password: who may, what is said, what is written down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kinfold.platform.models import AuditEvent, Authority, User
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer

PASSWORD = "three quiet rivers meet"
DOOR = "/account/sign-in/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counters() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def amina(practitioner: Viewer) -> User:
    return with_password(practitioner)


def with_password(viewer: Viewer) -> User:
    user = User.objects.get(pk=viewer.user_id)
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(DOOR, {"login": email, "password": password, **more})


def events(authority: Authority) -> list[str]:
    with as_authority(authority.pk):
        return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_the_right_password_opens_the_only_place(
    client: Client, amina: User, authority: Authority
) -> None:
    response = enter(client, amina.email.upper())
    assert response.status_code == 302
    assert response.headers["Location"] == "/"
    assert client.session["place"] == f"authority:{authority.pk}"
    assert events(authority) == ["sign_in.done"]


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    client: Client, amina: User
) -> None:
    wrong = enter(client, amina.email, "not the password")
    unknown = enter(client, "nobody@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    for response, email in ((wrong, amina.email), (unknown, "nobody@example.org")):
        page = response.content.decode()
        assert "The email address or password is not right" in page
        assert email in page
    strip = lambda r, e: r.content.decode().replace(e, "")  # noqa: E731
    import re

    token = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]+')
    assert token.sub("", strip(wrong, amina.email)) == token.sub(
        "", strip(unknown, "nobody@example.org")
    )
