"""Whom a practice benchmark needs: a team of 200 families, maps of 80 entries."""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from benchmarks.cast import Somebody, account_of, signed_in
from benchmarks.load import Ask
from kinfold.platform.models import Authority, TeamMembership
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.practice import actions
from kinfold.practice.models import MapEntry, Mapping
from kinfold.records.models import Allocation, Family, Person
from kinfold.voice.models import Story
from kinfold_core.practice.written import EntryDetails

TEAM_FAMILIES = 200
MAP_ENTRIES = 80
KEY = "k" * 32
TYPED = (
    "Nan Jo came at six, as she said. Both children were asleep by nine, and Leanne "
    "rang in the morning to say that it had been a quiet night."
)


def team_of_many() -> list[Somebody]:
    """The people of one team that has 200 open families. Benchmarks only."""
    lincolnshire = Authority.objects.get(slug="lincolnshire")
    with as_authority(lincolnshire.pk):
        running = Allocation.objects.filter(
            ended_on=None, family__closed_on=None, family__is_restricted=False
        )
        first = running.get(family__reference="MADE-UP-1-00000")
        of_team = running.filter(team=first.team)
        others = running.exclude(team=first.team).order_by("family__reference")
        wanted = max(0, TEAM_FAMILIES - of_team.count())
        lent = list(others.values_list("pk", flat=True)[:wanted])
        Allocation.objects.filter(pk__in=lent).update(team=first.team)
        members = TeamMembership.objects.filter(team=first.team, ended_on=None)
        workers = list(members.order_by("pk").values_list("worker_id", flat=True))
        accounts = [account_of(worker_id) for worker_id in workers]
    return [
        signed_in(lincolnshire.pk, user_id, first.family_id) for user_id in accounts
    ]


def grown_maps(team: list[Somebody], count: int) -> list[UUID]:
    """Families of that team with a map of 80 entries, the one by hand first."""
    by = team[0].viewer
    with as_viewer(by):
        mapped = Family.objects.filter(
            pk__in=Mapping.objects.values("family"),
            allocations__team__in=by.team_ids,
            allocations__ended_on=None,
            closed_on=None,
            is_restricted=False,
        )
        found = list(
            mapped.order_by("reference").values_list("pk", flat=True).distinct()[:count]
        )
        for family_id in found:
            standing = MapEntry.objects.filter(
                mapping__family_id=family_id, withdrawn_at=None
            ).count()
            for number in range(standing, MAP_ENTRIES):
                category = ("strength", "complicating_factor", "harm")[number % 3]
                text = f"On day {number} of the diary: {TYPED}"
                details = EntryDetails(category=category, text=text)
                actions.add_entry(family_id=family_id, details=details, by=by)
    return found


def storied(team: list[Somebody]) -> tuple[UUID, UUID]:
    """The family by hand and its story."""
    with as_viewer(team[0].viewer):
        story = Story.objects.filter(family_id=team[0].family_id).first()
        assert story is not None, "the family by hand has a story"
        return team[0].family_id, story.pk


def asks(team: list[Somebody], paths: list[str]) -> list[Ask]:
    """Each of these pages as each of these people would ask for it."""
    return [Ask(path, cookie_of(one)) for one in team for path in paths]


def cookie_of(one: Somebody) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={one.session_key}"


def keeping(people: list[Somebody]) -> list[Ask]:
    """What the page sends while each of these people types an entry of a map."""
    found = []
    for one in people:
        path = reverse("practice:add-entry", args=[one.family_id, "strength"])
        sent = {"path": path, "title": "An entry", "boxes": {"text": [TYPED]}}
        found.append(
            Ask(
                reverse("drafts:keep"),
                f"{cookie_of(one)}; {settings.CSRF_COOKIE_NAME}={KEY}",
                json.dumps(sent).encode(),
                f"X-CSRFToken: {KEY}\r\nContent-Type: application/json\r\n",
            )
        )
    return found


def made() -> dict[str, int]:
    """What the world holds, over all authorities, whoever counts."""
    counts = {"people": 0, "open_families": 0, "entries": 0}
    for authority_id in list(Authority.objects.values_list("pk", flat=True)):
        here = {"authority_id": authority_id}
        with as_authority(authority_id):
            counts["people"] += Person.objects.filter(**here).count()
            families = Family.objects.filter(**here, closed_on=None)
            counts["open_families"] += families.count()
            counts["entries"] += MapEntry.objects.filter(**here).count()
    return counts
