"""`./kinfold manage remove_second_step`: for somebody who lost phone, key and codes.

Only after whoever runs it has made sure who is asking. Every session of the account
ends, and its owner is told by email.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinfold.platform.models import User
from kinfold.platform.signin import events
from kinfold.platform.signin.sessions import end_sessions

LETTER = (
    "Your second step at sign-in was removed, because somebody asked the people who "
    "run Kinfold for it. If that was not you, tell them at once."
)


class Command(BaseCommand):
    help = "Remove an account's passkeys, code app and recovery codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError("No account has this email address")
        removed, _ = Authenticator.objects.filter(user=user).delete()
        ended = end_sessions(user.pk)
        events.note_everywhere(user.pk, events.SECOND_FACTOR_REMOVED)
        send_mail("Kinfold: your second step was removed", LETTER, None, [user.email])
        self.stdout.write(f"Removed {removed}. Ended {ended} sessions. They were told.")
