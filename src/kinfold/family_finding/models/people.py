"""People who were found, what the child says of them, and reaching for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.family_finding.models.bases import SIDES, Recorded, in_order, says
from kinfold.family_finding.models.episode import FindingEpisode
from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.family_finding.words import (
    Basis,
    Generation,
    Method,
    Safety,
    SeenBy,
    Source,
    Willing,
    Wish,
)


class FoundPerson(AuthorityOwned):
    """Somebody who belongs to the child or the parents.

    The key says who it is when they are of this family; `member` when they joined the
    network. Last contact is the earliest and latest day it can have been.
    """

    episode = FencedKey(FindingEpisode, related_name="people")
    person = FencedKey("records.Person", null=True)
    member = FencedKey("networks.NetworkMember", null=True)
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=8, choices=SIDES)
    generation = models.CharField(
        max_length=2, blank=True, choices=Generation.choices()
    )
    source = models.CharField(max_length=8, choices=Source.choices())
    found_on = models.DateField()
    last_contact_earliest_on = models.DateField(null=True)
    last_contact_latest_on = models.DateField(null=True)
    last_contact_is_about = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            says("found_person_has_name_and_side", "name", "side", "source"),
            models.CheckConstraint(
                name="found_person_last_contact_has_both_ends",
                condition=Q(last_contact_earliest_on=None, last_contact_latest_on=None)
                | Q(
                    last_contact_earliest_on__isnull=False,
                    last_contact_latest_on__gte=models.F("last_contact_earliest_on"),
                ),
            ),
        ]
        indexes = [in_order("found_person_by_episode", "episode", "side")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_contact(self) -> FuzzyDate | None:
        earliest, latest = self.last_contact_earliest_on, self.last_contact_latest_on
        if earliest is None or latest is None:
            return None
        return FuzzyDate(earliest, latest, self.last_contact_is_about)

    @last_contact.setter
    def last_contact(self, when: FuzzyDate | None) -> None:
        self.last_contact_earliest_on = when.earliest if when else None
        self.last_contact_latest_on = when.latest if when else None
        self.last_contact_is_about = bool(when and when.is_about)


class ChildWish(Recorded):
    """What the child said of one person, at which age, and who may know.

    The newest one holds. A no is the child's own: only another word of the child
    changes it.
    """

    found = FencedKey(FoundPerson, related_name="wishes")
    wish = models.CharField(max_length=5, choices=Wish.choices())
    words = models.TextField()
    said_on = models.DateField()
    age = models.PositiveSmallIntegerField(null=True)
    seen_by = models.CharField(max_length=7, choices=SeenBy.choices())

    class Meta:
        constraints = [says("child_wish_in_own_words", "words")]
        indexes = [in_order("child_wish_by_found", "found", "said_on")]


class SafetyCheck(Recorded):
    """What was looked up of one person before anybody reaches for them."""

    found = FencedKey(FoundPerson, related_name="checks")
    result = models.CharField(max_length=10, choices=Safety.choices())
    words = models.TextField()
    checked_on = models.DateField()

    class Meta:
        constraints = [says("safety_check_says_what_was_seen", "words")]
        indexes = [in_order("safety_check_by_found", "found", "checked_on")]


class FindingSearch(Recorded):
    """One search: where, for what, by whom, by what right, and what came of it."""

    episode = FencedKey(FindingEpisode, related_name="searches")
    source = models.CharField(max_length=8, choices=Source.choices())
    query = models.TextField()
    searched_on = models.DateField()
    searched_by = models.CharField(max_length=200)
    basis = models.CharField(max_length=11, choices=Basis.choices())
    basis_words = models.CharField(max_length=500)
    result = models.TextField()

    class Meta:
        constraints = [
            says(
                "finding_search_says_what_by_whom_and_why",
                "query",
                "searched_by",
                "basis_words",
                "result",
            )
        ]
        indexes = [in_order("finding_search_by_episode", "episode", "searched_on")]


class ContactAttempt(Recorded):
    """Somebody was reached for: how, with which words, on which day."""

    found = FencedKey(FoundPerson, related_name="attempts")
    method = models.CharField(max_length=8, choices=Method.choices())
    message = models.TextField()
    attempted_on = models.DateField()
    allowed_by = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [says("contact_attempt_keeps_its_message", "message")]
        indexes = [in_order("contact_attempt_by_found", "found", "attempted_on")]


class ContactReply(Recorded):
    """What somebody answered, in their words: what they know, and what they offer."""

    found = FencedKey(FoundPerson, related_name="replies")
    willing = models.CharField(max_length=5, choices=Willing.choices())
    words = models.TextField()
    knows = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    replied_on = models.DateField()

    class Meta:
        constraints = [says("contact_reply_in_their_words", "words")]
        indexes = [in_order("contact_reply_by_found", "found", "replied_on")]
