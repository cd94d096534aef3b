"""Examples for every rule: facts the rule must pass, and facts it must notice.

The good ones are the exemplar sets of the practice design, A2, and the weak ones its
weak column; a test fails when a rule has no example of each kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kinfold_core.practice.facts import (
    Capacity,
    ComplicatingFactorFacts,
    DangerStatementFacts,
    ExistingSafetyFacts,
    HarmFacts,
    Impact,
    NextStepsFacts,
    RatingFacts,
    SafetyGoalFacts,
    ScaleFacts,
)
from tests.domain.practice.examples_child import CHILD_EXAMPLES
from tests.domain.practice.examples_planning import PLANNING
from tests.domain.practice.examples_story import STORY_EXAMPLES


@dataclass(frozen=True, slots=True)
class Examples:
    passes: tuple[Any, ...]
    notices: tuple[Any, ...]


SAFETY_DANGER = DangerStatementFacts(
    worried_people=("Mr Cole (teacher)", "Nan Jo", "Priya (social worker)"),
    worried_about=(
        "On some Friday nights when Dean has been drinking he shouts and breaks "
        "things. On 3 May a plate broke and cut Amira's foot."
    ),
    what_might_happen=(
        "If nothing changes, Amira (7) or Kai (2) might be badly cut or hit."
    ),
    impacts=(
        Impact("Amira", "Amira might keep lying awake and be too scared to learn."),
        Impact("Kai", "Kai might be cut or hit, and scared of loud voices."),
    ),
    goal_count=1,
    scale_count=1,
    is_disputed=True,
    dispute_words=(
        "Dean says the plate was an accident and he only shouts. "
        "Priya is still worried."
    ),
    linked_harm_count=1,
)
WELLBEING_DANGER = DangerStatementFacts(
    worried_people=("Ewa (mum)", "Ms Bell (school)"),
    worried_about=(
        "When Ewa's pain is bad, mornings fall apart and Tomek misses about two days "
        "a week."
    ),
    what_might_happen=("If nothing changes he might lose his friends and fall behind."),
    impacts=(Impact("Tomek", "He might lose his friends and fall behind."),),
    goal_count=1,
    scale_count=1,
    linked_harm_count=1,
)
SUCCESS_DANGER = DangerStatementFacts(
    worried_people=("Jay (16)", "Sam (carer)", "Aunt Bel"),
    worried_about="In March Jay felt low, had nobody to ring and slept out two nights.",
    what_might_happen=(
        "If nothing changes Jay might leave care alone and get hurt on a bad night."
    ),
    impacts=(Impact("Jay", "Jay might be alone and get hurt on a bad night."),),
    goal_count=1,
    scale_count=1,
    linked_harm_count=1,
)
GOOD_DANGERS = (SAFETY_DANGER, WELLBEING_DANGER, SUCCESS_DANGER)
WEAK_DANGERS = tuple(
    DangerStatementFacts(worried_about=text)
    for text in (
        "Risk of emotional harm due to DV and alcohol",
        "Poor attendance",
        "Unsuitable peer network",
    )
)

SAFETY_GOAL = SafetyGoalFacts(
    danger_statement_count=1,
    agency_goal=(
        "When there is drink or an argument, the children will be somewhere calm with "
        "someone sober. Dean, Leanne and the people who love the children will show "
        "this for six months, hard Fridays included."
    ),
    observable_signs=(
        "The children will be asleep.",
        "Amira will tell Nan and school she feels safe at home.",
    ),
    sustained_for="six months, hard Fridays included",
)
WELLBEING_GOAL = SafetyGoalFacts(
    danger_statement_count=1,
    agency_goal=(
        "Tomek will get to school calm and on time four days in five this term."
    ),
    observable_signs=(
        "On bad-pain mornings Ewa's sister or neighbour will help.",
        "Tomek will know who is coming.",
    ),
)
SUCCESS_GOAL = SafetyGoalFacts(
    danger_statement_count=1,
    agency_goal=(
        "By 17 Jay will have five people who have said they are in his life for good."
    ),
    observable_signs=(
        "He will see two of them each month.",
        "Everyone will know what to do on a bad night.",
    ),
)
GOOD_GOALS = (SAFETY_GOAL, WELLBEING_GOAL, SUCCESS_GOAL)

SCALE = ScaleFacts(
    anchor_0="Fridays are so dangerous the children cannot sleep there",
    anchor_10=(
        "Family and network have handled every hard Friday for six months and "
        "services can leave"
    ),
    ratings=(
        RatingFacts("Leanne", Capacity.PARENT, value=4),
        RatingFacts("Nan Jo", Capacity.NETWORK, value=6),
        RatingFacts("Amira", Capacity.CHILD, value=5, is_prefilled=True),
    ),
)
HARM = HarmFacts(
    behaviour="Dean threw a plate at the wall while Amira was behind him.",
    impact="The plate cut her foot. She hid under the stairs until morning.",
    severity="serious: three stitches",
)
SAFETY = ExistingSafetyFacts("Nan Jo", "took both children to hers", 2, True)


def _danger(**changes: Any) -> DangerStatementFacts:
    return replace(SAFETY_DANGER, **changes)


def _goal(text: str, **changes: Any) -> SafetyGoalFacts:
    return replace(SAFETY_GOAL, agency_goal=text, **changes)


def _rating(**changes: Any) -> ScaleFacts:
    return replace(SCALE, ratings=(replace(SCALE.ratings[0], **changes),))


EXAMPLES: dict[str, Examples] = {
    "R-DS1": Examples(
        passes=GOOD_DANGERS,
        notices=(
            *WEAK_DANGERS,
            _danger(worried_people=()),
            _danger(worried_people=("  ",)),
            _danger(worried_about=""),
            _danger(what_might_happen=" \n"),
        ),
    ),
    "R-DS2": Examples(
        passes=(*GOOD_DANGERS, _danger(worried_people=("Professionals", "Nan Jo"))),
        notices=(
            _danger(worried_people=("Professionals",)),
            _danger(worried_people=("The department", "school")),
        ),
    ),
    "R-DS3": Examples(
        passes=GOOD_DANGERS,
        notices=(
            *WEAK_DANGERS,
            _danger(impacts=(Impact("Kai", " "),)),
            _danger(impacts=(Impact("", ""),)),
        ),
    ),
    "R-DS4": Examples(
        passes=GOOD_DANGERS,
        notices=(
            *WEAK_DANGERS,
            _danger(goal_count=2),
            _danger(goal_count=0),
            _danger(scale_count=0),
        ),
    ),
    "R-DS5": Examples(
        passes=GOOD_DANGERS,
        notices=(
            _danger(worried_about=" ".join(["and he shouted"] * 9) + "."),
            _danger(
                worried_about=(
                    "Longstanding interparental hostility necessitates comprehensive "
                    "multidisciplinary intervention."
                ),
                what_might_happen="Developmental deterioration could materialise.",
                impacts=(),
            ),
        ),
    ),
    "R-DS6": Examples(
        passes=(
            *GOOD_DANGERS,
            _danger(worried_about="Kai's mum rang 999. Ewa (mum) hid. His dad left."),
            _danger(worried_about="They did not contact the school."),
        ),
        notices=(
            *WEAK_DANGERS,
            _danger(worried_about="Dean's substance misuse and chaotic lifestyle."),
            _danger(worried_about="There was a domestic  incident."),
            _danger(worried_about="Leanne failed to engage."),
            _danger(worried_about="Amira was hit on Friday."),
            _danger(worried_about="There is an 80% chance that this happens."),
            _danger(worried_about="Mum went out and Dad shouted."),
            _danger(worried_about="On Friday the mother drank."),
            _danger(worried_about="The case went to ICPC."),
            _danger(worried_about="His contact with Dean, and the placement."),
        ),
    ),
    "R-DS7": Examples(
        passes=GOOD_DANGERS,
        notices=(
            _danger(worried_about="Dean shouts and also the house is cold."),
            _danger(worried_about="Dean shouts. In addition, Leanne sleeps all day."),
        ),
    ),
    "R-DS8": Examples(
        passes=(*GOOD_DANGERS, _danger(what_might_happen="")),
        notices=(
            _danger(what_might_happen="Amira is scared and Kai cries."),
            _danger(what_might_happen="Amira will be hit."),
        ),
    ),
    "R-DS9": Examples(
        passes=(*GOOD_DANGERS, _danger(is_disputed=False, dispute_words="")),
        notices=(_danger(dispute_words=""), _danger(dispute_words="  ")),
    ),
    "R-DS10": Examples(
        passes=(
            *GOOD_DANGERS,
            _danger(weeks_unchanged=12, has_scale_moved=True),
            _danger(weeks_unchanged=30),
        ),
        notices=(_danger(weeks_unchanged=13, has_scale_moved=True),),
    ),
    "R-H4": Examples(
        passes=(
            *GOOD_DANGERS,
            _danger(linked_harm_count=0, why_believed="Leanne told Nan she might go."),
        ),
        notices=(*WEAK_DANGERS, _danger(linked_harm_count=0)),
    ),
    "R-H1": Examples(
        passes=(HARM,),
        notices=(
            HarmFacts(),
            replace(HARM, impact=""),
            replace(HARM, behaviour=" "),
        ),
    ),
    "R-H2": Examples(
        passes=(
            HARM,
            HarmFacts("When Leanne's depression is bad she stays in bed till three."),
            HarmFacts("Mum has depression", is_own_words=True),
        ),
        notices=(
            HarmFacts("Mother has severe depression"),
            HarmFacts("Leanne suffers from bipolar disorder."),
            HarmFacts("Dean is an alcoholic"),
        ),
    ),
    "R-H3": Examples(
        passes=(HARM, HarmFacts("It was serious", is_own_words=True), HarmFacts()),
        notices=(
            HarmFacts("Serious incident", severity=""),
            HarmFacts("An incident", severity="significant"),
            HarmFacts("", severity="severe"),
        ),
    ),
    "R-ES1": Examples(
        passes=(SAFETY,),
        notices=(
            ExistingSafetyFacts(),
            replace(SAFETY, has_danger=False),
            replace(SAFETY, occurrence_count=0),
            ExistingSafetyFacts(who="Leanne", did_what="loves Amira"),
        ),
    ),
    "R-CF1": Examples(
        passes=(
            ComplicatingFactorFacts("The flat is damp"),
            ComplicatingFactorFacts(
                "No money",
                True,
                "Leanne sends Kai to bed hungry",
                "Kai is losing weight",
            ),
        ),
        notices=(
            ComplicatingFactorFacts("The flat is damp", becomes_danger=True),
            ComplicatingFactorFacts("No money", True, "Leanne worries", ""),
        ),
    ),
    "R-SG1": Examples(
        passes=GOOD_GOALS,
        notices=(
            replace(SAFETY_GOAL, danger_statement_count=0),
            replace(SAFETY_GOAL, danger_statement_count=2),
        ),
    ),
    "R-SG2": Examples(
        passes=GOOD_GOALS,
        notices=(
            replace(SAFETY_GOAL, observable_signs=("The children sleep.", " ")),
            SafetyGoalFacts(),
        ),
    ),
    "R-SG3": Examples(
        passes=(
            *GOOD_GOALS,
            _goal("Calm for at least six whole weeks.", sustained_for=""),
            _goal("Calm.", sustained_for="three months"),
        ),
        notices=(_goal("The children will be safe.", sustained_for=""),),
    ),
    "R-SG4": Examples(
        passes=(*GOOD_GOALS, _goal("Tomek will attend his school, of course.")),
        notices=(
            _goal("Dean will not drink."),
            _goal("Dean won’t shout."),
            _goal("Leanne will engage with services."),
            _goal("Dean will complete the programme."),
            _goal("Parents will refrain from arguing."),
            _goal("Leanne will attend a course."),
        ),
    ),
    "R-SG5": Examples(
        passes=GOOD_GOALS,
        notices=(
            _goal("Dean will be calm by attending anger management."),
            _goal("Leanne will have a weekly drug test."),
            _goal("They will sign a written agreement."),
        ),
    ),
    "R-NS1": Examples(
        passes=(
            NextStepsFacts("safety goal 1"),
            NextStepsFacts("safety goal 1", own_count=1, service_count=3),
        ),
        notices=(NextStepsFacts("safety goal 1", service_count=2),),
    ),
    "R-SC1": Examples(passes=(SCALE,), notices=(_rating(rater=" "),)),
    "R-SC2": Examples(passes=(SCALE,), notices=(replace(SCALE, shown_average=5.0),)),
    "R-SC3": Examples(
        passes=(SCALE, replace(SCALE, ratings=())),
        notices=(
            replace(SCALE, ratings=(*SCALE.ratings, RatingFacts("Priya", value=3))),
        ),
    ),
    "R-SC4": Examples(
        passes=(SCALE,), notices=(replace(SCALE, children_not_rated=("Kai",)),)
    ),
    "R-SC5": Examples(passes=(SCALE,), notices=(_rating(is_changed_in_place=True),)),
    "R-SC6": Examples(
        passes=(SCALE,),
        notices=(_rating(capacity=Capacity.PROFESSIONAL, is_prefilled=True),),
    ),
    "R-SC7": Examples(
        passes=(SCALE, ScaleFacts(is_for_pair=False)),
        notices=(
            replace(SCALE, anchor_0=""),
            replace(SCALE, anchor_10="Children are safe."),
        ),
    ),
}
EXAMPLES |= {rule: Examples(*both) for rule, both in PLANNING.items()}
EXAMPLES |= {rule: Examples(*both) for rule, both in STORY_EXAMPLES.items()}
EXAMPLES |= {rule: Examples(*both) for rule, both in CHILD_EXAMPLES.items()}
