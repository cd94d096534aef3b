"""Who stays when services have gone, as a whole: what is not so yet is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from kinfold.networks.actions.members import add_member
from kinfold.networks.actions.standing import write_step
from kinfold.networks.holding import hold
from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors.staying import WhoStays, who_stays
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.standing_by import Stand
from kinfold_core.practice.written import Named


@transaction.atomic
def say_who_stays(
    *, family_id: UUID, names: Sequence[str], agreed_on: date, by: Viewer
) -> WhoStays:
    """These stay, by the names they have in the network, and nobody else does.

    Whoever is not in the network yet is added to it, told nothing. What stands already
    is not written again.

    Raises:
        CannotDo: a name that two people carry, somebody who stepped back, or to whom
            being there for life is closed for now.
        NotFound: no such family.
    """
    family, _ = hold(by, family_id, Action.WRITE_NETWORK)
    wanted = [_member(family, name, by) for name in names]
    standing = [one.member_id for one in who_stays(by, family_id).people]
    on = day_in_words(agreed_on)
    why_not = f"Not among those who stay, as agreed on {on}"
    for member_id in wanted:
        if member_id not in standing:
            _say(family, member_id, Stand.LONG_HAUL, f"Agreed on {on}", agreed_on, by)
    for member_id in standing:
        if member_id not in wanted:
            _say(family, member_id, Stand.NOT_STAYING, why_not, agreed_on, by)
    return who_stays(by, family_id)


def _say(
    family: Family, member_id: UUID, stand: Stand, why: str, on: date, by: Viewer
) -> None:
    write_step(
        family_id=family.pk, member_id=member_id, stand=stand, happened_on=on,
        basis=why, said_by=Named(name=by.name, worker_id=by.worker_id), by=by,
    )  # fmt: skip


def _member(family: Family, name: str, by: Viewer) -> UUID:
    """Who of the network is called so; somebody new is added to it."""
    here = {"authority_id": family.authority_id, "family": family}
    called = NetworkMember.objects.filter(**here, ended_on=None, name__iexact=name)
    found = list(called.values_list("pk", flat=True)[:2])
    if len(found) > 1:
        raise CannotDo(
            f"Two people of the network are called {name}. Tell them apart there first",
            "who_stays",
        )
    if found:
        return found[0]
    family_here = FamilyMember.objects.filter(**here).select_related("person")
    same = {one.person.short_name.casefold(): one.person_id for one in family_here}
    who = Named(name=name, person_id=same.get(name.casefold()))
    try:
        details = MemberDetails(who=who)
        return add_member(family_id=family.pk, details=details, by=by).pk
    except CannotDo as error:
        raise CannotDo(str(error), "who_stays") from error
