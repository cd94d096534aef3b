"""A link that opens one copy for one person, until it ends or is called back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.copies.models.sharing import MapSharing
from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class CopyLink(AuthorityOwned):
    """What `sharing` kept, for `person`, from a browser where nobody is signed in.

    Neither the address nor the code is here: of the one there is a SHA-256, of the
    other a slow hash, because it is short. `things` are the ids of what stood on the
    map for the family to see, so that the link closes when any of it is kept back.
    """

    sharing = FencedKey(MapSharing, related_name="links")
    person = FencedKey("records.Person")
    person_name = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    things = models.JSONField(default=list)
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
                fields=["authority", "token_hash"], name="copy_link_once"
            ),
            models.CheckConstraint(
                name="copy_link_called_back_by_somebody",
                condition=Q(called_back_at=None, called_back_by=None)
                | Q(called_back_at__isnull=False, called_back_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"A link for {self.person_name}"
