"""What the demo's programme has learned: real published evidence, made-up cycles.

Each piece of evidence was published, and says where; nothing here is invented but the
cycles, which say so. That nothing was found speaks neither for a claim nor against it,
unless it says what could have been found.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from kinfold.claims.actions import evidence, learning, theory
from kinfold.claims.models import Evidence
from kinfold.insight.loading import PROGRAMME_SLUG
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role
from kinfold_core.people.dates import FuzzyDate

YEAR_2020: Final = FuzzyDate(date(2020, 1, 1), date(2020, 12, 31))
CHAIN: Final = "It is of the whole chain, not of this step alone."
KINGS: Final[dict[str, Any]] = {
    "quality": 3,
    "is_independent": True,
    "is_comparative": False,
    "is_of_fidelity": False,
    "source": "Evaluation of the Signs of Safety pilots, second round (Baginsky and "
    "others, 2020)",
    "who_says": "King's College London",
    "day": FuzzyDate(date(2020, 10, 1), date(2020, 10, 31)),
    "link": "https://www.kcl.ac.uk/research/signs-of-safety-2",
}
WHAT_WORKS: Final[dict[str, Any]] = {
    **KINGS,
    "kind": "study",
    "quality": 4,
    "is_comparative": True,
    "sample": "Nine pilot authorities beside similar ones; single children's records",
    "source": "Impact of Signs of Safety on outcomes for children",
    "who_says": "What Works for Children's Social Care",
    "day": YEAR_2020,
    "link": "https://whatworks-csc.org.uk/research-report/"
    "impact-of-signs-of-safety-on-outcomes-for-children",
}
TEN: Final[dict[str, Any]] = {
    **WHAT_WORKS,
    "says": "neither",
    "is_independent": False,
    "sample": "Ten authorities beside every other in England, 2015 to 2020",
    "source": "The ten-authority study of Kinfold (docs/evaluation/ten-authorities.md)",
    "who_says": "The makers of Kinfold, who are not independent of it",
    "day": FuzzyDate(date(2026, 11, 26), date(2026, 11, 26)),
    "link": "",
    "notes": CHAIN,
}
FOUND: Final[tuple[tuple[int, dict[str, Any]], ...]] = (
    (2, {**KINGS, "kind": "observation", "says": "neither", "is_comparative": True,
         "sample": "Two pilots and two authorities without the approach",
         "words": "Watched at work, workers of the pilots and of authorities without "
         "the approach did not differ on any indicator."}),
    (2, {**KINGS, "kind": "audit", "says": "neither",
         "words": "Where the approach was used in more detail, assessments were not "
         "more thorough."}),
    (5, {**KINGS, "kind": "interview", "says": "neither",
         "sample": "Ten pilots; interviews twice in five of them",
         "words": "Recording and process requirements seemed to grow, where they were "
         "meant to shrink.",
         "notes": "It says that what is put in here was missing, not that it would not "
         "help."}),
    (11, {**KINGS, "kind": "literature", "says": "for",
          "source": "Signs of Safety: a mixed-methods systematic review (Sheehan and "
          "others, 2018)",
          "who_says": "CASCADE, Cardiff University",
          "sample": "38 publications",
          "day": FuzzyDate(date(2018, 11, 1), date(2018, 11, 30)), "link": "",
          "words": "Shared understanding of the danger and shared responsibility for "
          "it, through safety plans and networks, is the mechanism that the "
          "literature supports best."}),
    (20, {**WHAT_WORKS, "says": "against",
          "words": "Children in care were less likely to live with kin: 13 percentage "
          "points fewer than expected. The evaluators call this evidence moderate.",
          "notes": CHAIN}),
    (21, {**WHAT_WORKS, "says": "neither",
          "words": "No evidence of moderate or high strength of an effect on "
          "re-referral, or on what a re-referral led to.", "notes": CHAIN}),
    (21, {**TEN, "words": "Referred again within a year: 0.69 in 100 fewer than "
          "expected (-4.60 to +3.22). An effect of 3.76 could have been seen."}),
    (21, {**TEN, "words": "Plans for a child who had one before: 1.54 in 100 fewer "
          "than expected (-4.22 to +1.14). An effect of 3.27 could have been seen."}),
    (22, {**KINGS, "kind": "study", "says": "neither",
          "words": "No apparent effect on how many children were in need or in care: "
          "the pilots had fewer than similar authorities, and that did not change.",
          "notes": CHAIN}),
    (22, {**TEN, "words": "Applications for care: 0.08 of 10,000 children fewer than "
          "expected (-1.69 to +1.53). An effect of 2.57 could have been seen."}),
    (19, {**TEN, "words": "Children starting to be looked after: 1.29 of 10,000 fewer "
          "than expected (-5.11 to +2.52). An effect of 5.22 could have been seen."}),
    (23, {**WHAT_WORKS, "says": "neither",
          "words": "No evidence of moderate or high strength of an effect on how long "
          "assessments take.", "notes": CHAIN}),
    (24, {**KINGS, "kind": "survey", "says": "against",
          "sample": "Social workers of four pilots",
          "words": "No evidence that workers felt better or stayed longer; about half "
          "of those asked thought turnover a problem.", "notes": CHAIN}),
    (24, {**TEN, "words": "Social workers who left: 3.47 in 100 fewer than expected "
          "(-7.94 to +0.99). An effect of 4.91 could have been seen. Described, and "
          "by the protocol not judged."}),
)  # fmt: skip
RIVALS: Final = (
    (20, "The pilots may have found kin earlier, so that children who live with kin "
     "never came into care and are not counted."),
    (20, "What the nine had in common beside the approach: other projects, other "
     "budgets."),
    (21, "Another project, or another way of counting referrals, in the same years."),
)  # fmt: skip
STORY: Final = (
    "The theory says that kin come forward where a network is built. The best study "
    "there is found the opposite for children who were in care. It cannot say why: "
    "nobody recorded in which teams family finding was done, or when it began. Until "
    "that is seen, the claim stands as spoken against."
)


def load_learning(today: date) -> None:
    """Give the programme its theory, what was published about it and two cycles.

    Again changes nothing.
    """
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        if Evidence.objects.filter(programme__in=lead.programme_ids).exists():
            return
        theory.begin_theory(slug=PROGRAMME_SLUG, by=lead)
        for claim, said in FOUND:
            typed = evidence.EvidenceTyped(**said)
            evidence.add_evidence(
                slug=PROGRAMME_SLUG, claim=claim, typed=typed, by=lead
            )
        for claim, words in RIVALS:
            evidence.add_rival(slug=PROGRAMME_SLUG, claim=claim, words=words, by=lead)
        theory.tell_story(
            slug=PROGRAMME_SLUG, number=20, story=STORY, seen_version=0, by=lead
        )
        _ask(lead, today)
        _two_rounds(lead, today)


def _ask(lead: Viewer, today: date) -> None:
    learning.ask_question(
        slug=PROGRAMME_SLUG,
        words="Why were children in care less often with kin in the pilots?",
        typed=learning.QuestionTyped(
            state="looked_at",
            whose="Daniel Roth",
            by_when=today + timedelta(days=90),
        ),
        claim=20,
        by=lead,
    )


def _two_rounds(lead: Viewer, today: date) -> None:
    here = Authority.objects.get(slug="lincolnshire").pk
    learning.begin_cycle(
        slug=PROGRAMME_SLUG,
        typed=learning.CycleTyped(
            title="Family finding in the first week",
            planned="Two teams ask in the first week who the child is connected to.",
            start=today - timedelta(days=100),
            claim=20,
            question=1,
            measure="care.starting_rate",
            of_authority=here,
            is_made_up=True,
        ),
        by=lead,
    )
    for part, words in (
        ("done", "One team did it with each family, the other with every second."),
        ("seen", "More relatives were named; few of them had been told the worry."),
        ("learned", "Finding people is not yet telling them."),
        ("changed", "Nobody counts as found until they have heard the worry."),
    ):
        learning.write_part(
            slug=PROGRAMME_SLUG, number=1, part=part, words=words, seen_version=0,
            by=lead,
        )  # fmt: skip
    learning.begin_cycle(
        slug=PROGRAMME_SLUG,
        typed=learning.CycleTyped(
            title="Found and told",
            planned="The same two teams tell each person the worry within a month.",
            start=today + timedelta(days=14),
            claim=10,
            question=1,
            continues=1,
            of_authority=here,
            is_made_up=True,
        ),
        by=lead,
    )
