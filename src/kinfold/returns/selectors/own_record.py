"""Every table of the export of Kinfold's own record, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from kinfold.platform.viewer import Viewer
from kinfold.returns.selectors import own_families, own_work
from kinfold.returns.selectors.pseudonyms import Row

OWN_TABLES: Final[Mapping[str, Callable[[Viewer], Iterator[Row]]]] = {
    "person": own_families.people,
    "family_children": own_families.family_children,
    "service_statuses": own_families.service_statuses,
    "network_people": own_families.network_people,
    "family_maps": own_families.family_maps,
    "danger_statements": own_families.danger_statements,
    "live_plans": own_work.live_plans,
    "family_meetings": own_work.family_meetings,
    "child_voice": own_work.child_voice,
    "kinship_options": own_work.kinship_options,
    "finding_episodes": own_work.finding_episodes,
    "found_people": own_work.found_people,
    "long_haul_checks": own_work.long_haul_checks,
}
