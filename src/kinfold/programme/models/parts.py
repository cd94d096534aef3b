"""In which wave an authority begins, and who holds which role in a programme.

Rows are never changed; of a wave, and of an authority's wave, the newest counts.
"""

from __future__ import annotations

from django.db import models

from kinfold.platform.models import FencedKey, ProgrammeAppendOnly, SaidBy


class Wave(ProgrammeAppendOnly, SaidBy):
    """Authorities that begin together: what the wave is called and its first day."""

    number = models.PositiveIntegerField()
    """Counts the waves of the programme, from 1."""
    version = models.PositiveIntegerField()
    """Counts what was written of this wave, from 1."""
    name = models.CharField(max_length=200)
    begins_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number", "version"], name="wave_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class WavePlace(ProgrammeAppendOnly, SaidBy):
    """That an authority is in a wave, or in none, from then on."""

    # everybody in the programme reads who begins with whom
    authority = models.ForeignKey(
        "platform.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField()
    """Counts what was written of this authority, from 1."""
    wave = models.PositiveIntegerField(null=True)
    """The wave's number; none: it is taken out of its wave."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "version"], name="wave_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} in wave {self.wave}"


class HeldRole(ProgrammeAppendOnly, SaidBy):
    """That somebody holds a role in the programme since a day.

    A role of the programme is an account's and opens its pages. A role of an authority
    is somebody named there, and opens nothing: it says whom to ask.
    """

    class Kind(models.TextChoices):
        PROGRAMME_LEAD = "programme_lead", "Programme lead"
        CONSULTANT = "consultant", "Consultant"
        TRAINER = "trainer", "Trainer"
        EVALUATOR = "evaluator", "Evaluator"
        AUTHORITY_LEAD = "authority_lead", "Authority lead"
        PRACTICE_LEADER = "practice_leader", "Practice leader"

    OF_PROGRAMME = ("programme_lead", "consultant", "trainer", "evaluator")
    OF_AUTHORITY = ("authority_lead", "practice_leader")

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    """The account; none for a role of an authority."""
    authority = models.ForeignKey(
        "platform.Authority",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
    )
    since = models.DateField()
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=("programme_lead", "consultant", "trainer", "evaluator"),
                    user_id__isnull=False,
                    authority=None,
                )
                | models.Q(
                    kind__in=("authority_lead", "practice_leader"),
                    user_id=None,
                    authority__isnull=False,
                ),
                name="held_role_of_one_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class RoleEnded(ProgrammeAppendOnly, SaidBy):
    """The last day on which somebody held a role, for good."""

    role = FencedKey(HeldRole, related_name="endings")
    last_day = models.DateField()

    class Meta:
        verbose_name_plural = "roles ended"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "role"], name="role_ended_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role_id} until {self.last_day}"
