"""How somebody is named in a plan: as they are called, with the key of who that is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import AuthorityOwned, FencedKey


class NamesSomebody(AuthorityOwned):
    """A name, and the network member or person on record that it stands for."""

    name = models.CharField(max_length=200)
    person = FencedKey("records.Person", null=True)
    member = FencedKey("networks.NetworkMember", null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_has_name", condition=~Q(name=""))
        ]
