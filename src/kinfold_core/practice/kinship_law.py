"""What the law of England says of each way to live with family or friends, as data.

Own wording, for carers and workers; no legal advice. Each source says whether its text
was read by `CHECKED_ON`, and which part of it. The others are cited from practice.md 4.6
and common knowledge of the Act: the paper says so, and somebody with a law book should
read them.
"""

# ruff: noqa: E501  (the table of the law is read down, one sentence to a line)

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

CHECKED_ON: Final = date(2026, 11, 26)
_LAW: Final = "https://www.legislation.gov.uk"


class Kind(StrEnum):
    """Every way in which a child lives with family or friends."""

    CLOSE_FAMILY = "close_family"
    SHORT_STAY = "short_stay"
    PRIVATE_FOSTERING = "private_fostering"
    TEMPORARY_FOSTER = "temporary_foster"
    KINSHIP_FOSTER = "kinship_foster"
    CHILD_ARRANGEMENTS = "child_arrangements"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    ADOPTION = "adoption"
    SUPPORT_PACKAGE = "support_package"

    @property
    def law(self) -> Law:
        return LAW[self]

    @property
    def label(self) -> str:
        return LAW[self].label


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is written.

    `is_read`: its text was read by `CHECKED_ON`; `part`: that much of it and no more.
    """

    citation: str
    url: str
    is_read: bool = False
    part: str = ""

    @property
    def how_read(self) -> str:
        """What somebody who relies on it should know of how well it was read."""
        if not self.is_read:
            return "not read again for this paper"
        return f"read: {self.part}" if self.part else "read"


ACT = Source("Children Act 1989", f"{_LAW}/ukpga/1989/41")
OFFER = Source(
    "Children Act 1989 s.22H, put in by the Children’s Wellbeing and Schools Act 2026 s.5",
    f"{_LAW}/ukpga/2026/21/section/5",
    is_read=True,
)
GUIDANCE = Source(
    "Kinship care: statutory guidance for local authorities, October 2024",
    "https://www.gov.uk/government/publications/kinship-care-statutory-guidance-for-local-authorities",
)
PLANNING_24 = Source(
    "Care Planning, Placement and Case Review (England) Regulations 2010 reg. 24",
    f"{_LAW}/uksi/2010/959/regulation/24",
)
PLANNING_25 = Source(
    "Care Planning, Placement and Case Review (England) Regulations 2010 reg. 25",
    f"{_LAW}/uksi/2010/959/regulation/25",
    is_read=True,
)
PRIVATE_8 = Source(
    "Children (Private Arrangements for Fostering) Regulations 2005 regs 3 to 8",
    f"{_LAW}/uksi/2005/1533/regulation/8",
    is_read=True,
)


_READ_OF_ACT: Final = {
    "14F": "subsections (1) to (7)",
    "22C": "subsections (1) to (6)",
    "66": "subsections (1) and (2), and (3) and (4) as they stood in 1994",
    "69": "subsections (1) to (7), as they were first made",
}
"""Sections of the Children Act 1989 whose text was read, and how much of it."""


def act(section: str) -> Source:
    """A section of the Children Act 1989."""
    return Source(
        f"Children Act 1989 s.{section}",
        f"{_LAW}/ukpga/1989/41/section/{section}",
        is_read=section in _READ_OF_ACT,
        part=_READ_OF_ACT.get(section, ""),
    )


RELATIVE_APPLIES = Source(
    "Children and Young Persons Act 2008 s.36, which put s.10(5B) into the Children Act 1989",
    f"{_LAW}/ukpga/2008/23/section/36",
    is_read=True,
)
ADOPTION_ACT = "Adoption and Children Act 2002"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One way to live with family or friends.

    Attributes:
        responsibility: who holds parental responsibility, to say to a carer.
        you_can: what the carer may decide; `you_cannot` what they may not.
        ask_for: help and money to ask for.
        times: days that matter; `ends` what brings it to an end.
        youngest_carer: in completed years; None when the law sets none.
        is_looked_after: whether the child is looked after by the authority.
        is_private: whether it is meant to be made by the family and nobody else.
    """

    label: str
    short: str
    who_decides: str
    responsibility: str
    you_can: tuple[str, ...]
    you_cannot: tuple[str, ...]
    ask_for: tuple[str, ...]
    times: tuple[str, ...]
    ends: str
    sources: tuple[Source, ...]
    youngest_carer: int | None = None
    is_looked_after: bool = False
    is_private: bool = False


