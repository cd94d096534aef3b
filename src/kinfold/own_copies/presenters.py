"""What one person of the network carries, for their own hands.

Only what answers a worry that they have heard (I3), and only their own part of it: the
worry itself, the map and other people's rules stay where they are. It has the shape of
the family's copy, so page and paper are drawn by the same hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from kinfold.commitments.presenters.asked import asked_words
from kinfold.copies.policy import Between, ForWhom, may_all
from kinfold.copies.presenters.family_copy import (
    HEADED,
    FamilyCopy,
    Wish,
    family_copy,
    on_copy,
)
from kinfold.copies.presenters.parts import parts_of
from kinfold.copies.presenters.shapes import Group, Line, Part, Thing
from kinfold.copies.selectors import Standing
from kinfold.platform.our_words import OurWords
from kinfold.practice.selectors.members import Ground
from kinfold_core.access import Artefact, Audience
from kinfold_core.practice.commitments import CommitmentRow, unheard
from kinfold_core.practice.immediate import ControlDetails
from kinfold_core.practice.living_map import LivingMap
from kinfold_core.practice.network import NetworkPerson
from kinfold_core.practice.plan_written import PlanRuleDetails, Who

ALSO: Final = {
    "worry": "Each worry they have heard, with its goal and its scale",
    "story": "The words and pictures, which they have seen",
}
NOTHING_DECIDED: Final[Mapping[UUID, Between]] = {}


@dataclass(frozen=True, slots=True)
class MemberCopy:
    """Somebody's own copy, and what stays out of it, for the worker alone."""

    copy: FamilyCopy
    left_out: tuple[str, ...]


def whom_of(person: NetworkPerson, between: Mapping[UUID, Between]) -> ForWhom:
    """Somebody of the network, as the matrix knows them."""
    return ForWhom(
        person.name, Audience.NETWORK, person.who.person_id, person.level,
        between=between,
    )  # fmt: skip


def told_too(
    ground: Ground,
    standing: Standing,
    living: LivingMap,
    whom: ForWhom,
    our: OurWords,
    *,
    heard: Mapping[UUID, int],
    now: datetime,
) -> FamilyCopy:
    """What may go with their part, because they know it: the worries as they heard
    them, and the story. Nothing for whoever is kept apart from somebody: a name in a
    sentence is not searched for. No query."""
    as_heard = [
        one
        for one in living.dangers
        if heard.get(one.id) == one.version and not whom.is_kept_apart
    ]
    theirs = replace(living, entries=(), dangers=tuple(as_heard))
    parts = parts_of(
        standing, our, on_copy=on_copy(theirs, (whom,)), readers=(whom,),
        today=localdate(now), meant=("story",),
    )  # fmt: skip
    story = [part for part in parts.shown if part.key == "story"]
    return family_copy(
        ground, theirs, readers=(), now=now, our=our, parts=story, whom=(whom,)
    )


def offered_too(told: FamilyCopy) -> list[tuple[str, str]]:
    """What of it there is, to choose from."""
    there = {"worry": told.worries, "story": told.parts}
    return [(key, words) for key, words in ALSO.items() if there[key]]


def with_told(copy: FamilyCopy, told: FamilyCopy, also: Collection[str]) -> FamilyCopy:
    """Their part, and what was chosen to go with it.

    A worry as they heard it: why we believe it, and how the family or the children say
    it, stands on the family's copy alone.
    """
    if "worry" in also:
        copy = replace(
            copy, worries=tuple(replace(one, lines=()) for one in told.worries),
            wishes=tuple(map(_for_others, told.wishes)),
            scales=told.scales, headings=told.headings,
        )  # fmt: skip
    return replace(copy, parts=(*copy.parts, *told.parts)) if "story" in also else copy


def _for_others(wish: Wish) -> Wish:
    """The family's own goal without "what you want", which speaks to the family, and
    without what a child hopes: that reaches others by the child's own paper alone. Who
    is to confirm it was not asked whether others may have their name."""
    both = (wish.we_need, wish.family_wants)
    said = "\n".join(filter(None, both))
    return replace(wish, we_need=said, family_wants="", children_hope="", lines=())


def member_copy(
    ground: Ground,
    person: NetworkPerson,
    standing: Standing,
    our: OurWords,
    *,
    today: date,
    phone: str = "",
    commitments: Iterable[CommitmentRow] = (),
    between: Mapping[UUID, Between] = NOTHING_DECIDED,
) -> MemberCopy:
    """What this person does and stands in for, as it holds today. No query.

    `between`: what was decided between them and others, by the other's key.
    """
    me = Who(name=person.name, member_id=person.id, person_id=person.who.person_id)
    # asked of each piece: only what is theirs is here
    whom = replace(whom_of(person, between), is_at_home=True)
    parts: list[Part] = []
    left_out: list[str] = []
    if not person.counts:
        left_out.append(
            f"{person.name} has not heard the worry. Tell them first, with the "
            "family's agreement: a paper is not how anybody hears of it."
        )
    else:
        plan = standing.plan
        rules = (plan.rules or plan.paused_rules) if plan else ()
        mine = [
            rule for rule in rules if _is_named(me, (*rule.carriers, *rule.backups))
        ]
        heard = [one for one in mine if standing.worries_of(one) <= person.heard.keys()]
        theirs = [one for one in heard if _is_for(whom, me, one)]
        parts += _now(standing, me, whom, person.heard, our, today, left_out)
        parts += _plan(standing, me, theirs, our)
        parts += _said_yes(person, commitments, our, today)
        _say_out(left_out, person.name, len(mine) - len(heard))
        if apart := len(heard) - len(theirs):
            left_out.append(
                f"{apart} with somebody who is kept apart from {person.name}."
            )
    copy = _copy(ground, person.name, our, today)
    return MemberCopy(replace(copy, parts=tuple(parts), phone=phone), tuple(left_out))


