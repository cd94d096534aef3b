"""Which tables are read, what they must hold and in which order.

Source: Standard Safeguarding Dataset, data_objects_specification (D2I, 2026-07).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FORMS_OF_SEX: Final = {
    "f": "female", "female": "female", "2": "female",
    "m": "male", "male": "male", "1": "male",
}  # fmt: skip
SEX_NOT_SAID: Final = {"", "u", "i", "0", "9", "unknown", "not known", "indeterminate"}


@dataclass(frozen=True, slots=True)
class StatusTable:
    """A table whose rows are stretches of a service. Field names of the dataset."""

    table: str
    status: str
    id: str
    person: str
    start: str
    end: str
    reason: str
    period: str = ""


STATUS_TABLES: Final = (
    StatusTable(
        "ssd_early_help_episodes", "early_help", "earl_episode_id", "earl_person_id",
        "earl_episode_start_date", "earl_episode_end_date", "earl_episode_end_reason",
    ),
    StatusTable(
        "ssd_cin_episodes", "child_in_need", "cine_referral_id", "cine_person_id",
        "cine_referral_date", "cine_close_date", "cine_close_reason",
    ),
    StatusTable(
        "ssd_cp_plans", "child_protection", "cppl_cp_plan_id", "cppl_person_id",
        "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", "",
    ),
    StatusTable(
        "ssd_cla_episodes", "looked_after", "clae_cla_episode_id", "clae_person_id",
        "clae_cla_episode_start_date", "clae_cla_episode_ceased_date",
        "clae_cla_episode_ceased_reason", period="clae_cla_id",
    ),
)  # fmt: skip

# In the order in which they are read: a row may point only at what came before.
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "ssd_department": ("dept_team_id", "dept_team_name"),
    "ssd_professionals": ("prof_professional_id", "prof_professional_name"),
    "ssd_person": ("pers_person_id",),
    "ssd_linked_identifiers": (
        "link_person_id",
        "link_identifier_type",
        "link_identifier_value",
    ),
    "ssd_family": ("fami_family_id", "fami_person_id"),
    "ssd_mother": ("moth_person_id", "moth_childs_person_id"),
    "ssd_address": ("addr_table_id", "addr_person_id"),
    **{t.table: (t.id, t.person, t.start) for t in STATUS_TABLES},
    "ssd_care_leavers": ("clea_table_id", "clea_person_id"),
    "ssd_involvements": (
        "invo_involvements_id",
        "invo_professional_id",
        "invo_person_id",
        "invo_involvement_start_date",
    ),
}
