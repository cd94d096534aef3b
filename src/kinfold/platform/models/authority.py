"""Authorities, their teams and the people who work there."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinfold.platform.models.bases import (
    AuthorityOwned,
    FencedKey,
    time_ordered_uuid,
)


class Authority(models.Model):
    """A local authority whose children's services use Kinfold."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    ons_code = models.CharField(max_length=9, unique=True, null=True)  # noqa: DJ001  absent is not ''
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class Team(AuthorityOwned):
    name = models.CharField(max_length=120)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"], name="team_name_once_per_authority"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Worker(AuthorityOwned):
    """Somebody who works in one authority: what they are called and may do there.

    Kept apart from `User`, the account they sign in with, so that a name on a record
    outlives the account, and so that one person can work in two authorities.
    """

    user = models.ForeignKey(
        "platform.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "user"], name="worker_once_per_account"
            )
        ]
        indexes = [
            models.Index(fields=["authority", "name"], name="worker_by_name"),
            models.Index(fields=["user"], name="worker_by_account"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMembership(AuthorityOwned):
    """A worker belongs to a team from one day to another."""

    team = FencedKey(Team, related_name="memberships")
    worker = FencedKey(Worker, related_name="team_memberships")
    is_manager = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "worker", "team"],
                condition=Q(ended_on=None),
                name="team_membership_current_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} in {self.team_id}"
