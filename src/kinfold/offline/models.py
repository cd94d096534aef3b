"""What is on a device for a visit, what came home from it, and what is to be chosen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class VisitDevice(AuthorityOwned):
    """One worker's locked part of one browser. Its id is made by the device.

    `sealed_key` opens that part when the passphrase is gone: it is told to nobody but
    this worker, signed in, and each telling is in the audit.
    """

    worker = FencedKey(Worker)
    label = models.CharField(max_length=80)
    sealed_key = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())
    last_seen_at = models.DateTimeField(db_default=Now())
    wipe_asked_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_device_has_label", condition=~Q(label="")
            )
        ]
        indexes = [
            models.Index(fields=["authority", "worker"], name="visit_device_by_worker")
        ]

    def __str__(self) -> str:
        return self.label


class TakenAlong(AuthorityOwned):
    """One child's first name, taken along for a visit until a certain hour."""

    family = FencedKey("records.Family")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    worker = FencedKey(Worker)
    taken_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    device = FencedKey(VisitDevice, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="taken_along_names_the_child", condition=~Q(child_name="")
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "taken_at"], name="taken_along_by_family"
            )
        ]

    def __str__(self) -> str:
        return self.child_name


class VisitSent(AppendOnly):
    """A visit that reached us. Its id is made by the device: once is enough.

    `answer` is what the device was told, word for word, so that it is told the same
    when it asks again; no word of the child is in it.
    """

    device = FencedKey(VisitDevice)
    taken = FencedKey(TakenAlong, related_name="sendings")
    session_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(db_default=Now())
    skew_seconds = models.BigIntegerField()
    answer = models.JSONField()

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "taken", "received_at"], name="visit_sent_by_taken"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.received_at}"


class VisitConflict(AuthorityOwned):
    """Two wordings of one answer: from the visit, and from the office meanwhile."""

    class Choice(models.TextChoices):
        MINE = "mine", "What was written in the visit"
        THEIRS = "theirs", "What stands here now"
        TOGETHER = "together", "Both, put together"

    sent = FencedKey(VisitSent, related_name="conflicts")
    session_id = models.UUIDField()
    item_id = models.UUIDField(null=True)
    field = models.CharField(max_length=40)
    mine = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    choice = models.CharField(max_length=8, choices=Choice, blank=True)
    chosen = models.TextField(blank=True)
    chosen_by = FencedKey(Worker, null=True)
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_conflict_chosen_by_somebody",
                condition=Q(choice="", chosen_by=None, chosen_at=None)
                | (~Q(choice="") & Q(chosen_by__isnull=False, chosen_at__isnull=False)),
            )
        ]
        indexes = [
            models.Index(fields=["authority", "sent"], name="visit_conflict_by_sent")
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.item_id or self.session_id}"
