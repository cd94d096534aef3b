"""What goes with the map: today's safety, the plan, the bottom lines, the road.

Our own words come from `our_words`; everything else stands as somebody wrote it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kinfold.copies.policy import ARTEFACTS, NONE, ForWhom, has_rule, may_all, refusals
from kinfold.copies.presenters.around import story_part, story_unheard, told_part
from kinfold.copies.presenters.shapes import Group, Line, Part, Parts, Thing
from kinfold.copies.selectors import Standing
from kinfold.platform.our_words import OurWords
from kinfold_core import phrases
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.immediate import (
    AgreementRow,
    ControlDetails,
    ImmediatePlanRow,
    first_the_family,
)
from kinfold_core.practice.plan_written import PlanRuleDetails
from kinfold_core.practice.road import BottomLineRow
from kinfold_core.practice.trajectory import OWNERS, MilestoneRow, Road, SlipRow

GROUPS = (
    ("plan_everyday", (RuleKind.EVERYDAY_ARRANGEMENT, RuleKind.CONTACT_RULE)),
    ("plan_hard", (RuleKind.TRIGGER_RESPONSE,)),
    ("plan_checks", (RuleKind.NETWORK_CHECK, RuleKind.CHILD_ACTION)),
    ("plan_emergency", (RuleKind.EMERGENCY,)),
    ("plan_services", (RuleKind.SERVICE_SUPPORT,)),
)
NAMES = {
    "now": "What keeps everybody safe right now",
    "plan": "The safety plan, as it is lived today",
    "lines": "The bottom lines",
    "road": "The road, with what we promised",
    "story": "Words and pictures, as it was read to them",
    "told": "Who knows what",
}
NOT_TOLD = frozenset({"not_asked", "not_safe"})


def parts_of(
    standing: Standing,
    our: OurWords,
    *,
    on_copy: Collection[UUID],
    readers: Iterable[ForWhom],
    today: date,
    meant: Collection[str] = NAMES,
    is_in_pictures: bool = False,
) -> Parts:
    """Each part there is; the story and who knows what only if they are `meant`.

    No query. What answers a danger that is not `on_copy` stays out, and all that the
    matrix keeps from any of the readers. A paper is not how anybody first hears of it.
    """
    chosen, found = tuple(readers), Parts()
    _now(found, standing.immediate, our, on_copy, chosen, today)
    _plan(found, standing, our, on_copy, chosen)
    _bottom_lines(found, standing.bottom_lines, our, on_copy, chosen, is_in_pictures)
    _road(found, standing.road, our, chosen, today, is_in_pictures)
    if (story := standing.story) and "story" in meant:
        unasked = story_unheard(story, chosen)
        if _may_have(found, "story", chosen, unasked=unasked):
            story_part(found, story, our)
    network = standing.network
    if network.here and "told" in meant and _may_have(found, "told", chosen):
        told_part(found, network, our, chosen)
    return found


def _now(
    found: Parts,
    plan: ImmediatePlanRow | None,
    our: OurWords,
    on_copy: Collection[UUID],
    readers: Sequence[ForWhom],
    today: date,
) -> None:
    if plan is None or not _may_have(
        found, "now", readers, unasked=_unasked(plan.agreements, readers)
    ):
        return
    on_it = [one for one in plan.controls if _is_on(on_copy, one.danger_id)]
    controls = [
        one for one in on_it if may_all(readers, ARTEFACTS["now"], people=(one.who,))
    ]
    out = len(plan.controls) - len(controls)
    _say_out(found, "now", len(plan.controls) - len(on_it))
    _say_apart(found, "now", len(on_it) - len(controls))
    if not controls:
        return
    ended = plan.has_run_out(today)
    until = our.say(
        "now_ran_out" if ended else "now_until", day=our.day(plan.expires_on)
    )
    things = tuple(_control(one, our) for one in first_the_family(tuple(controls)))
    # with something out, the occasion may be about just that
    lead = "" if out else plan.occasion
    groups = (Group("", things),)
    found.shown.append(Part("now", "shield", our["now_title"], lead, (until,), groups))


def _control(control: ControlDetails, our: OurWords) -> Thing:
    """Who does what, when. Why they can be relied on is between them and us."""
    return Thing(
        text=control.does,
        title=control.when,
        lines=_lines((our["rule_who"], control.who.name)),
    )


def _plan(
    found: Parts,
    standing: Standing,
    our: OurWords,
    on_copy: Collection[UUID],
    readers: Sequence[ForWhom],
) -> None:
    plan = standing.plan
    # for a child alone it is its own part: asked of each rule
    if plan is None or not _may_have(
        found, "plan", readers, is_theirs=True, is_for_child=True
    ):
        return
    on_it = [one for one in plan.rules if standing.worries_of(one) <= set(on_copy)]
    rules = [one for one in on_it if has_rule(readers, one)]
    _say_out(found, "plan", len(plan.rules) - len(on_it))
    _say_apart(found, "plan", len(on_it) - len(rules))
    if plan.replaced_today_by:
        only = Thing(plan.replaced_today_by, note=our["plan_paused"])
        groups: tuple[Group, ...] = (Group("", (only,)),)
    else:
        groups = _grouped(
            (our[key], [_rule(rule, our) for rule in rules if rule.kind in kinds])
            for key, kinds in GROUPS
        )
    if not groups:
        return
    days = (("plan_since", plan.effective_from), ("plan_review", plan.review_on))
    notes = tuple(our.say(key, day=our.day(day)) for key, day in days if day)
    found.shown.append(
        Part(
            "plan",
            "heart-handshake",
            our["plan_title"],
            plan.title,
            () if plan.replaced_today_by else notes,
            groups,
        )
    )


def _rule(rule: PlanRuleDetails, our: OurWords) -> Thing:
    return Thing(
        text=rule.text,
        title=rule.when,
        is_quote=rule.is_own_words,
        lines=_lines(
            (our["rule_who"], our.listed([who.name for who in rule.carriers])),
            (our["rule_backup"], our.listed([who.name for who in rule.backups])),
            (our["rule_child"], rule.child_part),
            (our["rule_often"], rule.how_often),
            (our["rule_known"], rule.how_known),
            (our["rule_not_working"], rule.if_not_working),
        ),
    )


def _bottom_lines(
    found: Parts,
    rows: Iterable[BottomLineRow],
    our: OurWords,
    on_copy: Collection[UUID],
    readers: Sequence[ForWhom],
    is_in_pictures: bool,
) -> None:
    standing = [row for row in rows if row.stands]
    if not standing or not _may_have(
        found, "lines", readers, is_for_child=is_in_pictures
    ):
        return
    told = [row for row in standing if row.explained_on]
    shown = [row for row in told if _is_on(on_copy, row.danger_id)]
    if untold := len(standing) - len(told):
        found.left_out.append(
            f"{NAMES['lines']}: {untold} that nobody has explained to them yet."
        )
    _say_out(found, "lines", len(told) - len(shown))
    theirs = [
        row
        for row in shown
        if may_all(
            readers,
            ARTEFACTS["lines"],
            people=(row.set_by,),
            is_for_child=is_in_pictures,
        )
    ]
    _say_apart(found, "lines", len(shown) - len(theirs))
    if theirs:
        things = tuple(_bottom_line(row, our) for row in theirs)
        groups = (Group("", things),)
        notes = (our["lines_lead"],)
        found.shown.append(Part("lines", "flag", our["lines_title"], "", notes, groups))


def _bottom_line(row: BottomLineRow, our: OurWords) -> Thing:
    is_seen = row.state == "demonstrated"
    return Thing(
        text=row.text,
        lines=_lines((our["line_why"], row.why), (our["line_set_by"], row.set_by.name)),
        note=our.say("line_seen", day=our.day(row.state_on)) if is_seen else "",
    )


def _road(
    found: Parts,
    road: Road,
    our: OurWords,
    readers: Sequence[ForWhom],
    today: date,
    is_in_pictures: bool,
) -> None:
    if not (road.closure or road.standing) or not _may_have(
        found,
        "road",
        readers,
        unasked=_unasked(road.agreements, readers),
        is_for_child=is_in_pictures,
    ):
        return
    standing = [
        one
        for one in road.standing
        if may_all(
            readers,
            ARTEFACTS["road"],
            people=(one.owner,),
            is_for_child=is_in_pictures,
        )
    ]
    _say_apart(found, "road", len(road.standing) - len(standing))
    steps = [one for one in standing if one.kind == "step"]
    law = [one for one in standing if one.kind != "step"]
    ours_first = [
        (our[f"road_{owner}"], [s for s in steps if s.owner_kind == owner])
        for owner in OWNERS
    ]
    closure = [Thing(road.closure)] if road.closure else []
    groups = _grouped(
        [
            *(
                (title, [_step(one, our, today) for one in rows])
                for title, rows in [*ours_first, (our["road_law"], law)]
            ),
            (our["road_closure"], closure),
        ]
    )
    if groups:
        part = Part("road", "route", our["road_title"], "", (), groups)
        found.shown.append(part)


def _step(step: MilestoneRow, our: OurWords, today: date) -> Thing:
    done = step.achieved_on
    is_late = step.owner_kind == "agency" and step.is_overdue(today)
    return Thing(
        text=step.what,
        lines=(
            *_lines((our["rule_who"], step.owner.name)),
            Line(
                our["step_done" if done else "step_by"],
                our.day(done or step.target_on),
                is_ours=True,
            ),
            *_lines((our["step_seen"], step.evidence)),
            *(_moved(slip, our) for slip in step.slips),
        ),
        note=our["step_late"] if is_late else "",
    )


def _moved(slip: SlipRow, our: OurWords) -> Line:
    before, after = our.day(slip.from_on), our.day(slip.to_on)
    return Line(our.say("step_moved", before=before, after=after), slip.reason)


def _may_have(
    found: Parts,
    key: str,
    readers: Sequence[ForWhom],
    *,
    unasked: Mapping[str, str] = NONE,
    **facts: Any,
) -> bool:
    """Whether all these readers may have a part; if not, says who may not and why."""
    kept = refusals(readers, ARTEFACTS[key], unasked=unasked, **facts)
    for reason in dict.fromkeys(one.reason for one in kept):
        names = phrases.listed([one.name for one in kept if one.reason == reason])
        found.left_out.append(
            f"{NAMES[key]}: not for {names}. {reason}. "
            "If others may have it, make each a copy of their own."
        )
    return not kept


def _unasked(
    agreements: Iterable[AgreementRow], readers: Iterable[ForWhom]
) -> dict[str, str]:
    """Who of these was not asked about it, or could not be asked safely."""
    said = [one for one in agreements if one.answer in NOT_TOLD]
    return {one.name: "" for one in readers if any(_is_by(row, one) for row in said)}


def _is_by(said: AgreementRow, reader: ForWhom) -> bool:
    if said.person_id:
        return said.person_id == reader.person_id
    return said.name.casefold() == reader.name.casefold()


def _is_on(on_copy: Collection[UUID], danger_id: UUID | None) -> bool:
    return danger_id is None or danger_id in on_copy


def _say_out(found: Parts, key: str, count: int) -> None:
    if count:
        found.left_out.append(
            f"{NAMES[key]}: {count} that {'answers' if count == 1 else 'answer'} a "
            "worry which is not on this copy."
        )


def _say_apart(found: Parts, key: str, count: int) -> None:
    if count:
        found.left_out.append(
            f"{NAMES[key]}: {count} that {'is' if count == 1 else 'are'} not for all "
            "of those whom this copy is for."
        )


def say_private(count: int) -> tuple[str, ...]:
    """For the worker: what says where somebody lives, which not all may know."""
    if not count:
        return ()
    return (
        f"{count} {'thing that says' if count == 1 else 'things that say'} where "
        "somebody lives or how they are reached, which is not for all who may read "
        "this. Write it without, and it is on the copy again.",
    )


def _grouped(groups: Iterable[tuple[str, Sequence[Thing]]]) -> tuple[Group, ...]:
    return tuple(Group(title, tuple(things)) for title, things in groups if things)


def _lines(*pairs: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(Line(label, words) for label, words in pairs if words)
