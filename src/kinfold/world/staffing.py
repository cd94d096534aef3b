"""Writing the made-up authorities, teams, workers, accounts and the programme.

Ids follow from names, so a second run finds what the first one made.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.hashers import make_password

from kinfold.insight.loading import JOINED_ON, PROGRAMME_NAME, PROGRAMME_SLUG
from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
    Team,
    TeamMembership,
    User,
    Worker,
)
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.world.places import PLACES, Place
from kinfold.world.staff import (
    KINDS,
    PROGRAMME_PEOPLE,
    TeamPlan,
    WorkerPlan,
    office,
    team,
)
from kinfold_core.access import Role

DEMO_PASSWORD: Final = "harbour kite and paper boats"  # noqa: S105  of the demo only
STAFF_SINCE: Final = date(2016, 9, 5)


def _id(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "kinfold-made-up:" + ":".join(map(str, parts)))


class Seats:
    """Who sits where, made on first asking."""

    def __init__(self) -> None:
        self._authorities: dict[str, UUID] = {}
        self._teams: dict[tuple[str, str, int], tuple[UUID, list[UUID]]] = {}

    def authority_id(self, place: Place) -> UUID:
        return self._authorities[place.slug]

    def open_authorities(self) -> None:
        """The ten, with the people of their offices and their first five teams."""
        for place in PLACES:
            authority, _ = Authority.objects.get_or_create(
                slug=place.slug,
                defaults={
                    "id": _id(place.slug),
                    "name": place.name,
                    "ons_code": place.ons_code,
                    "is_synthetic": True,
                },
            )
            self._authorities[place.slug] = authority.pk
            self.open_block(place, 0)
            with as_authority(authority.pk):
                self._add_workers(
                    place,
                    {
                        _id(place.slug, "office", seat): plan
                        for seat, plan in enumerate(office(place))
                    },
                )

    def open_block(self, place: Place, block: int) -> None:
        """Make the five teams of a block, unless they are there."""
        if (place.slug, KINDS[0], block) in self._teams:
            return
        with as_authority(self.authority_id(place)):
            for kind in KINDS:
                self._team(place, team(place, kind, block))

    def _team(self, place: Place, plan: TeamPlan) -> None:
        authority_id = self.authority_id(place)
        found, _ = Team.objects.get_or_create(
            authority_id=authority_id,
            name=plan.name,
            defaults={"id": _id(place.slug, plan.kind, plan.block)},
        )
        workers = {
            _id(place.slug, plan.kind, plan.block, seat): member
            for seat, member in enumerate(plan.members)
        }
        self._add_workers(place, workers)
        TeamMembership.objects.bulk_create(
            (
                TeamMembership(
                    id=_id(worker_id, "membership"),
                    authority_id=authority_id,
                    team=found,
                    worker_id=worker_id,
                    is_manager=member.is_manager,
                    started_on=STAFF_SINCE,
                )
                for worker_id, member in workers.items()
            ),
            ignore_conflicts=True,
        )
        self._teams[place.slug, plan.kind, plan.block] = (found.pk, list(workers))

    def _add_workers(self, place: Place, plans: dict[UUID, WorkerPlan]) -> None:
        """Write those who are not there yet; the others stay as they are."""
        Worker.objects.bulk_create(
            (
                Worker(
                    id=worker_id,
                    authority_id=self.authority_id(place),
                    user=account(plan.email, plan.name) if plan.email else None,
                    name=plan.name,
                    job_title=plan.job_title,
                    roles=[role.value for role in plan.roles],
                )
                for worker_id, plan in plans.items()
            ),
            ignore_conflicts=True,
        )

    def colleagues(self, team_id: UUID | None) -> list[UUID]:
        """Everybody of a team that was opened, its manager first."""
        return next(
            (list(members) for one, members in self._teams.values() if one == team_id),
            [],
        )

    def workers(self, place: Place) -> list[UUID]:
        """Everybody in the teams of an authority that were opened."""
        return [
            worker_id
            for (slug, _, _), (_, members) in self._teams.items()
            if slug == place.slug
            for worker_id in members
        ]

    def seat(
        self, place: Place, kind: str, block: int, turn: int
    ) -> tuple[UUID, UUID, UUID]:
        """The ids of the team, of its manager and of the worker whose turn it is."""
        team_id, workers = self._teams[place.slug, kind, block]
        return team_id, workers[0], workers[1 + turn % (len(workers) - 1)]


def account(email: str, name: str) -> User:
    """The demo account of that address, made with the demo's password."""
    standing = User.objects.filter(email=email).first()
    if standing is not None:
        return standing
    return User.objects.create(
        email=email, name=name, password=make_password(DEMO_PASSWORD)
    )


def open_programme() -> None:
    """The real programme of the ten, and four made-up people who work in it."""
    programme, _ = Programme.objects.get_or_create(
        slug=PROGRAMME_SLUG,
        defaults={
            "id": _id(PROGRAMME_SLUG),
            "name": PROGRAMME_NAME,
            "starts_on": JOINED_ON,
        },
    )
    for authority in Authority.objects.filter(slug__in=[one.slug for one in PLACES]):
        ProgrammeAuthority.objects.get_or_create(
            programme=programme, authority=authority, joined_on=JOINED_ON
        )
    for name, email, role in PROGRAMME_PEOPLE:
        ProgrammeMember.objects.get_or_create(
            programme=programme,
            user=account(email, name),
            defaults={"roles": [role.value]},
        )


def programme_member(role: Role) -> Viewer:
    """The demo's member of the programme with that role, standing in it."""
    emails = {held: email for _, email, held in PROGRAMME_PEOPLE}
    user_id = User.objects.get(email=emails[role]).pk
    [place] = [one for one in places_of(user_id) if not one.authority_id]
    return viewer_in(place, user_id=user_id)


def demo_accounts() -> list[tuple[str, str, str, str]]:
    """(email, name, job, where) of everybody with a demo account, most used first."""
    found = []
    for place in PLACES:
        everyone = [
            member for kind in KINDS for member in team(place, kind, 0).members
        ] + list(office(place))
        found += [
            (plan.email, plan.name, plan.job_title, place.name)
            for plan in everyone
            if plan.email
        ]
    jobs = ("Social worker", "Team manager")
    found.sort(key=lambda one: (one[3] != "Lincolnshire", one[2] not in jobs, one[2]))
    return found + [
        (email, name, Role(role).label, PROGRAMME_NAME)
        for name, email, role in PROGRAMME_PEOPLE
    ]
