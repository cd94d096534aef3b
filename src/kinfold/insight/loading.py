"""Making the programme's authorities known to Kinfold. The only write of this app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold_measures.areas import Area

PROGRAMME_NAME = "Signs of Safety England Innovation Project 2017-19"
PROGRAMME_SLUG = "england-innovation-2017-19"
JOINED_ON = date(2017, 9, 29)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was new this time; nought twice in a row."""

    authority_count: int
    place_count: int


@transaction.atomic
def load_programme(*, areas: tuple[Area, ...]) -> Loaded:
    """Make the authorities and the programme they joined on 29 September 2017.

    Run by the owner of the tables (`england_load`), never by the web application, so
    there is no viewer: the list is public. Twice in a row changes nothing. An
    authority that is already here by its address gets its ONS code.
    """
    programme, _ = Programme.objects.get_or_create(
        slug=PROGRAMME_SLUG,
        defaults={"name": PROGRAMME_NAME, "starts_on": JOINED_ON},
    )
    authorities = places = 0
    for area in areas:
        authority, is_new = Authority.objects.get_or_create(
            slug=area.slug, defaults={"name": area.name, "ons_code": area.code}
        )
        if authority.ons_code != area.code:
            authority.ons_code = area.code
            authority.save(update_fields=["ons_code"])
        _, is_place_new = ProgrammeAuthority.objects.get_or_create(
            programme=programme, authority=authority, joined_on=JOINED_ON
        )
        authorities += is_new
        places += is_place_new
    return Loaded(authorities, places)
