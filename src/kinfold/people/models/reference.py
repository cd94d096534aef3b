"""What other systems call a person, a family, a worker or a team."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Team, Worker
from kinfold.records.models.family import Family
from kinfold.records.models.person import Person

SUBJECTS = ("person", "family", "worker", "team")


def _exactly_one() -> Q:
    condition = Q()
    for subject in SUBJECTS:
        condition |= Q(**{f"{name}__isnull": name != subject for name in SUBJECTS})
    return condition


class ExternalReference(AuthorityOwned):
    """An identifier that another system gave, kept so that records can be matched.

    `system` is whose it is (the authority's case system, the NHS), `kind` what it is
    called there, `value` as that system writes it and `value_key` without spaces or
    case, for finding.
    """

    system = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    value = models.CharField(max_length=100)
    value_key = models.CharField(max_length=100)
    person = FencedKey(Person, null=True, related_name="references")
    family = FencedKey(Family, null=True, related_name="references")
    worker = FencedKey(Worker, null=True)
    team = FencedKey(Team, null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "system", "kind", "value_key"],
                name="external_reference_once",
            ),
            models.CheckConstraint(
                name="external_reference_is_for_one", condition=_exactly_one()
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "value_key"], name="external_reference_by_value"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
