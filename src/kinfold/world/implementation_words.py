"""The words of the made-up plans, in the order of the autumn of 2017."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kinfold.implementation.actions.keeping import Stretch

LAUNCH: Final = date(2017, 9, 29)
ROAD_TEST_ON: Final = date(2017, 10, 16)
REFINED_ON: Final = date(2017, 11, 24)
FINAL_ON: Final = date(2017, 12, 1)
TITLE_2017: Final = "Implementation plan 2017 to 2018 (made up)"
TITLE_NOW: Final = "Implementation plan of this year (made up)"
DECEMBER: Final = Stretch(
    title=TITLE_2017,
    starts_on=LAUNCH,
    ends_on=date(2018, 9, 28),
    workshop="Leaders' workshop, December 2017 (its day here is made up)",
    due_on=date(2017, 12, 7),
)
SHARE_NOTE: Final = "Would your front line believe it? What did you leave out, and why?"
CONFIDENTIAL: Final = "alignment.2"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, what it says, and what is said of each action under it."""

    key: str
    said: dict[str, Any]
    actions: tuple[dict[str, Any], ...]


GOALS: Final = (
    Goal(
        "network",
        {
            "text": "Behind every safety plan there is a network that knows the worry",
            "zero": "Plans list services. Nobody of the family's own has been told.",
            "ten": "Each plan names people who were told the worry, by the family, "
            "and who do their part when we are not there.",
            "now": 3,
            "evidence": "A grandmother could say why she is in the plan. Two plans a "
            "month are tried with the family before they count.",
            "deliverables": ("safety_planning",),
        },
        (
            {
                "text": "Two teams try each new plan on an evening before it counts",
                "owner": "Nadia Rahman",
                "due": "2018-01-31",
                "evidence": "What broke, and what was changed",
            },
            {
                "text": "Practise telling the worry to somebody who was not there",
                "owner": "Practice leads",
                "due": "2018-02-28",
                "is_done": True,
            },
        ),
    ),
    Goal(
        "bottom-lines",
        {
            "text": "Bottom lines are clear, and families own their plans",
            "zero": "Our bottom lines are wishes, and the plan is in our words.",
            "ten": "Each bottom line can be said aloud in one breath, and the family "
            "wrote how they meet it.",
            "now": 4,
            "evidence": "Parents say the bottom lines in their own words",
            "deliverables": ("safety_planning",),
        },
        (
            {
                "text": "Each manager reads three bottom lines aloud in supervision",
                "owner": "Team managers",
                "due": "2018-01-15",
            },
        ),
    ),
    Goal(
        "quality",
        {
            "text": "Quality assurance asks what changed for the child",
            "zero": "Audits count whether forms are filled.",
            "ten": "Every audit is done beside the worker, with what the family says.",
            "now": 2,
            "evidence": "Workers say an audit helped them with a family",
            "deliverables": ("quality",),
        },
        (
            {
                "text": "Audit ten families together with their workers",
                "owner": "Samuel Osei",
                "due": "2018-03-30",
            },
        ),
    ),
    Goal(
        "alignment",
        {
            "part": "Alignment",
            "text": "What the law and our system ask for fits one map",
            "zero": "The same worry is written in four forms.",
            "ten": "It is written once, and each form takes it from there.",
            "now": 1,
            "evidence": "A worker can show where each sentence came from",
            "deliverables": ("alignment",),
        },
        (
            {
                "text": "Learn from Lincolnshire how the conference report was cut",
                "owner": "Gareth Pike",
                "due": "2018-02-15",
            },
            {
                "text": "End the contract for the assessment form if it cannot change",
                "owner": "Grace Holloway",
                "due": "2018-06-29",
            },
        ),
    ),
)
COMMENTS: Final = (
    (
        "helena@lincolnshire.example",
        "alignment.1",
        date(2017, 10, 5),
        "Come for two days, not one. The report was the easy half; what took a year "
        "was agreeing with partners what they no longer get.",
    ),
    (
        "carys@lincolnshire.example",
        "network.1",
        date(2017, 10, 9),
        "We tried it on a Saturday night. It is the only time when the uncle is home.",
    ),
)
ANSWERS: Final = {
    "alignment.1": "Two days it is. We bring somebody of the police.",
    "network.1": "We had not thought of that. Evenings and weekends, then.",
}
ROAD_TESTED: Final[tuple[dict[str, Any], ...]] = (
    {
        "line": "network.1",
        "place": "A family support team in Great Yarmouth",
        "on": date(2017, 10, 26),
        "words": "An evening is not enough. Most of it happens at the weekend.",
        "why": "Lincolnshire told us the same.",
        "taken": "Two teams try each new plan on an evening or a weekend before it "
        "counts",
    },
    {
        "line": "quality.1",
        "place": "A team in King's Lynn",
        "on": date(2017, 11, 2),
        "words": "Ten at once is a project. Do one a month with each team.",
        "why": "One a month is what will still be done next year.",
        "taken": "Each month audit one family of each team, beside its worker",
    },
    {
        "line": "",
        "place": "Two charities that work with parents",
        "on": date(2017, 11, 9),
        "words": "It is all about you. Where do we come in?",
        "why": "Partners get a goal of their own next year. We said so to both, and "
        "asked each to choose who writes it with us.",
        "taken": "",
    },
)
NOW_SAID: Final = (
    "How many of the plans that were tried held? We would put that number beside the "
    "scale, and ask the family for theirs."
)
OTHERS: Final = (
    (
        "helena@lincolnshire.example",
        Goal(
            "process",
            {
                "text": "Case management follows the map, from the front door on",
                "zero": "The map is one more form.",
                "ten": "The map is what every step is taken from.",
                "now": 5,
                "evidence": "Minutes of a worker's day that go into forms",
                "deliverables": ("alignment",),
            },
            (
                {
                    "text": "Show two other authorities how the report was cut",
                    "owner": "Helena Marsh",
                },
            ),
        ),
    ),
    (
        "yusuf@wokingham.example",
        Goal(
            "lab",
            {
                "text": "A family that is stuck is brought to the learning lab early",
                "zero": "After a year",
                "ten": "In the second month",
                "now": 3,
                "deliverables": ("safety_planning",),
            },
            (),
        ),
    ),
)
