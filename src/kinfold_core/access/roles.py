"""The roles people hold, in an authority or in a programme."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role as a manager would name it. Its value is stable; its label may change."""

    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team_manager"
    CONFERENCE_CHAIR = "conference_chair"
    PRACTICE_LEADER = "practice_leader"
    SENIOR_LEADER = "senior_leader"
    QUALITY_LEAD = "quality_lead"
    ANALYST = "analyst"
    INFORMATION_GOVERNANCE = "information_governance"
    AUTHORITY_ADMIN = "authority_admin"
    PROGRAMME_LEAD = "programme_lead"
    CONSULTANT = "consultant"
    TRAINER = "trainer"
    EVALUATOR = "evaluator"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: dict[Role, str] = {
    Role.PRACTITIONER: "Social worker or other practitioner",
    Role.TEAM_MANAGER: "Team manager",
    Role.CONFERENCE_CHAIR: "Conference chair or reviewing officer",
    Role.PRACTICE_LEADER: "Practice leader",
    Role.SENIOR_LEADER: "Senior leader",
    Role.QUALITY_LEAD: "Quality and learning lead",
    Role.ANALYST: "Performance analyst",
    Role.INFORMATION_GOVERNANCE: "Information governance lead",
    Role.AUTHORITY_ADMIN: "Administrator",
    Role.PROGRAMME_LEAD: "Programme lead",
    Role.CONSULTANT: "Programme consultant",
    Role.TRAINER: "Programme trainer",
    Role.EVALUATOR: "Evaluator",
}

# Held in a programme of many authorities. None of them ever opens a person's record:
# the table grants them nothing there, and the database shows them no row.
PROGRAMME_ROLES = frozenset(
    {Role.PROGRAMME_LEAD, Role.CONSULTANT, Role.TRAINER, Role.EVALUATOR}
)
AUTHORITY_ROLES = frozenset(Role) - PROGRAMME_ROLES
