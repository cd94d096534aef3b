"""`demo_users`: say who may sign in to the demo, and with what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinfold.platform.models import Authority, User
from kinfold.platform.tenancy import as_authority
from kinfold.records.models import Family
from kinfold.world.family import REFERENCE_BEGINS, place_of
from kinfold.world.loading import STORY
from kinfold.world.staffing import DEMO_PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "Print the demo's accounts. Only in a demo."

    def handle(self, **options: Any) -> None:
        if not settings.KINFOLD_DEMO:
            raise CommandError(
                "This is not a demo, so there are no demo accounts to show."
            )
        accounts = demo_accounts()
        emails = [email for email, *_ in accounts]
        there = set(
            User.objects.filter(email__in=emails).values_list("email", flat=True)
        )
        if not there:
            raise CommandError("There are no demo accounts yet. Run: ./kinfold world")
        wide = max(map(len, emails))
        self.stdout.write("Made-up people who may sign in:")
        for email, name, job, where in accounts:
            if email in there:
                self.stdout.write(f"  {email:<{wide}}  {name}, {job}, {where}")
        self.stdout.write(f"Password for each of them: {DEMO_PASSWORD}")
        for name, reference in _stories():
            self.stdout.write(
                f"Begin with {name} ({reference}): in Amina's list of families, it has "
                "been through everything, from the first map to a plan that is lived."
            )


def _stories() -> list[tuple[str, str]]:
    """The families written by hand, one for each seed that was made."""
    lincolnshire = Authority.objects.filter(slug=place_of(STORY).slug).first()
    if lincolnshire is None:
        return []
    with as_authority(lincolnshire.pk):
        written = Family.objects.filter(
            reference__startswith=REFERENCE_BEGINS, reference__endswith=f"-{STORY:05d}"
        )
        return list(written.order_by("reference").values_list("name", "reference"))
