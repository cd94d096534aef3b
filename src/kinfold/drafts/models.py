"""What somebody is typing and has not saved: sealed, theirs alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, ProgrammeOwned, Worker


class Draft(AuthorityOwned):
    """What one worker typed into the form at one address of one family's record.

    Of no family when it is about their own work (`kinfold.drafts.own_pages`).
    `sealed` holds the words and what the form is called, encrypted and bound to the
    worker and the address (`kinfold.drafts.typed`). `version` counts the keepings.
    """

    worker = FencedKey(Worker)
    family = FencedKey("records.Family", null=True)
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField(db_default=Now())
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "worker", "path"], name="draft_once_per_form"
            ),
            models.CheckConstraint(
                name="draft_is_of_a_form", condition=Q(path__startswith="/")
            ),
        ]
        indexes = [models.Index(fields=["authority", "kept_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def owner(self) -> str:
        """Whom the words are sealed for."""
        return str(self.worker_id)


class MemberDraft(ProgrammeOwned):
    """What a member of a programme typed into the form at one address, as `Draft`.

    The programme's fence shows the row to its other members too, who can read nothing
    in it: the words are sealed for this account in this programme.
    """

    family_id = None

    user_id = models.BigIntegerField()
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField(db_default=Now())
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user_id", "path"],
                name="member_draft_once_per_form",
            ),
            models.CheckConstraint(
                name="member_draft_is_of_a_form", condition=Q(path__startswith="/")
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "kept_at"], name="member_draft_by_age")
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def owner(self) -> str:
        """Whom the words are sealed for."""
        return f"member {self.user_id} of {self.programme_id}"


AnyDraft = Draft | MemberDraft
