"""Family Finding: R-FF1 to R-FF11. The later steps slip first, so most are of them."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core import phrases
from kinfold_core.findings import Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.family_finding.facts import FindingFacts
from kinfold_core.practice.rules.rule import Noticed, Rule

ONE_SIDED_FROM, SOURCES_LEAST, SOON, SLOW = 5, 3, 14, 30
"""People; sources; days until names should be reached and plans decided; until a
meeting, and until somebody says that they stay. Kinfold's own, to be set by use."""


def _is_over(days: int | None, limit: int) -> bool:
    return days is not None and days >= limit


def _safety_first(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.identified and not facts.is_screened:
        yield (
            "Nobody may be contacted: the safety screen is not complete.",
            "0",
            "Who must not be contacted, who agreed, and what does the child say?",
        )


def _both_sides(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.identified < ONE_SIDED_FROM:
        return
    for number, side in ((facts.maternal, "mother's"), (facts.paternal, "father's")):
        if not number:
            yield (
                f"Nobody on the {side} side is found.",
                "1",
                "Who knows that side, even if nobody speaks with them?",
            )


def _several_sources(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.days >= SOON and facts.sources < SOURCES_LEAST:
        yield (
            f"Names came from {facts.sources} of at least {SOURCES_LEAST} sources.",
            "1",
            f"What do the file, {facts.child}, each parent and the relatives know?",
        )


def _names_are_reached(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.identified and not facts.contacted and facts.days >= SOON:
        yield (
            f"{facts.identified} names, and nobody has been reached for yet.",
            "2",
            f"Who would be glad to hear of {facts.child}? Begin with them.",
        )


def _they_meet(facts: FindingFacts, _: Standards) -> Noticed:
    if not facts.meetings and _is_over(facts.days_engaged, SLOW):
        yield (
            f"Somebody said yes {facts.days_engaged} days ago, and nobody has met.",
            "3",
            "Which day, and whose kitchen? Food first.",
        )


def _several_plans(facts: FindingFacts, _: Standards) -> Noticed:
    if _is_over(facts.days_met, SOON) and facts.plans < facts.target_plans:
        yield (
            f"They met {facts.days_met} days ago, and there "
            f"{'is 1 plan' if facts.plans == 1 else f'are {facts.plans} plans'} of "
            f"{facts.target_plans}.",
            "3",
            "Plans fail, children do not. What if the first one cannot be?",
        )


def _decided_in_time(facts: FindingFacts, _: Standards) -> Noticed:
    if _is_over(facts.days_planned, SOON) and not facts.is_decided:
        yield (
            f"The newest plan is {facts.days_planned} days old, and nothing is decided.",
            "4",
            "Who decides, and on which day?",
        )


def _more_than_a_placement(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.is_decided and not facts.says_who_stays:
        yield (
            "The decision says where the child lives, and not who stays theirs.",
            "4",
            f"Who is there for {facts.child} at thirty? A place alone is not that.",
        )


def _promises_are_tested(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.is_decided and facts.rated < facts.offers:
        yield (
            f"{facts.offers - facts.rated} of {facts.offers} offers were not looked at.",
            "5",
            "Is it realistic? Has it been tried on a hard day?",
        )
    if facts.unowned:
        yield (
            f"{facts.unowned} of what is missing has no owner.",
            "5",
            "Who takes it on, by name?",
        )


def _they_stay(facts: FindingFacts, _: Standards) -> Noticed:
    if _is_over(facts.days_decided, SLOW) and not facts.lifetime:
        yield (
            f"Decided {facts.days_decided} days ago, and nobody has said that they "
            "stay for life.",
            "6",
            f"Who will {facts.child} ring in ten years, and have they been asked?",
        )
    for month, number in facts.late:
        people = "person was" if number == 1 else "people were"
        yield (
            f"{number} {people} not asked after {month} months.",
            "6",
            "Are they still there, and what would help them to stay?",
        )


def _the_child_steers(facts: FindingFacts, _: Standards) -> Noticed:
    if facts.wrongly:
        yield (
            f"{phrases.listed(facts.wrongly)} should stay for life, and the child or "
            "the safety check says otherwise.",
            "6",
            f"What does {facts.child} say today? Until then they are not asked again.",
        )


RULES: Final[tuple[Rule[FindingFacts], ...]] = (
    Rule("R-FF1", Level.BLOCK, "Nobody who was found is contacted before the safety screen is complete.", "5.2", _safety_first),
    Rule("R-FF2", Level.WARN, "People are found on both sides of the family.", "5.2", _both_sides),
    Rule("R-FF3", Level.HINT, "Names come from several sources.", "5.2", _several_sources),
    Rule("R-FF4", Level.WARN, "People who are found are reached for, soon.", "5.4", _names_are_reached),
    Rule("R-FF5", Level.WARN, "Those who want to be part of it meet, soon.", "5.4", _they_meet),
    Rule("R-FF6", Level.WARN, "A meeting leads to several plans.", "5.2", _several_plans),
    Rule("R-FF7", Level.WARN, "Plans lead to a decision, in time.", "5.4", _decided_in_time),
    Rule("R-FF8", Level.WARN, "A decision says who stays for the child, not only where they live.", "5.2", _more_than_a_placement),
    Rule("R-FF9", Level.WARN, "Every offer is looked at, and every gap has an owner.", "5.2", _promises_are_tested),
    Rule("R-FF10", Level.WARN, "Somebody stays for life, and is asked after 3, 6 and 12 months.", "5.2", _they_stay),
    Rule("R-FF11", Level.WARN, "Nobody the child said no to, or who is not safe, stays on as if nothing was said.", "5.3", _the_child_steers),
)  # fmt: skip
