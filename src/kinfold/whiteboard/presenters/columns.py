"""The columns of the whiteboard: what each says of a family, in a few words.

A cell says a word and a small mark for "there", "partly" and "none yet". It is never
a traffic light, and what is not there yet is calm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from kinfold.whiteboard.selectors import BoardRow
from kinfold.whiteboard.selectors.told import ScaleTold, Told
from kinfold_core.practice.expectations import Expectations

FULL, PART, NONE = "full", "part", "none"
FIRST, LAST = -1.0, 1e9
NEVER = "none yet"


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says. `order` sorts a column, what asks for attention first."""

    text: str
    mark: str
    order: float = FIRST


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column; `page` is the url name of what its cells open, `by` the expectation."""

    key: str
    label: str
    page: str
    say: Callable[[BoardRow, date], Said]
    by: str = ""


NOTHING = Said(NEVER, NONE)


def _few(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def ago(day: date, today: date) -> str:
    """ "today", "yesterday", "12 days ago"; longer ago in weeks."""
    days = (today - day).days
    if days < 2:
        return ("today", "yesterday")[max(days, 0)]
    return f"{days} days ago" if days < 28 else f"{days // 7} weeks ago"


def short(day: date, today: date) -> str:
    """ "4 Dec", with the year when it is another."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def count(row: BoardRow, what: str) -> int:
    return sum(one.number for one in row.told.get(what, ()))


def last(row: BoardRow, what: str) -> date | None:
    return max((one.day for one in row.told.get(what, ()) if one.day), default=None)


def _words(row: BoardRow, what: str) -> list[Told]:
    return list(row.told.get(what, ()))


def say_stage(row: BoardRow, today: date) -> Said:
    now = row.standing.now
    return Said(f"{now.code} {now.name}", FULL, float(now.number))


def say_harm(row: BoardRow, today: date) -> Said:
    harms, whole = count(row, "harm"), count(row, "harm_impact")
    if not harms:
        return NOTHING
    if not whole:
        return Said(f"{harms} named, not what it did", PART, 0.0)
    return Said(f"{_few(harms, 'harm')} named", FULL, float(harms))


def say_sets(row: BoardRow, today: date) -> Said:
    dangers, whole, shared = (count(row, one) for one in ("dangers", "whole", "shared"))
    if not dangers:
        return NOTHING
    order = shared / dangers
    if shared:
        return Said(
            f"{shared} of {dangers} shared", FULL if shared == dangers else PART, order
        )
    if whole:
        return Said(f"{whole} of {dangers} written, not shared", PART, 0.0)
    return Said(
        f"{_few(dangers, 'worry', 'worries')}, goal or scale missing", PART, 0.0
    )


def say_back(row: BoardRow, today: date) -> Said:
    people, day = count(row, "said_back"), last(row, "said_back")
    if not people or day is None:
        return NOTHING
    text = f"{_few(people, 'person', 'people')}, {short(day, today)}"
    return Said(text, FULL, float(people))


def say_scale(row: BoardRow, today: date, *, hoped: Expectations) -> Said:
    if not row.scales:
        return NOTHING
    day = max(one.last_on for one in row.scales)
    people = {name for one in row.scales for name in one.raters}
    apart = max(one.high - one.low for one in row.scales)
    parts = [ago(day, today), _few(len(people), "person", "people")]
    if len(people) > 1:
        parts.append(f"{apart:g} apart")
    moved = _trend(row.scales)
    if moved:
        parts.append(moved)
    is_ours_alone = not any(one.not_professional for one in row.scales)
    if is_ours_alone:
        parts.append("professionals only")
    is_long_ago = (today - day).days > hoped.scale_every * 7
    mark = PART if is_ours_alone or is_long_ago else FULL
    return Said(", ".join(parts), mark, -float((today - day).days))


def _trend(scales: tuple[ScaleTold, ...]) -> str:
    """How people's own numbers moved, never an average of them."""
    up, down = sum(one.up for one in scales), sum(one.down for one in scales)
    if up and down:
        return "some up, some down"
    return "going up" if up else "going down" if down else ""


def say_child(row: BoardRow, today: date, *, hoped: Expectations) -> Said:
    said = [last(row, "child"), *(scale.child_on for scale in row.scales)]
    day = max((one for one in said if one), default=None)
    if day is None:
        return NOTHING
    days = (today - day).days
    mark = PART if days > hoped.child_every * 7 else FULL
    return Said(ago(day, today), mark, -float(days))


STORY_SAID = {"idea": "an idea", "draft": "a draft", "agreed": "agreed"}


def say_story(row: BoardRow, today: date) -> Said:
    read = last(row, "read")
    if read:
        return Said(f"read {short(read, today)}", FULL, 3.0)
    states = {one.words for one in _words(row, "story")}
    for order, state in ((2.0, "agreed"), (1.0, "draft"), (0.0, "idea")):
        if state in states:
            return Said(STORY_SAID[state], PART, order)
    return NOTHING