_DAY_TO_DAY = "What the child eats, when they sleep, and what they do each day."
_SAFE = (
    "What is needed to keep the child safe and well, such as seeing a doctor at once."
)
_OFFER = "The council's kinship offer. It says what help there is here. Ask for a copy."
_IN_NEED = "The council can look at what the child needs. It can give help and money."
_BENEFIT = "Child Benefit, when the child lives with you and nobody else is paid it."
LAW: Final[dict[Kind, Law]] = {
    Kind.CLOSE_FAMILY: Law(
        label="With close family, agreed within the family",
        short="Close family",
        who_decides="The parents and you agree it. No court and no council decides it.",
        responsibility="The parents keep parental responsibility. You have none, and you may do what is reasonable to keep the child safe and well.",
        you_can=(_DAY_TO_DAY, _SAFE),
        you_cannot=("Big choices, such as a new school or an operation that can wait. The parents make those.",),
        ask_for=(_OFFER, _IN_NEED, _BENEFIT, "Free advice on the law. Then you can choose if an order would help."),
        times=("There is no time limit while you are a grandparent, brother, sister, uncle, aunt or step-parent of the child.",),
        ends="A parent can take the child home at any time. If you fear for the child, ring the council or the police at once.",
        sources=(act("2"), act("3"), act("17"), act("105"), GUIDANCE, OFFER),
        is_private=True,
    ),
    Kind.SHORT_STAY: Law(
        label="A short stay, under 28 days",
        short="Short stay",
        who_decides="The parents and you agree it.",
        responsibility="The parents keep parental responsibility. You have none, and you may do what is reasonable to keep the child safe and well.",
        you_can=(_DAY_TO_DAY, _SAFE),
        you_cannot=("Big choices. The parents make those.",),
        ask_for=(_OFFER, _IN_NEED),
        times=("If the child is under 16 (18 if disabled) and it is meant to last 28 days or more, it is private fostering from the first day, unless you are close family. The council must be told before the child comes.", "If it was to be short and goes on, it is private fostering from the 28th day. Tell the council at once."),
        ends="It ends when the child goes home. A parent can end it at any time.",
        sources=(act("3"), act("66"), act("105")),
        is_private=True,
    ),
    Kind.PRIVATE_FOSTERING: Law(
        label="Private fostering",
        short="Private fostering",
        who_decides="The parents and you agree it. The council must be told, and can say no or set terms.",
        responsibility="The parents keep parental responsibility. You have none, and you may do what is reasonable to keep the child safe and well.",
        you_can=(_DAY_TO_DAY, _SAFE),
        you_cannot=("Big choices. The parents make those.", "You cannot keep it from the council. The law says that it must be told."),
        ask_for=(_OFFER, _IN_NEED, "The parents should pay for the child. Agree how much.", "You can ask the worker to come at any time. So can the child."),
        times=("Tell the council six weeks before the child comes. If it is sooner than that, tell it at once.", "A worker comes within seven working days of being told.", "Then a worker comes at least every six weeks in the first year, and every twelve weeks after that. They see the child alone."),
        ends="It ends when the child goes home or turns 16 (18 if the child is disabled). Tell the council when it ends.",
        sources=(act("66"), act("67"), act("69"), act("105"), PRIVATE_8),
        is_private=True,
    ),
    Kind.TEMPORARY_FOSTER: Law(
        label="Foster care by family or a friend, approved for now (Regulation 24)",
        short="Regulation 24",
        who_decides="The council places the child with you and pays. A senior officer has approved you for now.",
        responsibility="The child is looked after. Under a care order the council shares parental responsibility with the parents. With no order the parents keep it.",
        you_can=(_DAY_TO_DAY, "Whatever the placement plan says that you may decide. Ask to see who may decide what."),
        you_cannot=("You cannot move the child to live with somebody else.",),
        ask_for=("The same money for the child as other foster carers are paid.", "A worker of your own, and training.", "Free advice on the law."),
        times=("You are approved for up to 16 weeks. In that time the council must look at whether you can be a foster carer.", "If it needs longer it can add up to 8 weeks, once. That should be rare.", "If you are turned down you can ask for it to be looked at again. Ask at once how many days you have."),
        ends="If the time runs out and you are not approved, the council must first find the child another home and then end the placement.",
        sources=(act("22C"), PLANNING_24, PLANNING_25, GUIDANCE),
        youngest_carer=18,
        is_looked_after=True,
    ),
    Kind.KINSHIP_FOSTER: Law(
        label="Foster care by family or a friend, fully approved",
        short="Kinship foster care",
        who_decides="The council places the child with you and pays. You are approved as a foster carer for this child.",
        responsibility="The child is looked after. Under a care order the council shares parental responsibility with the parents. With no order the parents keep it.",
        you_can=(_DAY_TO_DAY, "Whatever the placement plan says that you may decide. Ask to see who may decide what."),
        you_cannot=("You cannot move the child to live with somebody else.",),
        ask_for=("The same money for the child as other foster carers are paid.", "A worker of your own, and training.", "Free advice on the law, if you think of an order."),
        times=("Your approval is looked at once a year. The child's plan is looked at every six months.",),
        ends="It ends when the plan for the child changes, or an order is made. You can also apply for an order once the child has been with you for a year.",
        sources=(act("22C"), act("9"), act("14A"), GUIDANCE),
        youngest_carer=18,
        is_looked_after=True,
    ),
    Kind.CHILD_ARRANGEMENTS: Law(
        label="A child arrangements order: the child lives with the carer",
        short="Child arrangements order",
        who_decides="A court.",
        responsibility="You have parental responsibility while the order lasts, and share it with the parents.",
        you_can=(_DAY_TO_DAY, "School and health, talked over with the parents where you can.", "You can take the child abroad for less than a month."),
        you_cannot=("You cannot change the child's last name, or take them abroad for longer, unless all with parental responsibility agree in writing or the court says yes.",),
        ask_for=(_OFFER, _IN_NEED, _BENEFIT, "The council may pay an allowance. It does not have to.", "Legal aid may be there. Ask a lawyer."),
        times=("A relative can apply once the child has lived with them for a year. Others may need the court to let them.", "An order that says where a child lives lasts until they are 18, unless the court says a shorter time."),
        ends="A parent can ask the court to change or end it.",
        sources=(act("8"), act("10"), RELATIVE_APPLIES, act("12"), act("13"), act("91"), GUIDANCE, OFFER),
    ),
    Kind.SPECIAL_GUARDIANSHIP: Law(
        label="A special guardianship order",
        short="Special guardianship",
        who_decides="A court, after a report by the council.",
        responsibility="You have parental responsibility. You may use it without asking the parents, who keep theirs. A few things need everybody.",
        you_can=(_DAY_TO_DAY, "School, health and where the child lives.", "You can take the child abroad for less than three months."),
        you_cannot=("You cannot change the child's last name, or take them abroad for longer, unless all with parental responsibility agree in writing or the court says yes.",),
        ask_for=("A special guardianship support plan: money, help with time with the parents, help for the child.", "Money from the council. It looks at what you have, and at it again each year.", _BENEFIT, "Extra help at school, if the child was looked after before."),
        times=("Tell the council in writing three months before you apply. It then writes its report for the court.", "The court can let you apply sooner when a case is going on already."),
        ends="It lasts until the child is 18. A parent must ask the court before they can ask to end it.",
        sources=(act("14A"), act("14C"), act("14D"), act("14F"), Source("Special Guardianship Regulations 2005", f"{_LAW}/uksi/2005/1109"), OFFER),
        youngest_carer=18,
    ),
    Kind.ADOPTION: Law(
        label="Adoption by family",
        short="Adoption",
        who_decides="A court. It is rare, because it changes who is who in a family.",
        responsibility="You become the child's parent in law. The parents are no longer the parents in law.",
        you_can=("All that a parent decides.",),
        you_cannot=("It cannot be undone in the usual way. Think of an order that keeps everybody in their place first.",),
        ask_for=("An adoption support plan.", "Free advice on the law, before you begin."),
        times=("Tell the council in writing three months before you apply.", "A relative can apply once the child has lived with them for three years of the last five, or sooner if the court lets them."),
        ends="It does not end.",
        sources=(Source(f"{ADOPTION_ACT} s.51", f"{_LAW}/ukpga/2002/38/section/51", is_read=True, part="subsections (1) to (4), as they stood in 2010"), Source(f"{ADOPTION_ACT} ss.42, 44, 46 and 50", f"{_LAW}/ukpga/2002/38")),
        youngest_carer=21,
    ),
    Kind.SUPPORT_PACKAGE: Law(
        label="At home, with a family network support package",
        short="Family network support",
        who_decides="The family makes the plan. The council says what it will give and for how long.",
        responsibility="The parents keep parental responsibility.",
        you_can=("What the family's plan says that you do.",),
        you_cannot=("Big choices. The parents make those.",),
        ask_for=("Money or things that let you help: fares, a bed, a bigger car, time off work.", "A date when it is looked at, before it stops.", _OFFER),
        times=("The council says for how long. Ask for the day in writing.",),
        ends="It ends on the day that was agreed. Ask before that day if it is still needed.",
        sources=(act("17"), Source("Working Together to Safeguard Children 2023", "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2"), GUIDANCE),
    ),
}  # fmt: skip


