"""How to reach somebody, and whether it is safe to."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold.records.models.person import Person


class ContactDetail(AuthorityOwned):
    """A number or an address for messages, and how to use it without harm.

    A protected one is sealed: shown only to those who may see hidden addresses.
    """

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobile"
        PHONE = "phone", "Phone"
        EMAIL = "email", "Email"
        OTHER = "other", "Another way"

    class Safety(models.TextChoices):
        SAFE = "safe", "Safe to use"
        WITH_CARE = "with_care", "Safe only as described"
        NOT_SAFE = "not_safe", "Not safe: do not use"
        UNKNOWN = "unknown", "Not known: ask first"

    person = FencedKey(Person, related_name="contact_details")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=254, blank=True)
    sealed = models.BinaryField(null=True)
    is_protected = models.BooleanField(default=False)
    safety = models.CharField(max_length=10, choices=Safety, default=Safety.UNKNOWN)
    how_safe = models.CharField(max_length=300, blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_protected_is_sealed",
                condition=(Q(is_protected=False, sealed=None) & ~Q(value=""))
                | Q(is_protected=True, sealed__isnull=False, value=""),
            ),
            models.CheckConstraint(
                name="contact_with_care_says_how",
                condition=~Q(safety="with_care", how_safe=""),
            ),
            models.CheckConstraint(
                name="contact_ends_after_start",
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=F("started_on")),
            ),
        ]

    @property
    def safety_shown(self) -> str:
        """What a form showed of its safety, to see later whether it still stands."""
        return " ".join(f"{self.safety} {self.how_safe}".split())

    def __str__(self) -> str:
        return self.get_kind_display()
