"""The address at which somebody answers about a training, without an account.

It names the authority and the session and is signed, so that none can be guessed. It
opens nothing but the questions.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core import signing
from django.urls import reverse

SALT: Final = "development.confidence"


def link_for(authority_id: UUID, session_id: UUID) -> str:
    token = signing.Signer(salt=SALT, sep="~").sign(
        f"{authority_id.hex}-{session_id.hex}"
    )
    return reverse("development:confidence", args=[token])


def read_link(token: str) -> tuple[UUID, UUID] | None:
    """The authority and the session of a token; None where it is not one of ours."""
    try:
        said = signing.Signer(salt=SALT, sep="~").unsign(token)
    except signing.BadSignature:
        return None
    authority, _, session = said.partition("-")
    return UUID(authority), UUID(session)
