from kinfold.family_finding.actions.deciding import (
    add_plan,
    check_offer,
    decide,
    hold_meeting,
)
from kinfold.family_finding.actions.episodes import (
    begin_episode,
    change_episode,
    close_episode,
    set_stage,
)
from kinfold.family_finding.actions.people import (
    add_people,
    change_person,
    check_safety,
    join_network,
    write_wish,
)
from kinfold.family_finding.actions.reaching import reach, write_reply, write_search
from kinfold.family_finding.actions.staying import stay_for_life, write_answer

__all__ = [
    "add_people",
    "add_plan",
    "begin_episode",
    "change_episode",
    "change_person",
    "check_offer",
    "check_safety",
    "close_episode",
    "decide",
    "hold_meeting",
    "join_network",
    "reach",
    "set_stage",
    "stay_for_life",
    "write_answer",
    "write_reply",
    "write_search",
    "write_wish",
]
