"""Who is in a made-up family, how they are tied and where they live."""
# ruff: noqa: E501  (tables of shares and words)

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from kinfold.world.drafts import HouseholdDraft, PersonDraft, TieDraft
from kinfold.world.places import SAFE_DISTRICT, STREETS, Place
from kinfold.world.situation import Heritage
from kinfold.world.staff import choose_heritage
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex

SHAPES: Final = {
    "couple": 30, "alone": 22, "apart": 20, "blended": 16, "kinship": 6, "two_mothers": 2,
    "father_alone": 4,
}  # fmt: skip
CHILD_COUNTS: Final = {1: 34, 2: 34, 3: 19, 4: 9, 5: 4}
TWINS_SHARE: Final = 0.04
EXPECTING_SHARE: Final = 0.12
HIDDEN_SHARE: Final = 0.03
GRAN_WORDS: Final = {
    "Polish": "Babcia", "Pakistani": "Nani", "Indian": "Nani", "Bangladeshi": "Nanu",
    "Somali": "Ayeeyo", "Turkish": "Anneanne", "Jamaican": "Granny", "Nigerian": "Grandma",
    "Ghanaian": "Nana", "Ukrainian": "Babusia", "Irish Traveller": "Nan",
    "White British": "Nan", "Mixed White and Caribbean": "Nan",
    "Mixed White and Asian": "Nan", "Romanian": "Bunica", "Portuguese": "Avó",
}  # fmt: skip
_DAY: Final = timedelta(days=1)
_NEEDS: Final = (
    "Hearing aids in both ears: sit face to face.",
    "Reads large print only.",
    "Autistic: say what will happen next, and keep to it.",
    "Finds reading hard: go through papers aloud.",
    "Uses Makaton with signs and pictures.",
)


@dataclass(frozen=True, slots=True)
class Home:
    """A family's people and places. `carer` and `other` are keys; `other` is the
    second adult, at home or apart; `helpers` are those of the network, closest first."""

    name: str
    shape: str
    people: tuple[PersonDraft, ...]
    ties: tuple[TieDraft, ...]
    households: tuple[HouseholdDraft, ...]
    carer: int
    other: int | None
    is_other_at_home: bool
    helpers: tuple[int, ...]
    gran_word: str


