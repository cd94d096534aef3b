"""The analysis model: typed tables of what happened, whatever it was read from.

Names are those of the Standard Safeguarding Dataset where it has the thing. Every row
says whose it is (`authority`, the three-digit code of the Department for Education),
about whom (`child_id`, the authority's own id, or a pseudonym of it) and from which
line of which return it came. A measure reads these tables and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Type(StrEnum):
    """What a column holds. A gap is null, never nought and never an empty text."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, in plain words."""

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of thing that happened to a child."""

    name: str
    meaning: str
    key: tuple[str, ...]
    """Which columns tell one such thing from another, in every return it stands in."""
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def _text(name: str, meaning: str) -> Column:
    return Column(name, Type.TEXT, meaning)


def _date(name: str, meaning: str) -> Column:
    return Column(name, Type.DATE, meaning)


def _number(name: str, meaning: str) -> Column:
    return Column(name, Type.NUMBER, meaning)


def _yes_no(name: str, meaning: str) -> Column:
    return Column(name, Type.YES_NO, meaning)


_EVERY_ROW: Final = (
    _text("authority", "whose child it is: the authority's three-digit code"),
    _text("child_id", "the child, by the authority's own id or a pseudonym of it"),
    _number("return_year", "the year that the return it stands in closes in"),
    _number("line", "the line of the return that it was read from"),
)
_OF_EPISODE: Final = (
    *_EVERY_ROW,
    _text(
        "episode", "the time of need it belongs to: the child and the referral's day"
    ),
)


def _table(name: str, meaning: str, key: str, *columns: Column) -> Table:
    named = ("authority", *key.split())
    return Table(name, meaning, named, (*_EVERY_ROW, *columns))


def _in_episode(name: str, meaning: str, key: str, *columns: Column) -> Table:
    named = ("authority", *key.split())
    return Table(name, meaning, named, (*_OF_EPISODE, *columns))


def _of_looked_after(name: str, meaning: str, key: str, *columns: Column) -> Table:
    """A file of the return of children looked after, which repeats the day of birth."""
    born = _date("date_of_birth", "the day of birth, as this file has it")
    return _table(name, meaning, key, born, *columns)


TABLES: Final = (
    _table(
        "person",
        "A child, or a baby who is not born yet.",
        "child_id",
        _date("date_of_birth", "the day of birth"),
        _date("expected_date_of_birth", "the day a baby is expected"),
        _date("date_of_death", "the day of death"),
        _text("sex", "F, M or U (not known, or not born yet)"),
        _text("ethnicity", "the census's code"),
        _text("upn", "the unique pupil number"),
        _text("former_upn", "an earlier unique pupil number"),
        _text("upn_unknown_reason", "why there is no unique pupil number: UN1 to UN7"),
        _yes_no("is_mother", "a child looked after who has a child herself"),
        _date("child_born_on", "the day her child was born"),
    ),
    _table(
        "disability",
        "A disability that a child is recorded with.",
        "child_id disability",
        _text("disability", "the census's code; NONE for none"),
    ),
    _table(
        "contacts",
        "Somebody who told the authority of a child.",
        "child_id contact_date source",
        _date("contact_date", "the day of the contact"),
        _text("source", "who it was: the census's code"),
        _text("outcome", "what came of it"),
    ),
    _table(
        "early_help_episodes",
        "A time of early help.",
        "child_id start_date",
        _date("start_date", "the day its assessment began"),
        _date("end_date", "the day it was done; null while it goes on"),
        _text("organisation", "who did it"),
    ),
    _in_episode(
        "cin_episodes",
        "A time of need, from referral to closure.",
        "episode",
        _date("referral_date", "the day of the referral"),
        _text("referral_source", "who referred: the census's code"),
        _text("primary_need", "N1 to N9, N0 for not stated"),
        _date("closure_date", "the day it closed; null while it is open"),
        _text("closure_reason", "RC1 to RC9"),
        _date(
            "transfer_conference_date",
            "an initial conference held because the child came from elsewhere",
        ),
        _yes_no("no_further_action", "the referral came to nothing"),
    ),
    _in_episode(
        "cin_assessments",
        "An assessment of a child and their family.",
        "assessment",
        _text("assessment", "the time of need and the day it began"),
        _date("start_date", "the day it began"),
        _date("review_date", "the day it was looked at on the way"),
        _date("authorisation_date", "the day it was signed off"),
    ),
    _in_episode(
        "assessment_factors",
        "Something found at the end of an assessment.",
        "assessment factor",
        _text("assessment", "the assessment it was found in"),
        _text("factor", "the census's code"),
    ),
    _in_episode(
        "cin_plans",
        "A plan for a child in need.",
        "episode start_date",
        _date("start_date", "the day it began"),
        _date("end_date", "the day it ended; null while it stands"),
    ),
    _in_episode(
        "s47_enquiry",
        "An enquiry into whether a child is suffering harm.",
        "episode start_date",
        _date("start_date", "the day of the strategy discussion that began it"),
        _date("conference_target", "the day the initial conference was due"),
        _date("conference_date", "the day the initial conference was held"),
        _yes_no("conference_not_required", "no conference was needed"),
    ),
    _in_episode(
        "cp_plans",
        "A child protection plan.",
        "plan",
        _text("plan", "the time of need and the day it was made"),
        _date("start_date", "the day it was made"),
        _date("end_date", "the day it ended; null while it stands"),
        _text("initial_category", "NEG, PHY, SAB, EMO or MUL"),
        _text("latest_category", "NEG, PHY, SAB, EMO or MUL"),
        _number("previous_plans", "earlier plans of the child in this authority"),
    ),
    _in_episode(
        "cp_reviews",
        "A review of a child protection plan.",
        "plan review_date",
        _text("plan", "the plan that was reviewed"),
        _date("review_date", "the day of the review conference"),
    ),
    _in_episode(
        "cp_visits",
        "A visit to a child with a child protection plan.",
        "plan visit_date",
        _text("plan", "the plan it was under"),
        _date("visit_date", "the day of the visit"),
        _yes_no("seen_alone", "the child was seen alone"),
    ),
    _table(
        "cin_cases",
        "A child in need as an inspection's list has them, open or lately closed.",
        "child_id start_date",
        _date("start_date", "the day it began"),
        _text("primary_need", "N1 to N9, N0 for not stated"),
        _date("last_seen_date", "the day the child was last seen"),
        _date("end_date", "the day it closed; null while it is open"),
        _text("end_reason", "RC1 to RC9"),
        _text("status", "CLA, CPP, CIN, ASSESSMENT or CLOSED"),
    ),
    _in_episode(
        "pre_proceedings",
        "Work before care proceedings, and the offer of a family meeting.",
        "episode start_date",
        _date("start_date", "the day it was decided"),
        _date("letter_date", "the day the letter before proceedings was sent"),
        _yes_no("family_meeting_offered", "a family group meeting was offered"),
        _yes_no("family_meeting_held", "a family group meeting was facilitated"),
        _date("first_meeting_date", "the first meeting before proceedings"),
        _number("review_meetings", "how many reviews there were"),
        _date("decision_date", "the day it was decided to step up or down"),
        _text("outcome", "A: proceedings are issued; B: stepped down"),
        _date("application_date", "the day the court was asked"),
        _date("conference_letter_date", "the day the letter for a conference was sent"),
    ),
    _table(
        "cla_episodes",
        "A stretch of being looked after, under one legal status in one placement.",
        "child_id start_date",
        _date("start_date", "the day it began"),
        _text("start_reason", "S: care began; else what changed"),
        _text("legal_status", "the return's code: C1, C2, V2 and so on"),
        _text("primary_need", "N1 to N8"),
        _text("placement", "the return's code; U1 to U3 are with family or friends"),
        _text("provider", "whose placement it is: PR0 to PR5"),
        _date("end_date", "the day it ended; null while it goes on"),
        _text("end_reason", "X1: care goes on; else how it ended"),
        _text("change_reason", "why the placement changed"),
        _text("home_postcode", "where the child lived before"),
        _text("placement_postcode", "where the child lives"),
        _text("provider_urn", "the provider's number with Ofsted"),
    ),
    _table(
        "cla_cases",
        "A child looked after as an inspection's list has them, one line each.",
        "child_id start_date",
        _date("start_date", "the day care began"),
        _yes_no("came_alone", "came alone and asked for asylum in the last year"),
        _text("primary_need", "N1 to N8"),
        _date("status_date", "the day the legal status began"),
        _text("legal_status", "the return's code: C1, C2, V2 and so on"),
        _date("review_date", "the latest review"),
        _date("visit_date", "the latest visit of the social worker"),
        _date("health_date", "the latest assessment of health"),
        _date("dental_date", "the latest look at the teeth"),
        _number("placements", "placements in the last twelve months"),
        _date("placement_date", "the day the latest placement began"),
        _text("placement", "the return's code"),
        _text("provider", "whose placement it is: PR0 to PR5"),
        _date("end_date", "the day care ended; null while it goes on"),
        _text("end_reason", "how it ended"),
    ),
    _of_looked_after(
        "cla_reviews",
        "A review of a child looked after.",
        "child_id review_date",
        _date("review_date", "the day of the review"),
        _text("participation", "how the child took part: PN0 to PN7"),
    ),
    _of_looked_after(
        "immigration_status",
        "A child looked after who came alone and asked for asylum.",
        "child_id",
        _text("sex", "M or F"),
        _date("ceased_date", "the day it ceased to be so"),
    ),
    _of_looked_after(
        "missing",
        "A time of being missing, or away without leave.",
        "child_id start_date",
        _text("kind", "M: missing; A: away without leave"),
        _date("start_date", "the day it began"),
        _date("end_date", "the day the child was found or came back"),
    ),
    _of_looked_after(
        "cla_health",
        "How a child who was looked after for a year is doing.",
        "child_id return_year",
        _number("sdq_score", "strengths and difficulties, 0 to 40"),
        _text("sdq_reason", "why there is no score"),
        _yes_no("convicted", "convicted, or cautioned, in the year"),
        _yes_no("health_check", "development checks are up to date"),
        _yes_no("immunised", "immunisations are up to date"),
        _yes_no("dental_check", "teeth were checked in the year"),
        _yes_no("health_assessment", "health was assessed in the year"),
        _yes_no("substance_misuse", "found to misuse substances"),
        _yes_no("intervention_received", "was helped with it"),
        _yes_no("intervention_offered", "was offered help and did not take it"),
    ),
    _of_looked_after(
        "care_leavers",
        "Where somebody who left care stands around a birthday.",
        "child_id return_year",
        _text("in_touch", "whether the authority is in touch"),
        _text("activity", "what they do: education, work, training"),
        _text("accommodation", "where they live"),
    ),
    _of_looked_after(
        "adoption",
        "The way of a child to adoption.",
        "child_id",
        _date("decision_date", "the day it was decided"),
        _date("matched_date", "the day the child was matched"),
        _yes_no("by_foster_carer", "the adopter had fostered the child"),
        _number("adopters", "how many adopt"),
        _text("adopters_sex", "M1, F1, MM, FF or MF"),
        _text("adopters_status", "married, partners, single"),
    ),
    _of_looked_after(
        "placed_for_adoption",
        "A placement for adoption.",
        "child_id start_date",
        _date("start_date", "the day it began"),
        _date("end_date", "the day the plan was given up"),
        _text("end_reason", "RD1 to RD4"),
    ),
    _of_looked_after(
        "cla_previous_permanence",
        "A permanent home that a child had before.",
        "child_id",
        _text("kind", "P1 to P4; Z1 for none"),
        _text("arranged_by", "which authority arranged it"),
        _text("order_date", "the day of the order, or zz where part is not known"),
    ),
    _of_looked_after(
        "involvements",
        "A social worker's time with a child.",
        "child_id professional_id start_date",
        _text("professional_id", "the social worker's registration"),
        _date("start_date", "the day it began"),
        _date("end_date", "the day it ended"),
        _text("end_reason", "why it ended"),
    ),
    _of_looked_after(
        "deprivation_of_liberty",
        "A time under an order that deprives a child of liberty.",
        "child_id start_date",
        _date("start_date", "the day it began"),
        _date("end_date", "the day it ended"),
    ),
)
"""Every table that a measure may read."""

BY_NAME: Final = {table.name: table for table in TABLES}
