"""The story from its first plan at the door to the Fridays it is at now."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.records.models import Family
from kinfold.world.lived import (
    answered,
    around,
    children,
    days,
    ecomap,
    heard,
    kin,
    lived_plan,
    met,
    plan,
    promised,
    road,
    sought,
    staying,
    supervised,
    visited,
)
from kinfold.world.lived.cast import Cast, gather


def live_through(authority_id: UUID, reference: str, today: date) -> bool:
    """Take the family of that reference through everything, all of it or nothing.

    Returns whether anything was written: a family that has a network has been there.
    """
    with as_authority(authority_id):
        family = Family.objects.get(authority_id=authority_id, reference=reference)
        cast = gather(family, today)
        if cast is None:
            return False
        with as_viewer(cast.amina):
            _live(cast)
    return True


def _live(cast: Cast) -> None:
    road.hold_today(cast)
    around.bring_in(cast)
    ecomap.stand_round(cast)
    answered.answer_first(cast)
    road.draw_lines(cast)
    road.walk(cast)
    rules = plan.write_plan(cast)
    plan.take_live(
        cast, days_ago=92, words="At Nan Jo's table, after pie.",
        why_already="All round the table do it already. Each is asked by link.",
    )  # fmt: skip
    children.tell_the_children(cast)
    road.see_lines_kept(cast)
    lived_plan.try_it(cast, rules)
    lived_plan.mend(cast, rules)
    plan.take_live(cast, days_ago=60, words="Bea said: “I am three metres away.”")
    answered.write_second(cast)
    lived_plan.live_on(cast, rules)
    promised.say_yes(cast, rules)
    children.climb(cast)
    kin.weigh_everybody(cast, rules)
    heard.listen(cast)
    supervised.think_together(cast)
    met.meet(cast)
    staying.stay(cast)
    staying.draw_circles(cast)
    staying.keep_the_hare(cast)
    visited.draw_in_the_kitchen(cast)
    sought.look_for_kai(cast)
    days.set_back(cast)
