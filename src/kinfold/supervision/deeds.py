"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "supervision.author_hidden": "Hid whose a draft in group supervision is",
    "supervision.author_shown": "Let the group know whose a draft is",
    "supervision.called_off": "Called off a group supervision",
    "supervision.case": "Read a supervision of the work with the family",
    "supervision.case_changed": "Changed what was kept of a supervision",
    "supervision.case_kept": "Kept a supervision of the work with the family",
    "supervision.changed": "Changed the plan of a group supervision",
    "supervision.decided": "Wrote down a decision of supervision",
    "supervision.draft_taken_back": "Took back a draft in group supervision",
    "supervision.draft_written": "Wrote a draft in group supervision",
    "supervision.family": "Read what came of supervision",
    "supervision.form": "Opened a form of supervision to write on it",
    "supervision.held": "Said that a group supervision was held",
    "supervision.learned": "Wrote what was learned in group supervision",
    "supervision.list": "Saw supervision of the family in a list",
    "supervision.moved": "Moved to another step of a group supervision",
    "supervision.number_given": "Gave a number in group supervision",
    "supervision.order_changed": "Changed how long a team gives to each step",
    "supervision.planned": "Planned a group supervision",
    "supervision.put_on_map": "Put what supervision came to on the map",
    "supervision.question_left": "Left a question of group supervision out",
    "supervision.question_taken": "Took a question along to the family",
    "supervision.questions": "Read the questions to take to the family",
    "supervision.read_out": "Read out what was written in group supervision",
    "supervision.session": "Opened a group supervision",
}
