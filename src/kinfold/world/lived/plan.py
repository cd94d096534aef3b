"""The family's plan: seven rules of their own, agreed, accepted, lived by."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from kinfold.planning import actions
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform.tenancy import as_viewer
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.plan_written import PlanRuleDetails, ReadingDetails

# ruff: noqa: E501  (a rule's words are read across)
MILK: Final = "Leanne texts “milk”. Raj comes within twenty minutes and sits with them."
MILK_MENDED: Final = "Leanne texts “milk” to Raj and to Bea. Bea comes over with her key until Raj is there."
_IF_NOT: Final = "Ring Nan Jo, then the duty worker. 999 if anybody is hurt."


class Said(NamedTuple):
    """A rule as somebody said it. Several names stand in one string, by commas."""

    kind: str
    text: str
    when: str
    carriers: str
    author: str
    capacity: str
    backups: str = ""
    lines: str = ""
    child_part: str = ""
    known: str = ""


SAID: Final = {
    "fridays": Said("everyday_arrangement", "Friday 5 to Saturday 10 Amira and Kai sleep at Nan Jo's. Raj fetches them from club.", "Every Friday", "Nan Jo, Raj", "Nan Jo", "network", backups="Bea", lines="sober, three", child_part="Amira packs the red bag for both.", known="Nan Jo sends Leanne a photo of two full beds."),
    "milk": Said("trigger_response", MILK, "Dean has had a drink, or Leanne feels a row coming", "Leanne, Raj", "Leanne", "family", backups="Nan Jo", lines="sober", known="Raj writes one line in the journal."),
    "walk": Said("trigger_response", "Dean puts his shoes on and walks to his dad's. Grandad Manny lets him in, whatever the time.", "Dean's jaw goes tight and he starts to walk up and down", "Dean, Grandad Manny", "Dean", "family", backups="Raj", known="Grandad Manny texts Leanne “he is here”."),
    "knock": Said("network_check", "Bea knocks between 7 and 8, sees both children and has a cup of tea.", "Tuesdays and Fridays", "Bea", "Bea", "network", backups="Marta", lines="three"),
    "fish": Said("child_action", "When Amira moves her red fish to the window, Nan Jo takes her for a walk and asks.", "Any day", "Amira, Nan Jo", "Amira", "child", lines="told", child_part="Amira moves the fish. Nobody has to say anything."),
    "sunday": Said("contact_rule", "Auntie Ngozi rings Kai on her own phone, and asks for a joke and how the week was.", "Sundays at 4", "Auntie Ngozi", "Auntie Ngozi", "network", backups="Grandad Manny"),
    "hurt": Said("emergency", "Anybody who is hurt or afraid rings 999, then Nan Jo. Amira and Kai go to Bea's.", "Somebody is hurt or afraid", "Leanne, Bea", "Leanne", "family", backups="Nan Jo"),
}  # fmt: skip


def first_words(cast: Cast, key: str) -> PlanRuleDetails:
    """What somebody said they will do, at Nan Jo's table."""
    said = SAID[key]
    return PlanRuleDetails(
        kind=said.kind,
        text=said.text,
        when=said.when,
        carriers=tuple(map(cast.who, _names(said.carriers))),
        backups=tuple(map(cast.who, _names(said.backups))),
        child_part=said.child_part,
        how_known=said.known,
        if_not_working=_IF_NOT,
        danger_ids=(cast.drink, cast.anger),
        bottom_line_ids=tuple(cast.lines[line] for line in _names(said.lines)),
        author=cast.who(said.author),
        capacity=said.capacity,
    )


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def write_plan(cast: Cast) -> dict[str, UUID]:
    """Each rule as its author said it; whose actions the dangers are about."""
    rules = {}
    for key in SAID:
        written = actions.add_rule(
            family_id=cast.family_id, details=first_words(cast, key), by=cast.amina
        )
        rules[key] = written.pk
    actions.name_sources(
        family_id=cast.family_id,
        sources={cast.drink: [cast.who("Dean")], cast.anger: [cast.who("Dean")]},
        was="",
        by=cast.amina,
    )
    actions.rename(
        family_id=cast.family_id, title="Quiet Fridays", was="Our plan", by=cast.amina
    )
    return rules


def take_live(cast: Cast, *, days_ago: int, words: str, why_already: str = "") -> None:
    """Read it with everybody in it, agree, have Jude accept it, and live by it."""
    _read_with_all(cast, days_ago + 3)
    plan = actions.agree(
        family_id=cast.family_id,
        people=[cast.who(name) for name in ("Leanne", "Dean", "Nan Jo", "Raj", "Bea", "Grandad Manny")],
        agreed_on=cast.ago(days_ago + 2), words=words, by=cast.amina,
        read=standing_plan(cast.amina, cast.family_id).wordings,
    )  # fmt: skip
    with as_viewer(cast.jude):
        actions.answer_plan(
            family_id=cast.family_id, is_accepted=True, version=plan.version,
            words="This holds the children on a hard Friday, and it is theirs.",
            by=cast.jude,
        )  # fmt: skip
    live_from = cast.ago(days_ago)
    actions.go_live(
        family_id=cast.family_id, effective_from=live_from,
        review_on=live_from + timedelta(days=28), by=cast.amina,
        why_already=why_already,
    )  # fmt: skip


def _read_with_all(cast: Cast, days_ago: int) -> None:
    """Each was read what they are named in and has not heard in these words."""
    plan = standing_plan(cast.amina, cast.family_id)
    for who in plan.named:
        unread = [
            rule.id
            for rule in plan.rules
            if any(who.is_same_as(one) for one in rule.named)
            and not rule.is_read_with(who)
        ]
        if unread:
            read = ReadingDetails(who=who, read_on=cast.ago(days_ago), understood="yes")
            actions.read_through(
                family_id=cast.family_id, details=read, rule_ids=unread, by=cast.amina
            )
