"""Scales and ratings: R-SC1 to R-SC6, and case-specific anchors."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.facts import Capacity, ScaleFacts, Standards
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.scales import is_widely_spread, numbers
from kinfold_core.practice.words import word_lists


def _named_rater(facts: ScaleFacts, _: Standards) -> Noticed:
    for rating in facts.ratings:
        if not rating.rater.strip():
            yield (
                "A number without a person cannot be kept.",
                "rater",
                "Who said this? Give their name.",
            )


def _no_average(facts: ScaleFacts, _: Standards) -> Noticed:
    if facts.shown_average is not None:
        yield (
            "An average hides who sees it differently.",
            "ratings",
            "Show each person's number, how far apart they are and how they moved.",
        )


def _different_views(facts: ScaleFacts, standards: Standards) -> Noticed:
    given = numbers(facts.ratings)
    if is_widely_spread(given, standards.spread_limit):
        apart = max(given) - min(given)
        yield (
            f"Different views: {apart:g} points apart.",
            "ratings",
            "What does each person know or see that the other does not?",
        )


def _child_can_rate(facts: ScaleFacts, _: Standards) -> Noticed:
    for child in facts.children_not_rated:
        yield (
            f"{child} has not been asked yet.",
            "ratings",
            "The path of a Safety House or a line on the floor can be the scale.",
        )


def _never_changed(facts: ScaleFacts, _: Standards) -> Noticed:
    for rating in facts.ratings:
        if rating.is_changed_in_place:
            yield (
                f"{rating.rater}'s earlier number would be lost.",
                "ratings",
                "Add a new number; the earlier one stays with its date.",
            )


def _not_prefilled(facts: ScaleFacts, _: Standards) -> Noticed:
    for rating in facts.ratings:
        if rating.is_prefilled and rating.capacity is Capacity.PROFESSIONAL:
            yield (
                f"{rating.rater}'s number was filled in from last time.",
                "ratings",
                "Ask again: where would you put it today, and why?",
            )


def _own_anchors(facts: ScaleFacts, _: Standards) -> Noticed:
    if not facts.is_for_pair:
        return
    for where, text in (("anchor_0", facts.anchor_0), ("anchor_10", facts.anchor_10)):
        end = where.removeprefix("anchor_")
        bare = text.casefold().strip(" .")
        if not bare or bare in word_lists().GENERIC_ANCHORS:
            yield (
                f"{end} would mean the same for any family."
                if bare
                else f"It does not say what {end} means.",
                where,
                "What would we see in this family, about this worry?",
            )


RULES: Final[tuple[Rule[ScaleFacts], ...]] = (
    Rule("R-SC1", Level.BLOCK, "Every number has the name of who gave it.", "2.8", _named_rater),
    Rule("R-SC2", Level.BLOCK, "Every person's number is shown; never an average.", "2.8", _no_average),
    Rule("R-SC3", Level.HINT, "Numbers three or more apart are talked about.", "2.8", _different_views),
    Rule("R-SC4", Level.HINT, "Children are asked too, in their own way.", "2.8", _child_can_rate),
    Rule("R-SC5", Level.BLOCK, "A number is never changed; a newer one is added.", "2.8", _never_changed),
    Rule("R-SC6", Level.BLOCK, "A professional's number is never filled in from the last.", "2.8", _not_prefilled),
    Rule("R-SC7", Level.WARN, "The ends of a pair's scale describe this family.", "2.8", _own_anchors),
)  # fmt: skip
