"""The analysis model: typed tables of what happened, whatever it was read from.

Names are those of the Standard Safeguarding Dataset where it has the thing. Every row
says whose it is (`authority`, the three-digit code of the Department for Education),
about whom (`child_id`, the authority's own id, or a pseudonym of it) and from which
line of which return it came. A measure reads these tables and nothing else.
"""

from __future__ import annotations

from typing import Final

from kinfold_measures.practice_tables import PRACTICE
from kinfold_measures.table import (
    Column,
    Table,
    day,
    number,
    table,
    text,
    yes_no,
)

_OF_EPISODE: Final = text(
    "episode", "the time of need it belongs to: the child and the referral's day"
)


def _in_episode(name: str, meaning: str, key: str, *columns: Column) -> Table:
    return table(name, meaning, key, _OF_EPISODE, *columns)


def _of_looked_after(name: str, meaning: str, key: str, *columns: Column) -> Table:
    """A file of the return of children looked after, which repeats the day of birth."""
    born = day("date_of_birth", "the day of birth, as this file has it")
    return table(name, meaning, key, born, *columns)


_RETURNED: Final = (
    table(
        "person",
        "A child, or a baby who is not born yet.",
        "child_id",
        day("date_of_birth", "the day of birth"),
        day("expected_date_of_birth", "the day a baby is expected"),
        day("date_of_death", "the day of death"),
        text("sex", "F, M or U (not known, or not born yet)"),
        text("ethnicity", "the census's code"),
        text("upn", "the unique pupil number"),
        text("former_upn", "an earlier unique pupil number"),
        text("upn_unknown_reason", "why there is no unique pupil number: UN1 to UN7"),
        yes_no("is_mother", "a child looked after who has a child herself"),
        day("child_born_on", "the day her child was born"),
    ),
    table(
        "disability",
        "A disability that a child is recorded with.",
        "child_id disability",
        text("disability", "the census's code; NONE for none"),
    ),
    table(
        "contacts",
        "Somebody who told the authority of a child.",
        "child_id contact_date source",
        day("contact_date", "the day of the contact"),
        text("source", "who it was: the census's code"),
        text("outcome", "what came of it"),
    ),
    table(
        "early_help_episodes",
        "A time of early help.",
        "child_id start_date",
        day("start_date", "the day its assessment began"),
        day("end_date", "the day it was done; null while it goes on"),
        text("organisation", "who did it"),
    ),
    _in_episode(
        "cin_episodes",
        "A time of need, from referral to closure.",
        "episode",
        day("referral_date", "the day of the referral"),
        text("referral_source", "who referred: the census's code"),
        text("primary_need", "N1 to N9, N0 for not stated"),
        day("closure_date", "the day it closed; null while it is open"),
        text("closure_reason", "RC1 to RC9"),
        day(
            "transfer_conference_date",
            "an initial conference held because the child came from elsewhere",
        ),
        yes_no("no_further_action", "the referral came to nothing"),
        text("team", "the team that the referral came to"),
    ),
    _in_episode(
        "cin_assessments",
        "An assessment of a child and their family.",
        "assessment",
        text("assessment", "the time of need and the day it began"),
        day("start_date", "the day it began"),
        day("review_date", "the day it was looked at on the way"),
        day("authorisation_date", "the day it was signed off"),
    ),
    _in_episode(
        "assessment_factors",
        "Something found at the end of an assessment.",
        "assessment factor",
        text("assessment", "the assessment it was found in"),
        text("factor", "the census's code"),
    ),
    _in_episode(
        "cin_plans",
        "A plan for a child in need.",
        "episode start_date",
        day("start_date", "the day it began"),
        day("end_date", "the day it ended; null while it stands"),
    ),
    _in_episode(
        "s47_enquiry",
        "An enquiry into whether a child is suffering harm.",
        "episode start_date",
        day("start_date", "the day of the strategy discussion that began it"),
        day("conference_target", "the day the initial conference was due"),
        day("conference_date", "the day the initial conference was held"),
        yes_no("conference_not_required", "no conference was needed"),
    ),
    _in_episode(
        "cp_plans",
        "A child protection plan.",
        "plan",
        text("plan", "the time of need and the day it was made"),
        day("start_date", "the day it was made"),
        day("end_date", "the day it ended; null while it stands"),
        text("initial_category", "NEG, PHY, SAB, EMO or MUL"),
        text("latest_category", "NEG, PHY, SAB, EMO or MUL"),
        number("previous_plans", "earlier plans of the child in this authority"),
    ),
    _in_episode(
        "cp_reviews",
        "A review of a child protection plan.",
        "plan review_date",
        text("plan", "the plan that was reviewed"),
        day("review_date", "the day of the review conference"),
    ),
    _in_episode(
        "cp_visits",
        "A visit to a child with a child protection plan.",
        "plan visit_date",
        text("plan", "the plan it was under"),
        day("visit_date", "the day of the visit"),
        yes_no("seen_alone", "the child was seen alone"),
    ),
    table(
        "cin_cases",
        "A child in need as an inspection's list has them, open or lately closed.",
        "child_id start_date",
        day("start_date", "the day it began"),
        text("primary_need", "N1 to N9, N0 for not stated"),
        day("last_seen_date", "the day the child was last seen"),
        day("end_date", "the day it closed; null while it is open"),
        text("end_reason", "RC1 to RC9"),
        text("status", "CLA, CPP, CIN, ASSESSMENT or CLOSED"),
    ),
    _in_episode(
        "pre_proceedings",
        "Work before care proceedings, and the offer of a family meeting.",
        "episode start_date",
        day("start_date", "the day it was decided"),
        day("letter_date", "the day the letter before proceedings was sent"),
        yes_no("family_meeting_offered", "a family group meeting was offered"),
        yes_no("family_meeting_held", "a family group meeting was facilitated"),
        day("first_meeting_date", "the first meeting before proceedings"),
        number("review_meetings", "how many reviews there were"),
        day("decision_date", "the day it was decided to step up or down"),
        text("outcome", "A: proceedings are issued; B: stepped down"),
        day("application_date", "the day the court was asked"),
        day("conference_letter_date", "the day the letter for a conference was sent"),
    ),
    table(
        "cla_episodes",
        "A stretch of being looked after, under one legal status in one placement.",
        "child_id start_date",
        day("start_date", "the day it began"),
        text("start_reason", "S: care began; else what changed"),
        text("legal_status", "the return's code: C1, C2, V2 and so on"),
        text("primary_need", "N1 to N8"),
        text("placement", "the return's code; U1 to U3 are with family or friends"),
        text("provider", "whose placement it is: PR0 to PR5"),
        day("end_date", "the day it ended; null while it goes on"),
        text("end_reason", "X1: care goes on; else how it ended"),
        text("change_reason", "why the placement changed"),
        text("home_postcode", "where the child lived before"),
        text("placement_postcode", "where the child lives"),
        text("provider_urn", "the provider's number with Ofsted"),
    ),
    table(
        "cla_cases",
        "A child looked after as an inspection's list has them, one line each.",
        "child_id start_date",
        day("start_date", "the day care began"),
        yes_no("came_alone", "came alone and asked for asylum in the last year"),
        text("primary_need", "N1 to N8"),
        day("status_date", "the day the legal status began"),
        text("legal_status", "the return's code: C1, C2, V2 and so on"),
        day("review_date", "the latest review"),
        day("visit_date", "the latest visit of the social worker"),
        day("health_date", "the latest assessment of health"),
        day("dental_date", "the latest look at the teeth"),
        number("placements", "placements in the last twelve months"),
        day("placement_date", "the day the latest placement began"),
        text("placement", "the return's code"),
        text("provider", "whose placement it is: PR0 to PR5"),
        day("end_date", "the day care ended; null while it goes on"),
        text("end_reason", "how it ended"),
    ),
    _of_looked_after(
        "cla_reviews",
        "A review of a child looked after.",
        "child_id review_date",
        day("review_date", "the day of the review"),
        text("participation", "how the child took part: PN0 to PN7"),
    ),
    _of_looked_after(
        "immigration_status",
        "A child looked after who came alone and asked for asylum.",
        "child_id",
        text("sex", "M or F"),
        day("ceased_date", "the day it ceased to be so"),
    ),
    _of_looked_after(
        "missing",
        "A time of being missing, or away without leave.",
        "child_id start_date",
        text("kind", "M: missing; A: away without leave"),
        day("start_date", "the day it began"),
        day("end_date", "the day the child was found or came back"),
    ),
    _of_looked_after(
        "cla_health",
        "How a child who was looked after for a year is doing.",
        "child_id return_year",
        number("sdq_score", "strengths and difficulties, 0 to 40"),
        text("sdq_reason", "why there is no score"),
        yes_no("convicted", "convicted, or cautioned, in the year"),
        yes_no("health_check", "development checks are up to date"),
        yes_no("immunised", "immunisations are up to date"),
        yes_no("dental_check", "teeth were checked in the year"),
        yes_no("health_assessment", "health was assessed in the year"),
        yes_no("substance_misuse", "found to misuse substances"),
        yes_no("intervention_received", "was helped with it"),
        yes_no("intervention_offered", "was offered help and did not take it"),
    ),
    _of_looked_after(
        "care_leavers",
        "Where somebody who left care stands around a birthday.",
        "child_id return_year",
        text("in_touch", "whether the authority is in touch"),
        text("activity", "what they do: education, work, training"),
        text("accommodation", "where they live"),
    ),
    _of_looked_after(
        "adoption",
        "The way of a child to adoption.",
        "child_id",
        day("decision_date", "the day it was decided"),
        day("matched_date", "the day the child was matched"),
        yes_no("by_foster_carer", "the adopter had fostered the child"),
        number("adopters", "how many adopt"),
        text("adopters_sex", "M1, F1, MM, FF or MF"),
        text("adopters_status", "married, partners, single"),
    ),
    _of_looked_after(
        "placed_for_adoption",
        "A placement for adoption.",
        "child_id start_date",
        day("start_date", "the day it began"),
        day("end_date", "the day the plan was given up"),
        text("end_reason", "RD1 to RD4"),
    ),
    _of_looked_after(
        "cla_previous_permanence",
        "A permanent home that a child had before.",
        "child_id",
        text("kind", "P1 to P4; Z1 for none"),
        text("arranged_by", "which authority arranged it"),
        text("order_date", "the day of the order, or zz where part is not known"),
    ),
    _of_looked_after(
        "involvements",
        "A social worker's time with a child.",
        "child_id professional_id start_date",
        text("professional_id", "the social worker's registration"),
        day("start_date", "the day it began"),
        day("end_date", "the day it ended"),
        text("end_reason", "why it ended"),
    ),
    _of_looked_after(
        "deprivation_of_liberty",
        "A time under an order that deprives a child of liberty.",
        "child_id start_date",
        day("start_date", "the day it began"),
        day("end_date", "the day it ended"),
    ),
)

TABLES: Final = (*_RETURNED, *PRACTICE)
"""Every table that a measure may read."""

BY_NAME: Final = {table.name: table for table in TABLES}
