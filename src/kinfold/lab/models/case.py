"""A learning case while it is prepared: inside its own authority, beside the record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import (
    AppendOnly,
    AuthorityOwned,
    FencedKey,
    Programme,
    SaidBy,
)
from kinfold.records.models import Family


class LearningCase(AuthorityOwned, SaidBy):
    """A family's story made ready for a lab. Only here is it known whose it is.

    `lab_session_id` and `lab_pack_id` name rows of the programme, which know nothing
    of this one. `began_on` is the day that weeks are counted from.
    """

    family = FencedKey(Family, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lab_session_id = models.UUIDField()
    lab_pack_id = models.UUIDField(null=True)
    title = models.CharField(max_length=120)
    began_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["authority", "family"], name="case_by_family")]

    def __str__(self) -> str:
        return f"learning case {self.pk}"


class CaseText(AppendOnly, SaidBy):
    """The words of a case as they were saved once. The newest counts."""

    case = FencedKey(LearningCase)
    version = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "case", "version"], name="case_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class CaseKept(AppendOnly, SaidBy):
    """Words that look like somebody's and stay, because they can be nobody's."""

    case = FencedKey(LearningCase)
    version = models.PositiveIntegerField()
    words = models.CharField(max_length=500)
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_kept_says_why", condition=~Q(why=""))
        ]

    def __str__(self) -> str:
        return f"kept in version {self.version}"


class CaseConsent(AppendOnly, SaidBy):
    """Who was asked whether the case may be told, and what they said. A no counts
    from its moment; the newest counts."""

    case = FencedKey(LearningCase)
    asked = models.CharField(max_length=200)
    said = models.TextField()
    is_yes = models.BooleanField()
    asked_on = models.DateField()

    def __str__(self) -> str:
        return f"{'yes' if self.is_yes else 'no'} on {self.asked_on}"
