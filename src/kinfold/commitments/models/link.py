"""A link on which one person reads what they were asked, and answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.networks.models import NetworkMember
from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class AskLink(AuthorityOwned):
    """What `member` was asked, from a browser where nobody is signed in (ADR 23).

    `wordings` are the ids of the words as they stood when it was made: words that were
    written later are never on it. Address and code are kept as hashes.
    """

    family = FencedKey("records.Family")
    member = FencedKey(NetworkMember)
    member_name = models.CharField(max_length=200)
    wordings = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="en")
    token_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now())
    made_by = FencedKey(Worker)
    expires_at = models.DateTimeField()
    wrong_count = models.PositiveSmallIntegerField(default=0)
    opened_count = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)
    called_back_by = FencedKey(Worker, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "token_hash"], name="ask_link_once"
            ),
            models.CheckConstraint(
                name="ask_link_called_back_by_somebody",
                condition=Q(called_back_at=None, called_back_by=None)
                | Q(called_back_at__isnull=False, called_back_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "member", "made_at"], name="ask_link_by_member"
            )
        ]

    def __str__(self) -> str:
        return f"A link for {self.member_name}"
