"""What somebody must not learn of somebody else, and why."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.records.models import Person


class Separation(AuthorityOwned):
    """`person` must not learn of `about`, or not how their days go (ADR 32).

    It runs one way: where neither may learn of the other there are two rows. What was
    written stays; it ends with a day and a reason.
    """

    class Kind(models.TextChoices):
        NO_CONTACT = "no_contact", "They must not meet or have contact"
        COURT = "court", "A court forbids that they learn of the other"
        ADOPTION = "adoption", "The adoption is confidential"
        THIRD_PARTY = "third_party", "What the other told us is not for them"

    person = FencedKey(Person, related_name="kept_from")
    about = FencedKey(Person, related_name="kept_apart")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    started_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(blank=True)
    ended_by = FencedKey(Worker, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="separation_of_two", condition=~Q(person=F("about"))
            ),
            models.CheckConstraint(
                name="separation_has_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="separation_ends_with_reason",
                condition=Q(ended_on=None, ended_reason="", ended_by=None)
                | (
                    Q(ended_on__isnull=False, ended_by__isnull=False)
                    & ~Q(ended_reason="")
                ),
            ),
            models.CheckConstraint(
                name="separation_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
            models.UniqueConstraint(
                fields=["authority", "person", "about", "kind"],
                condition=Q(ended_on=None),
                name="separation_running_once",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "about"], name="separation_by_about")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} kept from {self.about_id}"
