"""Who takes part in the demo's programme: its wave, and who holds which role.

Real: ten authorities that began together on 29 September 2017. Who holds a role is made
up, and says so.
"""

from __future__ import annotations

from typing import Final

from kinfold.insight.loading import JOINED_ON
from kinfold.platform.accounts import account_at
from kinfold.platform.models import ProgrammeAuthority
from kinfold.platform.tenancy import as_viewer
from kinfold.programme import parts_actions as actions
from kinfold.programme import parts_selectors as selectors
from kinfold.world.staff import PROGRAMME_PEOPLE
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

WAVE: Final = "The first ten"
ASKED: Final = (
    ("lincolnshire", "authority_lead", "helena"),
    ("lincolnshire", "practice_leader", "carys"),
    ("norfolk", "authority_lead", "samuel"),
    ("wokingham", "practice_leader", "ellen"),
)


def load_cohort() -> None:
    """One wave with each authority in it, and who is asked. Again changes nothing."""
    lead = programme_member(Role.PROGRAMME_LEAD)
    [programme_id] = lead.programme_ids
    with as_viewer(lead):
        if selectors.waves(lead, programme_id):
            return
        wave = actions.keep_wave(
            programme_id=programme_id,
            wave=actions.Together(WAVE, JOINED_ON),
            by=lead,
        )
        rows = ProgrammeAuthority.objects.filter(programme=programme_id)
        places = {one.authority.slug: one for one in rows.select_related("authority")}
        for one in places.values():
            actions.put_in_wave(
                programme_id=programme_id,
                place=one.authority_id,
                wave=wave.number,
                seen_version=0,
                by=lead,
            )
        for _, email, role in PROGRAMME_PEOPLE:
            actions.give_role(
                programme_id=programme_id,
                email=email,
                kind=role.value,
                since=JOINED_ON,
                by=lead,
                is_synthetic=True,
            )
        for slug, kind, who in ASKED:
            account = account_at(f"{who}@{slug}.example")
            if account is None:
                continue
            actions.name_role(
                programme_id=programme_id,
                place=places[slug].authority_id,
                kind=kind,
                name=account.name,
                since=JOINED_ON,
                by=lead,
                is_synthetic=True,
            )
