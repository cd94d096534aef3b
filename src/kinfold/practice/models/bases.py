"""What the parts of a map have in common: whom they may be shown to, who wrote them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class ShownToFamily(AuthorityOwned):
    """Shown to the family unless there is a reason, somebody who gave it, and a day on
    which it will be looked at again (invariant I8)."""

    is_visible_to_family = models.BooleanField(default=True)
    hidden_reason = models.CharField(max_length=500, blank=True)
    hidden_review_on = models.DateField(null=True)
    hidden_by = FencedKey(Worker, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_hidden_with_reason",
                condition=Q(
                    is_visible_to_family=True,
                    hidden_reason="",
                    hidden_review_on=None,
                    hidden_by=None,
                )
                | (
                    Q(
                        is_visible_to_family=False,
                        hidden_review_on__isnull=False,
                        hidden_by__isnull=False,
                    )
                    & ~Q(hidden_reason="")
                ),
            )
        ]


class Written(ShownToFamily):
    """Words that somebody wrote, others may change, and nobody deletes.

    `version` counts the changes, so that a writer who looks at an older one is told.
    What is taken off the map is withdrawn with a reason and stays readable.
    """

    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    entered_by = FencedKey(Worker)
    entered_at = models.DateTimeField(db_default=Now())
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())
    withdrawn_by = FencedKey(Worker, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta(ShownToFamily.Meta):
        abstract = True
        constraints = [
            *ShownToFamily.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
