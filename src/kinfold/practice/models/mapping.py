"""The living map of a family, and when they were last given it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class Mapping(AuthorityOwned):
    """One living record of what people are worried about, what works, what must happen.

    A family has one at a time (ADR 11). `version` is the number of the copy being
    written: it is fixed when the map is shared, and the first change after that opens
    the next one as a draft. It is never "complete and locked". The `shared_` columns
    say when, how and to whom it was last given, and in which version;
    `current_version` is the one that everybody works by, if there is one (I1).
    """

    class Purpose(models.TextChoices):
        FIRST_CONTACT = "first_contact", "First contact"
        ASSESSMENT = "assessment", "Assessment"
        CONFERENCE = "conference", "Conference"
        REVIEW = "review", "Review"
        SUPERVISION = "supervision", "Supervision"
        FAMILY_MEETING = "family_meeting", "Family meeting"
        REUNIFICATION = "reunification", "Going home"
        EARLY_HELP = "early_help", "Early help"
        CARE_PLAN = "care_plan", "Living in care"
        CLOSURE = "closure", "Closing"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SHARED = "shared", "Shared with the family"
        FAMILY_RESPONDED = "family_responded", "The family has answered"
        CURRENT = "current", "Current"
        SUPERSEDED = "superseded", "Replaced by a newer map"

    family = FencedKey("records.Family")
    purpose = models.CharField(
        max_length=16, choices=Purpose, default=Purpose.FIRST_CONTACT
    )
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    supersedes = FencedKey("practice.Mapping", null=True)
    started_by = FencedKey(Worker)
    started_at = models.DateTimeField(db_default=Now())
    shared_with_family_at = models.DateTimeField(null=True)
    shared_with_family_by = FencedKey(Worker, null=True)
    shared_format = models.CharField(max_length=12, blank=True)
    shared_with_whom = models.CharField(max_length=300, blank=True)
    shared_version = models.PositiveIntegerField(null=True)
    shared_on = models.DateField(null=True)
    current_version = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family"],
                condition=~Q(status="superseded"),
                name="mapping_living_once_per_family",
            ),
            models.CheckConstraint(
                name="mapping_shared_by_somebody",
                condition=Q(
                    shared_with_family_at=None,
                    shared_with_family_by=None,
                    shared_format="",
                    shared_with_whom="",
                    shared_version=None,
                    shared_on=None,
                )
                | (
                    Q(
                        shared_with_family_at__isnull=False,
                        shared_with_family_by__isnull=False,
                        shared_version__isnull=False,
                        shared_on__isnull=False,
                    )
                    & ~Q(shared_format="")
                    & ~Q(shared_with_whom="")
                ),
            ),
            models.CheckConstraint(
                name="mapping_shared_says_when",
                condition=~Q(status="shared") | Q(shared_with_family_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "status"], name="mapping_by_family"
            )
        ]

    def __str__(self) -> str:
        return f"Map {self.version} of {self.family_id}"


class VersionStep(AppendOnly):
    """What became of one version of a map: begun, given, answered, made current.

    A later version that is made current replaces an earlier one; that is read from
    the steps and not written down. `purpose` is what the map was for then.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", "Begun"
        SHARED = "shared", "Given to the family"
        FAMILY_RESPONDED = "family_responded", "The family has answered"
        CURRENT = "current", "Made current"

    mapping = FencedKey(Mapping, related_name="steps")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    happened_on = models.DateField()
    format = models.CharField(max_length=12, blank=True)
    with_whom = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(
        max_length=16, choices=Mapping.Purpose, blank=True, db_default=""
    )
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="version_step_given_to_somebody",
                condition=(~Q(kind="shared") & Q(format="", with_whom=""))
                | (Q(kind="shared") & ~Q(format="") & ~Q(with_whom="")),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "mapping", "version"],
                name="version_step_by_mapping",
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.version}: {self.get_kind_display()}"
