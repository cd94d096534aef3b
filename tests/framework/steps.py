"""Asking for a page of a review, and sending one."""

from __future__ import annotations

import html
import re

from django.test import Client

from tests.conftest import signed_in

HOME = "/programme/framework/"


def post(viewer, url, **data):
    return signed_in(Client(), viewer).post(url, data)


def page(viewer, url, status=200) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == status, url
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))


def rated(score: int, **changes) -> dict[str, object]:
    return {"version": "0", "score": str(score), "evidence": "Seen", **changes}
