"""Changes on the road to closing. Keyword-only, `by=`, one transaction with audit."""

from kinfold.trajectory.actions.agreements import answer_plan
from kinfold.trajectory.actions.bottom_lines import (
    add_bottom_line,
    change_bottom_line,
    explain_bottom_line,
    lift_bottom_line,
    show_bottom_line,
)
from kinfold.trajectory.actions.immediate import (
    end_immediate_plan,
    make_immediate_plan,
    read_immediate_plan,
    review_immediate_plan,
)
from kinfold.trajectory.actions.questions import answer_question, ask_question
from kinfold.trajectory.actions.road import (
    achieve_milestone,
    add_milestone,
    change_milestone,
    move_milestone,
    take_off_milestone,
    write_closure,
)

__all__ = [
    "achieve_milestone",
    "add_milestone",
    "change_milestone",
    "move_milestone",
    "take_off_milestone",
    "write_closure",
    "add_bottom_line",
    "answer_plan",
    "answer_question",
    "ask_question",
    "change_bottom_line",
    "end_immediate_plan",
    "explain_bottom_line",
    "lift_bottom_line",
    "make_immediate_plan",
    "read_immediate_plan",
    "review_immediate_plan",
    "show_bottom_line",
]
