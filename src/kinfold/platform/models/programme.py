"""Programmes that many authorities belong to. They hold no person's record."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models.functions import Now

from kinfold.platform.models.authority import Authority
from kinfold.platform.models.bases import ProgrammeAppendOnly, time_ordered_uuid
from kinfold.platform.models.said_by import SaidBy


class Programme(models.Model):
    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    # the transaction's: whoever makes a programme founds it in the same (cohort_fences)
    made_at = models.DateTimeField(db_default=TransactionNow())

    def __str__(self) -> str:
        return self.name


class ProgrammeAuthority(models.Model):
    """An authority takes part in a programme from one day to another."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="places"
    )
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="programme_places"
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    again_at = models.DateTimeField(null=True)
    """When it agreed to join again after a stay before, or when that stay ended if this
    was later; None for a first stay. What was written before is of that stay."""

    class Meta:
        verbose_name_plural = "programme authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "joined_on"],
                name="programme_authority_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} in {self.programme_id}"


class EarlierShown(ProgrammeAppendOnly, SaidBy):
    """That an authority that joined again shows what it made in its stays before."""

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    joined_on = models.DateField()
    """In which of its stays: in a later one it is asked anew."""

    class Meta:
        verbose_name_plural = "earlier shown"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "joined_on"],
                name="earlier_shown_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} in {self.programme_id}"


class ProgrammeMember(models.Model):
    """Somebody's roles in a programme. None of them opens a person's record."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="members"
    )
    user = models.ForeignKey(
        "platform.User", on_delete=models.PROTECT, related_name="programme_places"
    )
    roles = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user"], name="programme_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.programme_id}"


class ProgrammeEvent(ProgrammeAppendOnly):
    """One change of a programme's rows, by a member or by one of its authorities.

    The audit of a programme. It is not chained as an authority's is: it holds nobody's
    record. Holds identifiers, so that it outlives what it describes.
    """

    at = models.DateTimeField(db_default=Now())
    action = models.CharField(max_length=100)
    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_place = models.CharField(max_length=200)
    target = models.CharField(max_length=100)
    target_id = models.CharField(max_length=40)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "at"], name="programme_event_by_time"),
            models.Index(
                fields=["programme", "target", "target_id", "at"],
                name="programme_event_by_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target} {self.target_id}"
