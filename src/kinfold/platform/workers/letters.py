"""The email that carries an invitation's link, sent once its row is there."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from kinfold.platform.models import Authority
from kinfold.platform.signin.models import Invitation

log = logging.getLogger("kinfold.signin")


def send_invitation(request: HttpRequest, invitation: Invitation, secret: str) -> str:
    """Send the link after the transaction has ended; returns it.

    The inviter is shown it too, so that an email which never comes stops nobody.
    """
    authority = Authority.objects.get(pk=invitation.authority_id)
    path = reverse(
        "platform:join", kwargs={"authority_slug": authority.slug, "secret": secret}
    )
    link = request.build_absolute_uri(path)
    words = {"invitation": invitation, "authority": authority, "link": link}
    body = render_to_string("platform/email/invitation.txt", words, request)
    subject = f"You are invited to Kinfold at {authority.name}"
    to = invitation.email

    def send() -> None:
        try:
            send_mail(subject, body, None, [to])
        except (SMTPException, OSError):
            log.exception("invitation.not_sent", extra={"invitation": invitation.pk})

    transaction.on_commit(send)
    return link
