"""`./kinfold manage invite_first_admin`: the first administrator of an authority.

Later ones are invited by those who are there. Runs as the web application, behind the
same fences; the link it prints is the only copy of the invitation's secret.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.signin.invitations import invite_first_administrator


class Command(BaseCommand):
    help = "Invite the first administrator of an authority and print the link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--authority", required=True, metavar="SLUG")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].lower()
        try:
            validate_email(email)
            path, until = invite_first_administrator(
                slug=options["authority"], email=email, name=options["name"][:200]
            )
        except (ValidationError, NotFound, Conflict) as error:
            words = getattr(error, "messages", [str(error)])
            raise CommandError(" ".join(words)) from error
        self.stdout.write(f"Give this link to {options['name']} and to nobody else.")
        self.stdout.write(f"It works once, until {_day(until)}:")
        self.stdout.write(path)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
