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

__all__ = [
    "add_people",
    "begin_episode",
    "change_episode",
    "change_person",
    "check_safety",
    "close_episode",
    "join_network",
    "reach",
    "set_stage",
    "write_reply",
    "write_search",
    "write_wish",
]
