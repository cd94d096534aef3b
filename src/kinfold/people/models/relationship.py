"""Who two people are to each other: one row, read from both ends."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.records.models.person import Person
from kinfold_core.people.relationships import KINDS, Side, inverse


def neutral(code: str) -> str:
    """The code without sex: "mother" is "parent". Sex belongs to the person."""
    return inverse(inverse(code))


NEUTRAL_CODES = tuple(code for code in KINDS if neutral(code) == code)
MUTUAL_CODES = tuple(code for code in NEUTRAL_CODES if inverse(code) == code)
# Of each pair of codes the first in the table is kept: parent, never child.
STORED_CODES = tuple(
    code
    for place, code in enumerate(NEUTRAL_CODES)
    if NEUTRAL_CODES.index(inverse(code)) >= place
)
PARTNER_CODES = ("dating", "ex_partner", "partner", "spouse")


class Relationship(AuthorityOwned):
    """`person` is the `code` of `other`, stored once and in one direction only.

    A tie has one row, so the two ends can never disagree: the elder or the giver of
    care is `person` (`STORED_CODES`); of a mutual tie the lower id is. Sexed words
    (grandmother, son) come from the people when it is read.
    """

    class Certainty(models.TextChoices):
        KNOWN = "known", "Known"
        SAID = "said", "Said by somebody"
        UNSURE = "unsure", "Not sure"

    class Ended(models.TextChoices):
        """How two people stopped being a couple, as far as anybody says."""

        SEPARATED = "separated", "They separated"
        DIVORCED = "divorced", "They divorced"
        DIED = "died", "One of them died"

    person = FencedKey(Person, related_name="ties_from")
    code = models.CharField(max_length=30)
    other = FencedKey(Person, related_name="ties_to")
    side = models.CharField(
        max_length=8, blank=True, choices=[(s.value, s.label) for s in Side]
    )
    ended_how = models.CharField(max_length=9, blank=True, choices=Ended)
    certainty = models.CharField(
        max_length=6, choices=Certainty, default=Certainty.KNOWN
    )
    has_parental_responsibility = models.BooleanField(default=False)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    recorded_by = FencedKey(Worker, null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relationship_of_two", condition=~Q(person=F("other"))
            ),
            models.CheckConstraint(
                name="relationship_code_is_stored",
                condition=Q(code__in=STORED_CODES),
            ),
            models.CheckConstraint(
                name="relationship_mutual_lower_first",
                condition=~Q(code__in=MUTUAL_CODES) | Q(person__lt=F("other")),
            ),
            models.UniqueConstraint(
                fields=["authority", "person", "other", "code"],
                condition=Q(ended_on=None),
                name="relationship_running_once",
            ),
            models.CheckConstraint(
                name="relationship_how_it_ended",
                condition=Q(ended_how="")
                | Q(ended_on__isnull=False, code__in=PARTNER_CODES),
            ),
            models.CheckConstraint(
                name="relationship_ends_after_start",
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.code} {self.other_id}"