def say_network(row: BoardRow, today: date) -> Said:
    people = count(row, "told")
    if not people:
        known = count(row, "members")
        if known:
            return Said(f"{_few(known, 'person', 'people')}, not told yet", PART, 0.0)
        return NOTHING
    sides = {one.words for one in _words(row, "told")}
    mother, father = sides & {"maternal", "both"}, sides & {"paternal", "both"}
    parts = [f"{_few(people, 'person', 'people')} told"]
    if mother and father:
        parts.append("both sides")
    elif mother or father:
        parts.append("mother's side" if mother else "father's side")
    mark = FULL if people > 1 and mother and father else PART
    return Said(", ".join(parts), mark, float(people))


def say_finding(row: BoardRow, today: date) -> Said:
    """People found, and who of them stays for life, after the looking too."""
    found, stays = count(row, "found"), count(row, "for_life")
    if not found:
        return NOTHING
    if not stays:
        return Said(f"{found} found, nobody for life yet", PART, 0.0)
    return Said(f"{found} found, {stays} for life", FULL, float(stays))


def say_met(row: BoardRow, today: date) -> Said:
    day = last(row, "met")
    return (
        NOTHING
        if day is None
        else Said(ago(day, today), FULL, -float((today - day).days))
    )


def say_road(row: BoardRow, today: date) -> Said:
    late = count(row, "ours_late")
    days = [one.day for one in _words(row, "next_step") if one.day]
    following = f"next {short(min(days), today)}" if days else ""
    if late:
        parts = [f"{late} of ours late", following]
        return Said(", ".join(part for part in parts if part), PART, -float(late))
    if following:
        return Said(following, FULL, float((min(days) - today).days))
    return Said(NEVER, NONE, LAST)


def say_lines(row: BoardRow, today: date) -> Said:
    lines, met = count(row, "lines"), count(row, "lines_met")
    if not lines:
        return NOTHING
    if lines == met:
        return Said(f"{lines} covered", FULL, 1.0)
    return Said(f"{met} of {lines} covered", PART, met / lines)


PLAN_SAID = {
    "draft": "being written",
    "agreed": "agreed by the network",
    "accepted": "accepted",
    "live": "live",
    "demonstrated": "shown to work",
    "long_haul": "for the long haul",
    "suspended": "suspended",
}
IN_FORCE = {"live", "demonstrated", "long_haul"}


def say_plan(row: BoardRow, today: date, *, hoped: Expectations) -> Said:
    plans = _words(row, "plan")
    if not plans:
        return NOTHING
    status = plans[0].words
    rules, own, tried = (count(row, one) for one in ("rules", "own_rules", "tried"))
    parts = [PLAN_SAID[status]]
    if rules:
        parts.append(f"{own} of {_few(rules, 'rule')} the family's own")
    if status in IN_FORCE and own:
        parts.append(f"{tried} tried in {_few(hoped.tried_within, 'day')}")
    is_whole = status in IN_FORCE and own * 2 > rules and tried == own
    order = list(PLAN_SAID).index(status) + (tried / own if own else 0.0)
    return Said(", ".join(parts), FULL if is_whole else PART, order)


def say_supervision(row: BoardRow, today: date, *, hoped: Expectations) -> Said:
    day = last(row, "supervised")
    if day is None:
        return NOTHING
    days = (today - day).days
    mark = PART if days > hoped.supervision_every * 7 else FULL
    return Said(ago(day, today), mark, -float(days))


@cache
def columns(hoped: Expectations) -> tuple[BoardColumn, ...]:
    """Every column in its order, with what an authority hopes for.

    What the family says of us has no room of its own yet: a line here and a query in
    `told` when it has.
    """
    return (
        BoardColumn("stage", "Where we are", "stages:stages", say_stage),
        BoardColumn("harm", "Harm named", "practice:map", say_harm,
                    f"by day {hoped.written_day}"),
        BoardColumn("sets", "Worry, goal and scale", "practice:map", say_sets,
                    f"shared by day {hoped.shared_day}"),
        BoardColumn("back", "Said back", "practice:map", say_back),
        BoardColumn("scale", "Scale", "practice:map",
                    partial(say_scale, hoped=hoped),
                    f"every {hoped.scale_every} weeks"),
        BoardColumn("child", "Child's own voice", "voice:story",
                    partial(say_child, hoped=hoped),
                    f"every {hoped.child_every} weeks"),
        BoardColumn("story", "Words and pictures", "voice:story", say_story,
                    f"agreed by week {hoped.story_weeks}"),
        BoardColumn("network", "Network", "networks:network", say_network,
                    f"met by day {hoped.network_day}"),
        BoardColumn("finding", "Family Finding", "family_finding:finding",
                    say_finding),
        BoardColumn("met", "Met to review", "monitoring:reviews", say_met),
        BoardColumn("road", "Road", "trajectory:road", say_road,
                    f"by week {hoped.road_weeks}"),
        BoardColumn("lines", "Bottom lines", "trajectory:bottom-lines", say_lines),
        BoardColumn("plan", "Plan", "planning:safety-plan",
                    partial(say_plan, hoped=hoped),
                    f"live by week {hoped.plan_weeks}"),
        BoardColumn("supervision", "Supervision", "supervision:family",
                    partial(say_supervision, hoped=hoped),
                    f"every {hoped.supervision_every} weeks"),
    )  # fmt: skip


COLUMNS = columns(Expectations())
BY_KEY: Mapping[str, BoardColumn] = {column.key: column for column in COLUMNS}
