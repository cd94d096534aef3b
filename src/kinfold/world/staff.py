"""Made-up staff: the teams of each authority and everybody who works there.

Who works in a team follows from its name alone, so that another run, or another seed,
finds the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from kinfold.world.places import Place
from kinfold.world.situation import Heritage, heritages
from kinfold_core.access import Role

WORKERS_PER_TEAM: Final = 6
FAMILIES_PER_BLOCK: Final = 400
"""So many families of one authority share a block of five teams."""

EARLY_HELP, FIRST, NORTH, SOUTH, CARE = "early_help", "first", "north", "south", "care"
KINDS: Final = (FIRST, NORTH, SOUTH, EARLY_HELP, CARE)


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """Somebody who works in an authority. `email` is empty for most: no account."""

    name: str
    job_title: str
    roles: tuple[Role, ...]
    is_manager: bool = False
    email: str = ""


@dataclass(frozen=True, slots=True)
class TeamPlan:
    kind: str
    block: int
    name: str
    members: tuple[WorkerPlan, ...]

    @property
    def manager(self) -> WorkerPlan:
        return self.members[0]

    def worker(self, turn: int) -> WorkerPlan:
        """The worker whose turn it is, managers apart."""
        workers = self.members[1:]
        return workers[turn % len(workers)]


_JOBS: Final = {
    EARLY_HELP: ("Family support worker", "Early help practitioner"),
    FIRST: ("Social worker", "Senior social worker"),
    NORTH: ("Social worker", "Social worker", "Senior social worker"),
    SOUTH: ("Social worker", "Newly qualified social worker", "Senior social worker"),
    CARE: ("Social worker", "Personal adviser", "Senior social worker"),
}
_OFFICE: Final = (
    ("Child protection conference chair", (Role.CONFERENCE_CHAIR,)),
    ("Independent reviewing officer", (Role.CONFERENCE_CHAIR,)),
    ("Practice leader", (Role.PRACTICE_LEADER,)),
    ("Principal social worker", (Role.PRACTICE_LEADER, Role.QUALITY_LEAD)),
    ("Director of children's services", (Role.SENIOR_LEADER,)),
    ("Head of quality and learning", (Role.QUALITY_LEAD,)),
    ("Performance analyst", (Role.ANALYST,)),
    ("Information governance lead", (Role.INFORMATION_GOVERNANCE,)),
    ("Systems administrator", (Role.AUTHORITY_ADMIN,)),
)

# The few whom everybody in the demo gets to know. Lincolnshire's have accounts.
_KNOWN_TEAM: Final = {
    ("lincolnshire", NORTH, 0): {
        0: WorkerPlan("Jude Price", "Team manager", (Role.TEAM_MANAGER,), True, "jude@lincolnshire.example"),
        1: WorkerPlan("Amina Begum", "Social worker", (Role.PRACTITIONER,), False, "amina@lincolnshire.example"),
    },
    ("norfolk", NORTH, 0): {
        1: WorkerPlan("Kofi Mensah", "Social worker", (Role.PRACTITIONER,), False, "kofi@norfolk.example"),
    },
}  # fmt: skip
# ruff: noqa: E501  (one person to a line)
_KNOWN_OFFICE: Final = {
    "lincolnshire": (
        ("Ruth Ashdown", "ruth@lincolnshire.example"),
        ("Colm Reilly", ""),
        ("Carys Vaughan", "carys@lincolnshire.example"),
        ("Winston Grant", ""),
        ("Helena Marsh", "helena@lincolnshire.example"),
        ("Bilal Sheikh", "bilal@lincolnshire.example"),
        ("Mei Chan", "mei@lincolnshire.example"),
        ("Owen Tully", "owen@lincolnshire.example"),
        ("Sasha Novak", "sasha@lincolnshire.example"),
    ),
    # of three others, those who learn with the programme
    "norfolk": (
        ("Abigail Frost", ""),
        ("Peter Lacey", ""),
        ("Nadia Rahman", "nadia@norfolk.example"),
        ("Gareth Pike", ""),
        ("Grace Holloway", "grace@norfolk.example"),
        ("Samuel Osei", "samuel@norfolk.example"),
        ("Lena Kowalska", ""),
        ("Ivy Drummond", ""),
        ("Tariq Aziz", ""),
    ),
    "wokingham": (
        ("Joan Whitlock", ""),
        ("Dev Malhotra", ""),
        ("Ellen Byrne", "ellen@wokingham.example"),
        ("Marcus Bell", ""),
        ("Yusuf Demir", "yusuf@wokingham.example"),
        ("Clara Quinn", ""),
        ("Ben Ashworth", ""),
        ("Rosa Pereira", ""),
        ("Neil Garside", ""),
    ),
    "brent": (
        ("Femi Adeyemi", ""),
        ("Hannah Stone", ""),
        ("Leila Haddad", "leila@brent.example"),
        ("Oscar Lund", ""),
        ("Miriam Katz", "miriam@brent.example"),
        ("Shreya Patel", ""),
        ("Colin Reeve", ""),
        ("Agnes Boateng", ""),
        ("Theo Marsh", ""),
    ),
}
PROGRAMME_PEOPLE: Final = (
    ("Frances Oduya", "frances@programme.example", Role.PROGRAMME_LEAD),
    ("Tom Lindqvist", "tom@programme.example", Role.CONSULTANT),
    ("Priya Nair", "priya@programme.example", Role.TRAINER),
    ("Daniel Roth", "daniel@programme.example", Role.EVALUATOR),
)


def team_name(place: Place, kind: str, block: int) -> str:
    north, south = place.areas
    names = {
        FIRST: "First Response",
        NORTH: f"{north} Family Safeguarding",
        SOUTH: f"{south} Family Safeguarding",
        EARLY_HELP: "Early Help",
        CARE: "Children in Our Care",
    }
    return f"{names[kind]} {block + 1}" if block else names[kind]


@cache
def team(place: Place, kind: str, block: int) -> TeamPlan:
    """One team of an authority: its manager first, then its workers."""
    rng = Random(f"staff:{place.slug}:{kind}:{block}")  # noqa: S311  not a secret
    known = _KNOWN_TEAM.get((place.slug, kind, block), {})
    members: list[WorkerPlan] = []
    taken: set[str] = {plan.name for plan in known.values()}
    for seat in range(WORKERS_PER_TEAM + 1):
        name = _fresh_name(rng, taken)
        title = "Team manager" if seat == 0 else rng.choice(_JOBS[kind])
        role = Role.TEAM_MANAGER if seat == 0 else Role.PRACTITIONER
        members.append(known.get(seat) or WorkerPlan(name, title, (role,), seat == 0))
    name = team_name(place, kind, block)
    return TeamPlan(kind, block, name, tuple(members))


@cache
def office(place: Place) -> tuple[WorkerPlan, ...]:
    """Those who work for the whole authority and in no team."""
    rng = Random(f"office:{place.slug}")  # noqa: S311  not a secret
    known = _KNOWN_OFFICE.get(place.slug)
    taken: set[str] = set()
    plans = []
    for seat, (title, roles) in enumerate(_OFFICE):
        name, email = known[seat] if known else (_fresh_name(rng, taken), "")
        plans.append(WorkerPlan(name, title, roles, email=email))
    return tuple(plans)


def _fresh_name(rng: Random, taken: set[str]) -> str:
    while True:
        name = _staff_name(rng)
        if name not in taken:
            taken.add(name)
            return name


def _staff_name(rng: Random) -> str:
    heritage = choose_heritage(rng)
    is_woman = rng.random() < 0.78
    given = rng.choice(heritage.given["women" if is_woman else "men"])
    female, male = rng.choice(heritage.families)
    return f"{given} {female if is_woman else male}"


def choose_heritage(rng: Random) -> Heritage:
    """A background, as often as in the children these services work with."""
    every = heritages()
    return rng.choices(every, [heritage.weight for heritage in every])[0]


def block_of(number_in_authority: int) -> int:
    """Which block of teams a family of an authority belongs to."""
    return number_in_authority // FAMILIES_PER_BLOCK
