"""A signed cookie that names who last signed in on this browser, and where.

It lets a session end without losing work: a form sent too late is kept for the person
who wrote it, and the same person signing in again keeps the form tokens of the pages
they still have open. It opens nothing by itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "kinfold_last"
SALT = "kinfold.last-person"
SECONDS = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class LastPerson:
    user_id: int
    place: str = ""
    # a fingerprint of the form token, so that a form which somebody else had open on
    # this browser is never taken for this person's
    form_print: str = ""


def fingerprint(form_secret: str | None) -> str:
    return hashlib.sha256((form_secret or "").encode()).hexdigest()[:24]


def last_person(request: HttpRequest) -> LastPerson | None:
    """Who signed in last on this browser, in the last 12 hours."""
    try:
        user_id, place, form_print = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return LastPerson(int(user_id), str(place), str(form_print))


def wrote_this(request: HttpRequest) -> LastPerson | None:
    """The last person, if the form just sent was made for them."""
    person = last_person(request)
    secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    if person and secret and person.form_print == fingerprint(secret):
        return person
    return None


def remember_person(
    request: HttpRequest, response: HttpResponseBase, *, user_id: int, place: str
) -> None:
    form_secret = request.META.get("CSRF_COOKIE")
    value = [user_id, place, fingerprint(form_secret)]
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=SALT),
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def keep_form_tokens(request: HttpRequest, *, user_id: int) -> None:
    """After the same person signs in again, let their open pages still be sent.

    Django changes the token at every sign-in, so that a token planted before it is
    worthless. Here the token is one that this server gave to this very person.
    """
    person = wrote_this(request)
    if person and person.user_id == user_id:
        request.META["CSRF_COOKIE"] = request.COOKIES[settings.CSRF_COOKIE_NAME]
