"""The elements of the practice, and when a record counts as used and as good.

The rules are those of the practice (`docs/practice-rules.md`); how each is counted in
SQL is in `kinfold.fidelity.counting`. Whoever changes what an element counts raises
its `version`, so that two exports tell whether they may be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the practice.

    Attributes:
        used: of the families that are open on the last day of the quarter, those with
            whom it was used.
        good: of those, the ones where it was also good.
        rules: of the practice, that `good` stands for.
        unseen: what no database can see of it.
        within: the element whose families hold all families of this one, by its
            definition; "" for none. What is withheld of one protects the other.
    """

    code: str
    version: int
    title: str
    used: str
    good: str
    rules: str
    unseen: str
    within: str = ""


ELEMENTS: Final = (
    Element(
        "danger_statement",
        1,
        "Danger statement",
        "A danger statement stands.",
        "Every one that stands says who is worried, about what, and what might happen "
        "to a child by name.",
        "R-DS1, R-DS2, R-DS3",
        "Whether the parents know themselves in it, and whether the worry is true.",
    ),
    Element(
        "goal_and_scale",
        1,
        "Safety goal and scale",
        "A danger statement that stands has a goal, and a scale that says what 0 and "
        "10 are.",
        "Every one that stands has them, with the family's own goal, two signs to see "
        "or more, and for how long.",
        "R-DS4, R-SG1, R-SG2, R-SG3",
        "Whether the family would say that the goal is theirs.",
        within="danger_statement",
    ),
    Element(
        "scale_rated",
        1,
        "Scaling together",
        "Somebody gave a number on a scale in the quarter.",
        "A child, a parent or somebody of the network gave one too.",
        "R-SC1, R-SC3",
        "What was said about the number, which matters more than the number.",
    ),
    Element(
        "child_voice",
        1,
        "Child's voice",
        "Somebody sat down with a child and one of the child's tools in the quarter.",
        "By its last day an adult had told the child what follows from it.",
        "practice.md 7.2, column Child's voice",
        "Whether the child could speak freely. A talk without a tool is not counted.",
    ),
    Element(
        "words_and_pictures",
        1,
        "Words and Pictures",
        "A Words and Pictures story was begun.",
        "One was read to a child.",
        "R-WP5; practice.md 7.2, column W&P",
        "Whether the child understood it and could ask.",
    ),
    Element(
        "network",
        1,
        "Network of both sides",
        "Somebody of a network is written down.",
        "There are people of the mother's side and of the father's side.",
        "practice.md 7.2, column Network size",
        "Whether they are near, and would come.",
    ),
    Element(
        "network_told",
        1,
        "Network that knows the worry",
        "Somebody of the network has heard the danger statements.",
        "Three or more have.",
        "R-NW1",
        "What was said when they were told, and what they made of it.",
        within="network",
    ),
    Element(
        "bottom_lines",
        1,
        "Bottom lines",
        "A bottom line is set.",
        "There are five at most, and each was explained to the family.",
        "R-BL2, R-BL4",
        "Whether they say what must be seen, and leave the how to the family.",
    ),
    Element(
        "safety_plan",
        1,
        "Family's safety plan",
        "A safety plan is in force.",
        "No more than half of its rules are help from services, and somebody of family "
        "or network carries each of the others, and no worker does.",
        "R-SP2, R-SP3",
        "Whether the family wrote it, and lives by it when nobody looks.",
    ),
    Element(
        "plan_tried",
        1,
        "Plan tried out",
        "A rule of the plan in force was practised, used for real or looked in on in "
        "the quarter.",
        "Every rule of the plan about what happens if something does was practised or "
        "used for real.",
        "R-MO1",
        "Whether the trial was hard enough to tell.",
        within="safety_plan",
    ),
    Element(
        "journal",
        1,
        "Safety journal",
        "Something that happened in the quarter is written in the journal.",
        "A child, somebody of the family or of the network wrote of it.",
        "practice.md 3.7",
        "Whether hard days are written down as well as good ones.",
    ),
    Element(
        "group_supervision",
        1,
        "Group supervision",
        "Colleagues thought about the family in group supervision in the quarter.",
        "What they learned is written.",
        "practice.md 2.9",
        "How well the group asked, and what the worker did differently afterwards.",
    ),
    Element(
        "family_finding",
        1,
        "Family Finding",
        "Family Finding ran for a child in the quarter.",
        "As many people were found as it aims for.",
        "practice.md 5.2",
        "Whether those who were found stay.",
    ),
    Element(
        "map_shared",
        1,
        "Map given to the family",
        "A map was begun, and was given to the family or should have been.",
        "The newest one was given within 15 working days of being begun; bank holidays "
        "count as working days.",
        "practice.md A9: shared in 15 working days",
        "Whether it was read together, and what the family said to it.",
    ),
)
BY_CODE: Final[Mapping[str, Element]] = {one.code: one for one in ELEMENTS}

UNSEEN: Final = (
    "A database sees what was written down. It does not see the talk, how somebody was "
    "listened to, or how deep the thinking went.",
    "What is good here is the least that the rules ask for, not mastery. Collaborative "
    "case audit and what families say tell of that; read them beside it.",
    "A team may work with families for whom an element is not due yet. So no figure "
    "here ought to be 100 %, and teams that do different work are not to be ranked.",
    "Writing minutes are not shown by team: those who write were promised that they "
    "are only counted for ten workers or more together.",
)
"""What whoever reads a profile has to know first."""
