"""What was recorded of the practice, team by team and quarter by quarter.

Viewer first. Counted in the database, in one statement for all teams and quarters, and
protected before anybody sees it: two queries, however much is asked.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: the viewer belongs to no authority, or may see no such team.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from kinfold.fidelity import policy
from kinfold.fidelity.counting import counting
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Team
from kinfold.platform.viewer import Viewer
from kinfold_measures.fidelity.protected import (
    CHAINS,
    EVERY_TEAM,
    Shown,
    Tally,
    Use,
    chain_of,
    released,
    shown_teams,
)
from kinfold_measures.language.periods import Period

QUARTERS: Final = 8
EVERY_TEAM_IS_CALLED: Final = "The teams together"


@dataclass(frozen=True, slots=True)
class Profile:
    """What may be shown, of the teams that the viewer may see.

    Attributes:
        quarters: the earliest first.
        teams: names by id, in the order of the names. With `EVERY_TEAM` first, for
            whoever may see every team and where more than one is shown.
        too_small: teams with so few children that nothing of them is shown in the
            newest quarter.
    """

    quarters: tuple[Period, ...]
    teams: Mapping[str, str]
    too_small: tuple[str, ...]
    _shown: Mapping[str, Mapping[tuple[str, str], Shown]]
    _open: Mapping[str, Mapping[str, Tally]]

    @property
    def newest(self) -> Period:
        return self.quarters[-1]

    def at(self, quarter: Period, team: str, code: str) -> Shown | None:
        """None where the team had too few children in that quarter, or none."""
        return self._shown[quarter.code].get((team, code))

    def has(self, team: str) -> bool:
        """Whether anything is shown of it in the newest quarter."""
        return any(key == team for key, _ in self._shown[self.newest.code])

    @property
    def family_count(self) -> int:
        """The families that the newest quarter tells of."""
        counted = self._open[self.newest.code]
        return sum(
            each.families for team, each in counted.items() if team in self.teams
        )


def profile(viewer: Viewer, quarters: tuple[Period, ...], *, code: str = "") -> Profile:
    """Of some quarters, every element or one. Two queries."""
    decision = policy.may_see_profile(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    chains = (chain_of(code),) if code else CHAINS
    teams = _teams(viewer)
    whole, uses = _counted(viewer, quarters, chains)
    shown = {
        one.code: released(
            {team: whole[one.code][team] for team in teams if team in whole[one.code]},
            uses[one.code],
            chains,
        )
        for one in quarters
    }
    named = _visible(viewer, teams, shown)
    newest = whole[quarters[-1].code]
    large = shown_teams(newest)
    small = tuple(
        name for team, name in named.items() if team in newest and team not in large
    )
    return Profile(quarters, named, small, shown, whole)


def profile_of_team(
    viewer: Viewer, team_id: UUID, quarters: tuple[Period, ...]
) -> Profile:
    """As `profile`, for a page about one team."""
    found = profile(viewer, quarters)
    if str(team_id) not in found.teams:
        raise NotFound(f"No team {team_id} that is shown to {viewer.name}")
    return found


def _teams(viewer: Viewer) -> dict[str, Team]:
    rows = Team.objects.filter(authority_id=viewer.in_authority()).order_by("name")
    return {str(team.pk): team for team in rows}


def _visible(
    viewer: Viewer,
    teams: Mapping[str, Team],
    shown: Mapping[str, Mapping[tuple[str, str], Shown]],
) -> dict[str, str]:
    """Those that the viewer may see: teams of today, and of which something is told."""
    told = {team for each in shown.values() for team, _ in each}
    open_to = policy.teams_open_to(viewer, [team.pk for team in teams.values()])
    found = {
        key: team.name
        for key, team in teams.items()
        if team.pk in open_to and (team.is_open or key in told)
    }
    is_several = len(told - {EVERY_TEAM}) > 1
    if is_several and policy.may_see_every_team(viewer):
        return {EVERY_TEAM: EVERY_TEAM_IS_CALLED, **found}
    return found


_Whole = dict[str, dict[str, Tally]]
_Uses = dict[str, dict[tuple[str, str], Use]]


def _counted(
    viewer: Viewer, quarters: tuple[Period, ...], chains: tuple[tuple[str, ...], ...]
) -> tuple[_Whole, _Uses]:
    """Open families by quarter and team, and what was used with them. One query."""
    by_day = {one.ends_on: one.code for one in quarters}
    whole: _Whole = {one.code: {} for one in quarters}
    uses: _Uses = {one.code: {} for one in quarters}
    with connection.cursor() as cursor:
        cursor.execute(
            counting(tuple(code for chain in chains for code in chain)),
            {
                "authority": viewer.in_authority(),
                "zone": settings.TIME_ZONE,
                "firsts": [one.starts_on for one in quarters],
                "days": list(by_day),
            },
        )
        for team, day, code, *counts in cursor.fetchall():
            families, children, good_families, good_children = map(int, counts)
            used = Tally(families, children)
            if code:
                good = Tally(good_families, good_children)
                uses[by_day[day]][str(team), code] = Use(used, good)
            else:
                whole[by_day[day]][str(team)] = used
    return whole, uses
