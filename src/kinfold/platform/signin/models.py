"""What signing in keeps: sessions, kept posts, invitations and rate limit counters."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models.authority import Worker
from kinfold.platform.models.bases import (
    AuthorityOwned,
    FencedKey,
    time_ordered_uuid,
)


class Session(AbstractBaseSession):
    """Somebody's stay. Its key here is the SHA-256 of the one in their cookie.

    Whoever reads this table (a backup, a log of queries) can therefore take nobody's
    session. `user_id` lets all of one account's sessions be ended at once.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    user_id = models.BigIntegerField(null=True, db_index=True)
    started_at = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> Any:
        from kinfold.platform.signin.sessions import (  # noqa: PLC0415  it needs this
            SessionStore,
        )

        return SessionStore


class KeptPost(models.Model):
    """What somebody sent after their session had ended, kept so that it is not lost.

    Encrypted, for this one account, until `expires_at`; see `kept_posts`.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    user_id = models.BigIntegerField()
    path = models.CharField(max_length=500)
    place = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "created_at"], name="kept_post_by_account"),
            models.Index(fields=["expires_at"], name="kept_post_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"kept post {self.pk}"


class Invitation(AuthorityOwned):
    """An invitation to work in an authority: used once, by whoever holds its link.

    Only the SHA-256 of the link's secret is kept. The link names the authority, so the
    row is found from behind its fence and no table has to be open to strangers.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    team_ids = ArrayField(models.UUIDField(), default=list)
    secret_hash = models.CharField(max_length=64)
    # nobody, for the first administrator: that one is invited on the server itself
    invited_by = FencedKey(Worker, null=True)
    invited_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = FencedKey(Worker, null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "secret_hash"], name="invitation_secret_once"
            ),
            models.UniqueConstraint(
                fields=["authority", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once_per_email",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class CacheEntry(models.Model):
    """A row of Django's database cache, which the rate limits count in.

    A model only so that the table comes with the migrations; nothing reads it as one.
    In memory each server process would count for itself (stack.md 7).
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kinfold_cache"
        verbose_name_plural = "cache entries"

    def __str__(self) -> str:
        return self.cache_key
