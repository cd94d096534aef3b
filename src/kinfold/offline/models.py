"""What is on a device for a visit, what came home from it, and what is to be chosen."""

from __future__ import annotations

import json

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import (
    AppendOnly,
    AuthorityOwned,
    FencedKey,
    StoredFile,
    Worker,
)
from kinfold_core.practice.offline_held import WhyHeld
from kinfold_core.practice.what_was_read import stamp_of


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
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = FencedKey(Worker, null=True)
    handed_over_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_conflict_handed_over_by_somebody",
                condition=Q(handed_over_at=None, handed_over_by=None)
                | Q(handed_over_at__isnull=False, handed_over_by__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_conflict_chosen_by_somebody",
                condition=Q(choice="", chosen_by=None, chosen_at=None)
                | (~Q(choice="") & Q(chosen_by__isnull=False, chosen_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "sent"], name="visit_conflict_by_sent")
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.item_id or self.session_id}"


class WhomAsked(AuthorityOwned):
    """A child answered about a name that is nobody's for certain: whom did they mean?

    `names`: who it is about as the device wrote it, what they are called, the answer.
    `waits`: what the child chose of that thing and is not written before it is known.
    `meant`: what was answered: for each name a key of somebody, or "" for nobody.
    """

    sent = FencedKey(VisitSent, related_name="asked")
    item_id = models.UUIDField()
    chosen_on = models.DateField()
    names = models.JSONField()
    waits = models.JSONField()
    asked_at = models.DateTimeField()
    meant = models.JSONField(default=dict)
    settled_by = FencedKey(Worker, null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="whom_asked_settled_by_somebody",
                condition=Q(settled_by=None, settled_at=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["authority", "sent"], name="whom_asked_by_sent"),
            models.Index(fields=["authority", "item_id"], name="whom_asked_by_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}, {self.asked_at}"

    @property
    def stamp(self) -> str:
        """What somebody has before them who says whom the child meant."""
        asked = (*self.names, self.waits)
        return stamp_of(json.dumps(one, sort_keys=True) for one in asked)


class HeldVisit(AppendOnly):
    """A visit that could not go into the record when it came home, word for word.

    `body` is what the device wrote. It is read as the child chose in it
    (`offline_held`), and taken in by whoever answers for the work.
    """

    sent = FencedKey(VisitSent, related_name="held")
    family = FencedKey("records.Family")
    why = models.CharField(
        max_length=8, choices=[(one.value, one.label) for one in WhyHeld]
    )
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "sent"], name="held_visit_once_a_sending"
            )
        ]
        indexes = [
            models.Index(fields=["authority", "family"], name="held_visit_by_family")
        ]

    def __str__(self) -> str:
        return f"{self.sent_id}, {self.why}"


class HeldVisitDone(AppendOnly):
    """What became of a held visit: taken into the record, or left beside it and why."""

    class Deed(models.TextChoices):
        TAKEN_IN = "taken_in", "Taken into the record"
        STAYS = "stays", "Stays beside the record"

    held = FencedKey(HeldVisit, related_name="done")
    deed = models.CharField(max_length=8, choices=Deed)
    why = models.TextField(blank=True)
    by = FencedKey(Worker)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "held", "deed"], name="held_visit_done_once"
            ),
            models.CheckConstraint(
                name="held_visit_stays_says_why",
                condition=~Q(deed="stays") | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_id}, {self.deed}"


class HeldVisitPassed(AppendOnly):
    """A held visit was left to another worker, and why. The newest one counts.

    It opens nothing: who reads it and who takes it in is as before.
    """

    held = FencedKey(HeldVisit, related_name="passed")
    to = FencedKey(Worker)
    why = models.TextField()
    by = FencedKey(Worker)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="held_visit_passed_says_why", condition=~Q(why="")
            )
        ]
        indexes = [
            models.Index(fields=["authority", "held"], name="held_visit_passed_by_held")
        ]

    def __str__(self) -> str:
        return f"{self.held_id}, {self.to_id}"


class HeldSound(AppendOnly):
    """A recording that came home when what it belongs to is not in the record."""

    taken = FencedKey(TakenAlong, related_name="held_sounds")
    item_id = models.UUIDField()
    file = FencedKey(StoredFile)
    received_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["authority", "taken"], name="held_sound_by_taken")
        ]

    def __str__(self) -> str:
        return f"{self.item_id}, {self.received_at}"
