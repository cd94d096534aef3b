"""What the rules look at: plain values, made by the shell from its records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kinfold_core.practice.wording import ReadingAge


@dataclass(frozen=True, slots=True)
class Standards:
    """What an authority has set. The defaults are ours, not national standards.

    `reading_age_limit`: years; `sentence_limit`: words; `review_weeks`: how long a
    danger statement may stay as it is while scales move. `reading_age` is the
    library's function; without one reading age is not looked at. `language` says whose
    word lists are looked for.
    """

    reading_age_limit: float = 11
    sentence_limit: int = 25
    review_weeks: int = 12
    spread_limit: float = 3
    signs_least: int = 2
    bottom_lines_most: int = 5
    safety_people_least: int = 2
    child_reading_margin: float = 2
    reading_age: ReadingAge | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Impact:
    """What might happen to one child, or did."""

    child: str
    text: str


@dataclass(frozen=True, slots=True)
class DangerStatementFacts:
    """One danger statement, its pair, and what is known around it.

    `weeks_unchanged` counts from the last change of its words. `why_believed` is
    needed when no past harm is linked.
    """

    worried_people: tuple[str, ...] = ()
    worried_about: str = ""
    what_might_happen: str = ""
    impacts: tuple[Impact, ...] = ()
    goal_count: int = 0
    scale_count: int = 0
    is_disputed: bool = False
    dispute_words: str = ""
    linked_harm_count: int = 0
    why_believed: str = ""
    weeks_unchanged: int = 0
    has_scale_moved: bool = False

    @property
    def text(self) -> str:
        """Every word of the statement, one part to a line."""
        impacts = (impact.text for impact in self.impacts)
        parts = (self.worried_about, self.what_might_happen, *impacts)
        return "\n".join(part for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class SafetyGoalFacts:
    """One safety goal. `sustained_for` is how long it must be seen, in words."""

    danger_statement_count: int = 0
    agency_goal: str = ""
    family_goal: str = ""
    child_hope: str = ""
    observable_signs: tuple[str, ...] = ()
    sustained_for: str = ""

    @property
    def text(self) -> str:
        return "\n".join((self.agency_goal, *self.observable_signs)).strip()


@dataclass(frozen=True, slots=True)
class HarmFacts:
    """One thing that has already happened. Own words are never corrected."""

    behaviour: str = ""
    impact: str = ""
    severity: str = ""
    is_own_words: bool = False


@dataclass(frozen=True, slots=True)
class ExistingSafetyFacts:
    """Something done to protect a child when a danger was there."""

    who: str = ""
    did_what: str = ""
    occurrence_count: int = 0
    has_danger: bool = False


@dataclass(frozen=True, slots=True)
class ComplicatingFactorFacts:
    """Something that makes it harder. `becomes_danger`: a change to danger is asked."""

    text: str = ""
    becomes_danger: bool = False
    adult_behaviour: str = ""
    child_impact: str = ""


class Answer(StrEnum):
    """What somebody said when asked where things stand."""

    NUMBER = "number"
    DONT_KNOW = "dont_know"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"


class Capacity(StrEnum):
    """In what capacity somebody speaks."""

    CHILD = "child"
    PARENT = "parent"
    FAMILY = "family"
    NETWORK = "network"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """One person's answer on one scale. `is_prefilled`: the screen filled it in."""

    rater: str = ""
    capacity: Capacity = Capacity.PROFESSIONAL
    answer: Answer = Answer.NUMBER
    value: float | None = None
    is_prefilled: bool = False
    is_changed_in_place: bool = False


@dataclass(frozen=True, slots=True)
class ScaleFacts:
    """A scale with the newest answer of each person.

    `children_not_rated`: children old enough to be asked who have no answer.
    `shown_average`: a mean some screen means to show, if it does.
    """

    is_for_pair: bool = True
    anchor_0: str = ""
    anchor_10: str = ""
    ratings: tuple[RatingFacts, ...] = ()
    children_not_rated: tuple[str, ...] = ()
    shown_average: float | None = None


@dataclass(frozen=True, slots=True)
class NextStepsFacts:
    """The open next steps towards one goal. `goal` is what it is called.

    `own_count` of them are the family's or the network's, `service_count` a worker's.
    """

    goal: str = ""
    own_count: int = 0
    service_count: int = 0