@dataclass(slots=True)
class _Maker:
    """A family as it grows. Keys are places in `people`."""

    rng: Random
    place: Place
    opened_on: date
    heritage: Heritage
    shape: str
    people: list[PersonDraft] = field(default_factory=list)
    ties: list[TieDraft] = field(default_factory=list)
    households: list[HouseholdDraft] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    helpers: list[int] = field(default_factory=list)

    def given(self, heritage: Heritage, kind: str) -> str:
        free = [name for name in heritage.given[kind] if name not in self.taken]
        name = self.rng.choice(free or heritage.given[kind])
        self.taken.add(name)
        return name

    def surname(self, heritage: Heritage) -> tuple[str, str]:
        return self.rng.choice(heritage.families)

    def add(self, person: PersonDraft) -> int:
        self.people.append(person)
        return person.key

    def adult(
        self,
        sex: Sex,
        age: float,
        *,
        heritage: Heritage | None = None,
        family: tuple[str, str] | None = None,
        part: str = "adult",
        household: int = 0,
    ) -> int:
        """Add a grown-up of about that age. Returns the key."""
        rng, kin = self.rng, heritage or self.heritage
        female, male = family or self.surname(kin)
        born_on = self.opened_on - timedelta(
            days=int(age * 365.25) + rng.randrange(300)
        )
        is_at_home = part == "adult"
        speaks = kin.language and rng.random() < kin.interpreter_share * 1.6
        return self.add(
            PersonDraft(
                key=len(self.people),
                given=self.given(kin, "women" if sex is Sex.FEMALE else "men"),
                family=female if sex is Sex.FEMALE else male,
                part=part,
                sex=sex,
                born=self._birth(born_on) if is_at_home or rng.random() < 0.4 else None,
                ethnicity_code=kin.ethnicity_code if is_at_home else "",
                languages=(kin.language,) if speaks else (),
                needs_interpreter=bool(speaks and rng.random() < 0.55),
                communication_needs=self._needs(0.04),
                household=household,
                phone=f"07700 900{rng.randrange(1000):03d}",
                phone_care=(
                    "Text only, between nine and three."
                    if is_at_home and rng.random() < 0.06
                    else ""
                ),
            )
        )

    def _birth(self, day: date) -> FuzzyDate:
        """Most birthdays are known; some only to the year, or about."""
        roll = self.rng.random()
        if roll < 0.93:
            return FuzzyDate.on(day)
        return FuzzyDate.in_year(day.year, is_about=roll > 0.97)

    def _needs(self, share: float) -> str:
        return self.rng.choice(_NEEDS) if self.rng.random() < share else ""

    def child(self, born_on: date, family: tuple[str, str], **more: object) -> int:
        """Add a child. Unborn when `born_on` is after the record was opened."""
        rng = self.rng
        sex = rng.choice((Sex.FEMALE, Sex.MALE))
        is_unborn = born_on > self.opened_on
        return self.add(
            PersonDraft(
                key=len(self.people),
                given=self.given(
                    self.heritage, "girls" if sex is Sex.FEMALE else "boys"
                ),
                family=family[0] if sex is Sex.FEMALE else family[1],
                part="unborn" if is_unborn else "child",
                sex=sex,
                born=None if is_unborn else FuzzyDate.on(born_on),
                due_on=born_on if is_unborn else None,
                ethnicity_code=self.heritage.ethnicity_code,
                communication_needs="" if is_unborn else self._needs(0.05),
                household=int(str(more.get("household", 0))),
            )
        )

    def tie(self, person: int, code: str, other: int, side: str = "") -> None:
        is_over_child = self.people[other].is_child
        has_say = is_over_child and code in {"parent", "special_guardian"}
        self.ties.append(TieDraft(person, code, other, side, has_say))

    def home(self, name: str) -> int:
        """Add a place to live, at a made-up address. Returns its key."""
        rng = self.rng
        number, street = rng.randrange(1, 180), rng.choice(STREETS)
        town = rng.choice(self.place.towns)
        letters = "".join(rng.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
        postcode = (
            f"{self.place.postcode_area}{SAFE_DISTRICT} {rng.randrange(1, 10)}{letters}"
        )
        self.households.append(
            HouseholdDraft(name, f"{number} {street}, {town}", postcode)
        )
        return len(self.households) - 1


def make_home(rng: Random, place: Place, opened_on: date) -> Home:
    """A family as it is on the day its record is opened."""
    shape = rng.choices(list(SHAPES), list(SHAPES.values()))[0]
    maker = _Maker(rng, place, opened_on, choose_heritage(rng), shape)
    births = _births(rng, opened_on)
    first_age = max(0.0, (opened_on - min(births)).days / 365.25)
    carer_age = first_age + rng.triangular(16.5, 38, 24)
    home_key = maker.home("Home")
    surname = maker.surname(maker.heritage)
    is_father = shape == "father_alone"
    carer = maker.adult(
        Sex.MALE if is_father else Sex.FEMALE, carer_age, family=surname
    )
    other, is_at_home = _second_adult(maker, carer_age)
    children = _children(maker, births, carer, other, surname)
    _network(maker, carer, other, carer_age, children)
    if shape == "kinship":
        _live_with_helper(maker, children, carer)
    if is_at_home is False and rng.random() < HIDDEN_SHARE * 3:
        first = maker.households[home_key]
        maker.households[home_key] = HouseholdDraft(
            first.name, first.lines, first.postcode, is_hidden=True
        )
    return Home(
        name=_family_name(maker, carer, other),
        shape=shape,
        people=tuple(maker.people),
        ties=tuple(maker.ties),
        households=tuple(maker.households),
        carer=carer,
        other=other,
        is_other_at_home=is_at_home,
        helpers=tuple(maker.helpers),
        gran_word=GRAN_WORDS.get(maker.heritage.name, "Gran"),
    )


def _births(rng: Random, opened_on: date) -> list[date]:
    """Days of birth, eldest first. A day after the opening is a due date."""
    count = rng.choices(list(CHILD_COUNTS), list(CHILD_COUNTS.values()))[0]
    eldest = rng.triangular(0.02, 17.4, 7)
    births = [opened_on - timedelta(days=int(eldest * 365.25))]
    while len(births) < count:
        gap = timedelta(days=rng.randrange(400, 1500))
        if births[-1] + gap > opened_on - _DAY * 20:
            break
        births.append(births[-1] + gap)
    if rng.random() < TWINS_SHARE:
        births.append(births[-1])
    if rng.random() < EXPECTING_SHARE and (opened_on - births[-1]).days > 300:
        births.append(opened_on + timedelta(days=rng.randrange(20, 200)))
    return births


def _second_adult(maker: _Maker, carer_age: float) -> tuple[int | None, bool]:
    """The other parent or partner, and whether they live in the home."""
    rng = maker.rng
    age = max(17.0, carer_age + rng.triangular(-6, 12, 2))
    if maker.shape == "alone":
        return None, False
    heritage = choose_heritage(rng) if rng.random() < 0.15 else maker.heritage
    sex = Sex.FEMALE if maker.shape in {"two_mothers", "father_alone"} else Sex.MALE
    is_apart = maker.shape in {"apart", "father_alone"}
    household = 0
    if is_apart:
        household = maker.home("Mum's" if sex is Sex.FEMALE else "Dad's")
    other = maker.adult(sex, age, heritage=heritage, household=household)
    maker.tie(0, "ex_partner" if is_apart else "partner", other)
    return other, not is_apart


def _children(
    maker: _Maker,
    births: list[date],
    carer: int,
    other: int | None,
    surname: tuple[str, str],
) -> list[int]:
    """The children, tied to their parents and to each other."""
    rng = maker.rng
    early = len(births) // 2 + 1 if maker.shape == "blended" else 0
    father = None
    if early:
        age = (maker.opened_on - births[0]).days / 365.25 + rng.triangular(18, 40, 25)
        father = maker.adult(Sex.MALE, age, household=maker.home("Dad's"))
    keys: list[int] = []
    for place, born_on in enumerate(births):
        key = maker.child(born_on, surname)
        maker.tie(carer, "parent", key)
        if father is not None and place < early:
            maker.tie(father, "parent", key, "paternal")
            if other is not None:
                maker.tie(other, "step_parent", key)
        elif other is not None:
            maker.tie(other, "parent", key)
        for earlier, sibling in enumerate(keys):
            is_twin = born_on == births[earlier]
            maker.tie(key, _between(place, earlier, early, is_twin), sibling)
        keys.append(key)
    return keys


def _between(one: int, other: int, early: int, is_same_day: bool) -> str:
    if is_same_day:
        return "twin"
    return "half_sibling" if (one < early) != (other < early) else "sibling"


def _network(
    maker: _Maker, carer: int, other: int | None, carer_age: float, children: list[int]
) -> None:
    """Grandparents, aunts, uncles, friends and neighbours; somebody in every family."""
    rng = maker.rng
    carer_side = "paternal" if maker.shape == "father_alone" else "maternal"
    own = maker.people[carer].family
    if rng.random() < 0.72:
        gran = maker.adult(
            Sex.FEMALE, carer_age + rng.triangular(18, 36, 25),
            family=(own, own), part="network",
        )  # fmt: skip
        maker.tie(gran, "parent", carer)
        _tie_all(maker, gran, "grandparent", children, carer_side)
        maker.helpers.append(gran)
    if rng.random() < 0.5:
        sex = rng.choice((Sex.FEMALE, Sex.MALE))
        aunt = maker.adult(
            sex, max(18.0, carer_age + rng.uniform(-8, 8)), part="network"
        )
        maker.tie(aunt, "sibling", carer)
        _tie_all(maker, aunt, "aunt_or_uncle", children, carer_side)
        maker.helpers.append(aunt)
    if other is not None and maker.shape != "blended" and rng.random() < 0.3:
        gran = maker.adult(
            rng.choice((Sex.FEMALE, Sex.MALE)), carer_age + 27, part="network"
        )
        maker.tie(gran, "parent", other)
        side = "maternal" if carer_side == "paternal" else "paternal"
        _tie_all(maker, gran, "grandparent", children, side)
        maker.helpers.append(gran)
    if not maker.helpers or rng.random() < 0.4:
        friend = maker.adult(
            rng.choices((Sex.FEMALE, Sex.MALE), (3, 1))[0],
            rng.uniform(22, 70), part="network", heritage=choose_heritage(rng),
        )  # fmt: skip
        maker.tie(friend, rng.choice(("friend", "neighbour", "family_friend")), carer)
        maker.helpers.append(friend)


def _tie_all(
    maker: _Maker, person: int, code: str, children: list[int], side: str
) -> None:
    for child in children:
        maker.tie(person, code, child, side)


def _live_with_helper(maker: _Maker, children: list[int], carer: int) -> None:
    """The children live with somebody of the network, who is their kinship carer."""
    helper = maker.helpers[0]
    their_home = maker.home(f"{maker.people[helper].given}'s")
    for key in (helper, *children):
        person = maker.people[key]
        if person.part != "unborn":
            maker.people[key] = replace(person, household=their_home)
    for child in children:
        if maker.people[child].part != "unborn":
            maker.tie(helper, "kinship_carer", child)


def _family_name(maker: _Maker, carer: int, other: int | None) -> str:
    """`The Okafor-Hale family`: the names of those who care for the children."""
    names = [maker.people[carer].family]
    if other is not None and maker.people[other].family not in names:
        names.append(maker.people[other].family)
    joined = names[0] if maker.rng.random() < 0.55 else "-".join(names)
    return f"The {joined} family"