class Relation(StrEnum):
    """Who a carer is to the child, as the law asks it."""

    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    STEP_PARENT = "step_parent"
    OTHER_FAMILY = "other_family"
    FRIEND = "friend"

    @property
    def label(self) -> str:
        return _RELATIONS[self]

    @property
    def is_close(self) -> bool:
        """A relative in the sense of the Children Act 1989 s.105(1)."""
        return self in _CLOSE


_RELATIONS: Final = {
    Relation.GRANDPARENT: "Grandparent",
    Relation.SIBLING: "Brother or sister, also half or step",
    Relation.AUNT_OR_UNCLE: "Aunt or uncle, also by marriage",
    Relation.STEP_PARENT: "Step-parent, by marriage",
    Relation.OTHER_FAMILY: "Other family: cousin, great-aunt, a parent's former partner",
    Relation.FRIEND: "A friend, neighbour or somebody else close",
}
_CLOSE: Final = frozenset(
    {
        Relation.GRANDPARENT,
        Relation.SIBLING,
        Relation.AUNT_OR_UNCLE,
        Relation.STEP_PARENT,
    }
)
ADULT: Final = 18
"""Years. From here nobody is a child in law (Children Act 1989 s.105(1))."""
PRIVATE_UNTIL: Final = 16
"""Years. Private fostering is of a child under 16, or 18 when disabled (s.66(1), (4))."""
PRIVATE_FROM_DAYS: Final = 28
"""From so many days care by somebody not close is private fostering (s.66(2))."""