def _copy(ground: Ground, name: str, our: OurWords, today: date) -> FamilyCopy:
    """A copy of nothing yet, in the shape of the family's."""
    known = ground.family.__dict__
    return FamilyCopy(
        title=name,
        family="",
        everybody=(),
        made_on=our.date(today),
        version=0,
        is_draft=False,
        is_made_up=ground.family.is_synthetic,
        happened=(), worries=(), harder=(), kept_safe=(), good=(), wishes=(), steps=(),
        scales=(),
        worker=known.get("worker_name") or "",
        team=known.get("team_name") or "",
        is_over=ground.family.is_closed,
        languages=(),
        headings=dict.fromkeys(HEADED, ""),
        our=our,
        lead=our["member_lead"],
        written=our.say("member_written", day=our.date(today)),
    )  # fmt: skip


def _is_for(whom: ForWhom, me: Who, rule: PlanRuleDetails) -> bool:
    """Whether a rule of theirs, whose worry they have heard, is for them."""
    people = [one for one in (*rule.carriers, *rule.backups) if not one.is_same_as(me)]
    return may_all((whom,), Artefact.SAFETY_PLAN, people=people, is_theirs=True)


def _is_named(me: Who, people: Iterable[Who]) -> bool:
    return any(me.is_same_as(one) for one in people)


def _plan(
    standing: Standing, me: Who, rules: Iterable[PlanRuleDetails], our: OurWords
) -> list[Part]:
    plan = standing.plan
    rules = tuple(rules)
    if plan is None or not rules:
        return []
    if plan.replaced_today_by:
        # what holds instead may be about what they have not been told
        return [Part("plan", "heart-handshake", our["plan_title"], "",
                     (our["member_paused"],), ())]  # fmt: skip
    carried = [rule for rule in rules if _is_named(me, rule.carriers)]
    stood_in = [rule for rule in rules if not _is_named(me, rule.carriers)]
    groups = tuple(
        Group(our[key], tuple(_rule(rule, me, our) for rule in mine))
        for key, mine in (("member_does", carried), ("member_stands_in", stood_in))
        if mine
    )
    days = (("plan_since", plan.effective_from), ("plan_review", plan.review_on))
    notes = tuple(our.say(key, day=our.day(day)) for key, day in days if day)
    return [Part("plan", "heart-handshake", our["plan_title"], "", notes, groups)]


def _rule(rule: PlanRuleDetails, me: Who, our: OurWords) -> Thing:
    is_mine = _is_named(me, rule.carriers)
    others = [one.name for one in rule.carriers if not one.is_same_as(me)]
    backups = [one.name for one in rule.backups if not one.is_same_as(me)]
    pairs = (
        (our["member_with" if is_mine else "member_for"], our.listed(others)),
        (our["rule_backup"], our.listed(backups)),
        (our["rule_often"], rule.how_often),
        (our["rule_known"], rule.how_known),
        (our["rule_not_working"], rule.if_not_working),
    )
    return Thing(
        rule.text,
        title=rule.when,
        is_quote=rule.is_own_words,
        lines=tuple(Line(label, words) for label, words in pairs if words),
    )


def _said_yes(
    person: NetworkPerson, rows: Iterable[CommitmentRow], our: OurWords, today: date
) -> list[Part]:
    """What they said yes to themselves, about worries they have heard."""
    mine = [
        row
        for row in rows
        if row.is_on(today)
        and row.has_yes_of(person.id)
        and not unheard(row, person.heard)
    ]
    if not mine:
        return []
    groups = tuple(
        Group(our[key], tuple(_commitment(row, person.id, our) for row in those))
        for key, those in (
            ("member_does", [row for row in mine if row.member_id == person.id]),
            ("member_stands_in", [row for row in mine if row.member_id != person.id]),
        )
        if those
    )
    return [Part("said", "heart-handshake", our["member_said_yes"], "", (), groups)]


def _commitment(row: CommitmentRow, member_id: UUID, our: OurWords) -> Thing:
    asked = asked_words(row, member_id, our)
    is_mine = member_id == row.member_id
    other = row.backup_name if is_mine else row.member_name
    pairs = (*asked.lines, (our["rule_backup" if is_mine else "member_for"], other))
    return Thing(
        row.does,
        is_quote=True,
        lines=tuple(Line(label, words) for label, words in pairs if words),
    )


def _now(
    standing: Standing,
    me: Who,
    whom: ForWhom,
    heard: Collection[UUID],
    our: OurWords,
    today: date,
    left_out: list[str],
) -> list[Part]:
    plan = standing.immediate
    if plan is None:
        return []
    mine = [one for one in plan.controls if me.is_same_as(_who(one))]
    told = [one for one in mine if one.danger_id is None or one.danger_id in heard]
    _say_out(left_out, me.name, len(mine) - len(told))
    if not told or not may_all((whom,), Artefact.TODAYS_SAFETY, is_theirs=True):
        return []
    key = "now_ran_out" if plan.has_run_out(today) else "now_until"
    until = our.say(key, day=our.day(plan.expires_on))
    things = tuple(Thing(one.does, title=one.when) for one in told)
    group = Group(our["member_does"], things)
    return [Part("now", "shield", our["now_title"], "", (until,), (group,))]


def _who(control: ControlDetails) -> Who:
    return Who(
        name=control.who.name,
        person_id=control.who.person_id,
        worker_id=control.who.worker_id,
    )


def _say_out(left_out: list[str], name: str, count: int) -> None:
    if count:
        left_out.append(
            f"{count} that {'answers' if count == 1 else 'answer'} a worry which "
            f"{name} has not heard."
        )
