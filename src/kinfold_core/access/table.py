"""The policy table: action by role, and how far each grant reaches.

Information governance owns this file (CODEOWNERS). A blank is a refusal. For actions
that are not about one record, AUTHORITY means "yes, here" and nothing else is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kinfold_core.access.actions import Action
from kinfold_core.access.roles import AUTHORITY_ROLES, PROGRAMME_ROLES, Role
from kinfold_core.access.state import Reach

MINE, TEAM, AUTHORITY = Reach.MINE, Reach.TEAM, Reach.AUTHORITY


def _everyone(roles: frozenset[Role]) -> dict[Role, Reach]:
    return dict.fromkeys(roles, AUTHORITY)


# Frontline roles: those whose work is with families.
_FRONTLINE: dict[Role, Reach] = {
    Role.PRACTITIONER: AUTHORITY,
    Role.TEAM_MANAGER: AUTHORITY,
    Role.CONFERENCE_CHAIR: AUTHORITY,
    Role.PRACTICE_LEADER: AUTHORITY,
}

# Those who lead an authority's learning, together with a programme.
_LEADS_LEARNING: dict[Role, Reach] = {
    Role.PRACTICE_LEADER: AUTHORITY,
    Role.SENIOR_LEADER: AUTHORITY,
    Role.QUALITY_LEAD: AUTHORITY,
}

# Those who look at how the whole authority works.
_OVER_TEAMS: dict[Role, Reach] = {
    Role.PRACTICE_LEADER: AUTHORITY,
    Role.SENIOR_LEADER: AUTHORITY,
    Role.QUALITY_LEAD: AUTHORITY,
    Role.ANALYST: AUTHORITY,
}

GRANTS: Mapping[Action, Mapping[Role, Reach]] = MappingProxyType(
    {
        Action.OPEN_FAMILY: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.EDIT_FAMILY: {Role.PRACTITIONER: TEAM, Role.TEAM_MANAGER: TEAM},
        Action.WRITE_MAP: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.RATE_SCALE: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
        },
        Action.WRITE_NETWORK: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.WRITE_PLAN: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        # the agency's answer to the family's rules is a second person's
        Action.ACCEPT_PLAN: {
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.WRITE_JOURNAL: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.WRITE_EXPLANATION: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
        },
        # whether a child is told something new is a second person's decision (R-WP4)
        Action.APPROVE_EXPLANATION: {
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.HOLD_SUPERVISION: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.PRACTICE_LEADER: AUTHORITY,
        },
        Action.SEE_SUPERVISION: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.RUN_MEETING: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.SHARE_FAMILY_COPY: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.UPLOAD_FILE: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        Action.ALLOCATE_FAMILY: {
            Role.TEAM_MANAGER: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
        },
        Action.CHANGE_STATUS: {
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        # a child says a new no on any day, to whoever writes with them (WRITE_NETWORK)
        Action.NARROW_SHARING: {
            Role.PRACTITIONER: TEAM,
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        # over a child's no decides somebody else than who needs them there (R-NW12)
        Action.DECIDE_OVER_NO: {
            Role.TEAM_MANAGER: TEAM,
            Role.CONFERENCE_CHAIR: AUTHORITY,
        },
        # by those who worked with the family; nobody else rings them afterwards
        Action.ASK_AFTERWARDS: {Role.PRACTITIONER: TEAM, Role.TEAM_MANAGER: TEAM},
        Action.RESTRICT_FAMILY: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.SEE_WHO_LOOKED: {
            Role.PRACTITIONER: MINE,
            Role.TEAM_MANAGER: TEAM,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.SEARCH_PEOPLE: {
            **_FRONTLINE,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.CREATE_FAMILY: {
            Role.PRACTITIONER: AUTHORITY,
            Role.TEAM_MANAGER: AUTHORITY,
        },
        Action.MERGE_PEOPLE: {
            Role.TEAM_MANAGER: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.IMPORT_PEOPLE: {Role.ANALYST: AUTHORITY},
        Action.USE_EMERGENCY_ACCESS: {
            Role.PRACTITIONER: AUTHORITY,
            Role.TEAM_MANAGER: AUTHORITY,
        },
        Action.REVIEW_EMERGENCY_ACCESS: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.SEE_WHITEBOARD: {
            **_FRONTLINE,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.ASK_QUESTIONS: _FRONTLINE,
        Action.EDIT_QUESTIONS: {
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.EDIT_VOCABULARY: {
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # what a whole authority hopes for stands beside every family of it
        Action.EDIT_EXPECTATIONS: {
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # the writer's own minutes; the totals are shown above the cell size only
        Action.SEE_OWN_RECORDING: _FRONTLINE,
        Action.SEE_RECORDING_TOTALS: {
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.SHARE_INQUIRY: _FRONTLINE,
        Action.SEE_AUDIT: {Role.INFORMATION_GOVERNANCE: AUTHORITY},
        Action.SEE_JOBS: _everyone(AUTHORITY_ROLES),
        Action.MANAGE_WORKERS: {Role.AUTHORITY_ADMIN: AUTHORITY},
        Action.IMPORT_RETURNS: {Role.ANALYST: AUTHORITY},
        # what is wrong in a return names children by their pseudonyms
        Action.SEE_RETURNS: {
            Role.ANALYST: AUTHORITY,
            Role.TEAM_MANAGER: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.DELETE_RETURNS: {
            Role.ANALYST: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
        },
        Action.SEE_AUTHORITY_MEASURES: _everyone(frozenset(Role)),
        Action.COMPARE_AUTHORITIES: _everyone(frozenset(Role)),
        # what a whole authority follows, and what it writes over its figures
        Action.SET_GOALS: _OVER_TEAMS,
        # a measure of the authority's own, to all who see the programme's page
        Action.SHOW_TO_PROGRAMME: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.ANALYST: AUTHORITY,
        },
        # what was recorded with the families of one's own team, and of every team
        Action.SEE_TEAM_FIDELITY: {Role.TEAM_MANAGER: AUTHORITY, **_OVER_TEAMS},
        Action.SEE_FIDELITY: _OVER_TEAMS,
        Action.SEE_PROGRAMME: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
            Role.EVALUATOR: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # who takes part: the lead asks, and an authority's own director answers
        Action.KEEP_COHORT: {Role.PROGRAMME_LEAD: AUTHORITY},
        Action.ANSWER_FOR_AUTHORITY: {Role.SENIOR_LEADER: AUTHORITY},
        # when a phase of an authority's road began; its own people, their own road
        Action.KEEP_JOURNEY: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # an authority's goals in a programme; where it stands, its advisers say too
        Action.KEEP_AUTHORITY_GOALS: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.RATE_AUTHORITY_GOALS: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # a review against the framework is the authority's own; whoever is asked rates
        Action.KEEP_FRAMEWORK: _LEADS_LEARNING,
        Action.RATE_FRAMEWORK: {**_FRONTLINE, **_LEADS_LEARNING},
        # everybody's own way along a trajectory; a colleague's is for who guides
        Action.WALK_A_WAY: _everyone(AUTHORITY_ROLES),
        Action.GUIDE_WAYS: {
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.KEEP_TRAJECTORIES: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.TRAINER: AUTHORITY,
        },
        Action.PLAN_TRAINING: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.TRAINER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # the theory is the programme's own; what was seen of it may come from anybody
        # who leads or learns with it
        Action.KEEP_THEORY: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.EVALUATOR: AUTHORITY,
        },
        Action.ADD_EVIDENCE: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.EVALUATOR: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
        },
        Action.SEE_STUDIES: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
            Role.EVALUATOR: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.ANALYST: AUTHORITY,
        },
        # who promises before looking, and is held to it, is the evaluator alone
        Action.WRITE_STUDIES: {Role.EVALUATOR: AUTHORITY},
        # open answers and stories of change are read with SEE_PROGRAMME
        Action.RUN_ACTION_RESEARCH: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.EVALUATOR: AUTHORITY,
        },
        # those of an authority bring what was said in their own
        Action.BRING_TO_RESEARCH: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.EVALUATOR: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # an authority's implementation plan: whoever leads there writes it; showing it
        # to others, and saying where it stands, is for those who answer for it
        Action.WRITE_IMPLEMENTATION: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.HAND_ON_PLAN: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        Action.CODE_ANSWERS: _everyone(PROGRAMME_ROLES),
        # the learning lab: members set its days, leaders bring their own authority
        Action.RUN_LAB: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
        },
        Action.BOOK_LAB: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # those of an authority put into the calendar what it hosts
        Action.KEEP_CALENDAR: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
            **_LEADS_LEARNING,
        },
        # a visit or a call is planned by either side of it
        Action.HOLD_CONSULTANCY: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            **_LEADS_LEARNING,
        },
        # de-identified rows leave an authority by the word of one role of it (ADR 39)
        Action.ASK_FOR_EXTRACT: {Role.EVALUATOR: AUTHORITY},
        Action.DECIDE_EXTRACT: {Role.INFORMATION_GOVERNANCE: AUTHORITY},
        Action.SEE_EXTRACTS: {
            Role.EVALUATOR: AUTHORITY,
            Role.INFORMATION_GOVERNANCE: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
        },
        # read with SEE_PROGRAMME; an authority's own people tell of it themselves
        Action.RUN_WORKSHOPS: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
        },
        Action.TELL_AT_WORKSHOP: {
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
        # the knowledge bank is for everybody who works with families or leads it
        Action.SEE_KNOWLEDGE: _everyone(frozenset(Role)),
        Action.WRITE_KNOWLEDGE: {
            Role.PROGRAMME_LEAD: AUTHORITY,
            Role.CONSULTANT: AUTHORITY,
            Role.TRAINER: AUTHORITY,
            Role.SENIOR_LEADER: AUTHORITY,
            Role.PRACTICE_LEADER: AUTHORITY,
            Role.QUALITY_LEAD: AUTHORITY,
        },
    }
)
