"""Around a made-up map: who was told, a bottom line, a plan, what was tried, a story.

Of the maps that were shared some have all of it, done well. Of those written in a hurry
some have what families in a hurry get: a plan of services, and nobody told.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import models

from kinfold.monitoring.models import PlanCheck
from kinfold.networks.models import HeardStatement, InformedStep, NetworkMember
from kinfold.planning.models import (
    PlanRule,
    PlanRuleRevision,
    PlanStep,
    PlanVersion,
    RuleBottomLine,
    RuleDanger,
    RuleReading,
    RuleWho,
    SafetyPlan,
)
from kinfold.practice.as_written import as_json
from kinfold.trajectory.models import (
    BottomLineChange,
    CaseBottomLine,
    ImmediateControl,
    ImmediatePlan,
    Milestone,
    Trajectory,
)
from kinfold.vocabulary.reading import reading_age
from kinfold.voice.models import Frame, Story, StoryChild
from kinfold.world.drafts import FamilyDraft, MapDraft, PersonDraft
from kinfold.world.rows_people import Written
from kinfold.world.sheets import Ids, Sheets, at_ten
from kinfold.world.told import frames_for, rules_of
from kinfold_core.practice.network import Level
from kinfold_core.practice.plan_written import PlanRuleDetails, Who

DONE_WELL_SHARE: Final = 0.6
HURRIED_PLAN_SHARE: Final = 0.6
STORY_SHARE: Final = 0.5
TODAY_SHARE: Final = 0.12
HELPERS_MOST: Final = 4
LIVE_AFTER: Final = 21
LINE: Final = (
    "At least two grown-ups who know the whole worry have agreed to help, and one of "
    "them can come the same evening."
)
_age = lru_cache(maxsize=20_000)(reading_age)


def add_plan(
    sheets: Sheets,
    ids: Ids,
    draft: FamilyDraft,
    written: Written,
    dangers: list[UUID],
    *,
    seed: int,
    today: date,
) -> date | None:
    """What came of the family's map, if anything did: chance says, from the seed.

    Returns since when the family lives by a plan.
    """
    rng = Random(f"{seed}:{draft.number}:plan")  # noqa: S311  not a secret
    helpers = [one for one in draft.people if one.part == "network" and one.given]
    children = [one for one in draft.people if one.part == "child"]
    if draft.map is None or not helpers or not children:
        return None
    rows = PlanRows(sheets, ids, draft, written, today)
    if draft.map.is_hurried:
        if rng.random() < HURRIED_PLAN_SHARE:
            rows.hurried(helpers[0], children[0], dangers)
    elif draft.map.shared_on and rng.random() < DONE_WELL_SHARE:
        rows.done_well(rng, helpers[:HELPERS_MOST], children, dangers)
    return rows.lived_from


class PlanRows:
    """Puts what came of one family's map on the sheets."""

    def __init__(
        self,
        sheets: Sheets,
        ids: Ids,
        draft: FamilyDraft,
        written: Written,
        today: date,
    ) -> None:
        if draft.map is None:
            raise ValueError(f"{draft.reference} has no map")
        self._sheets, self._ids, self._draft, self._written = (
            sheets,
            ids,
            draft,
            written,
        )
        self._map: MapDraft = draft.map
        self._begun = self._map.shared_on or self._map.started_on
        self._last = draft.closed_on or today
        self._carer = next(one for one in draft.people if one.part == "adult")
        self._members: dict[int, UUID] = {}
        self.lived_from: date | None = None

    def hurried(
        self, helper: PersonDraft, child: PersonDraft, dangers: list[UUID]
    ) -> None:
        """Things to go to, and a grandmother whom nobody has told why."""
        self._member(helper)
        carer = self._carer.called
        plan_id = self._plan("draft", None)
        for place, text in enumerate(
            (
                f"{carer} goes to the family centre on Tuesdays.",
                f"{carer} sees the doctor about sleep.",
                f"Family to support {child.called}.",
            ),
            start=1,
        ):
            said = PlanRuleDetails(
                kind="service_support", text=text, danger_ids=tuple(dangers),
                author=self._who(self._carer), capacity="family",
            )  # fmt: skip
            self._rule(plan_id, place, said)

    def done_well(
        self,
        rng: Random,
        helpers: list[PersonDraft],
        children: list[PersonDraft],
        dangers: list[UUID],
    ) -> None:
        """People who know, a line, a road, a plan of their own; for some, a story."""
        for helper in helpers:
            member_id = self._member(helper)
            self._told(member_id, rng.choice((Level.HEARD, Level.PLAN)), dangers)
        line_id = self._line()
        self._road(helpers[0])
        is_live = (self._last - self._begun).days >= LIVE_AFTER
        plan_id = self._plan("live" if is_live else "draft", self._day(LIVE_AFTER))
        carer, near, other = map(self._who, (self._carer, helpers[0], helpers[-1]))
        said_by_them = rules_of(
            rng, carer, near, other, children[0].called, tuple(dangers), (line_id,)
        )
        rules = [
            (self._rule(plan_id, place, said), said)
            for place, said in enumerate(said_by_them, start=1)
        ]
        if is_live:
            self.lived_from = self._day(LIVE_AFTER)
            self._go_live(plan_id, rules)
            self._tried(rng, rules[0][0], helpers[0])
        if rng.random() < STORY_SHARE:
            self._story(rng, children, helpers[0])
        if rng.random() < TODAY_SHARE and self._draft.closed_on is None:
            self._today(helpers[0], dangers[0])

    def _add(self, model: type[models.Model], **values: Any) -> UUID:
        row_id = self._ids.next()
        authority_id = self._written.authority_id
        self._sheets.add(model, id=row_id, authority_id=authority_id, **values)
        return row_id

    def _day(self, days: int) -> date:
        return min(self._last, self._begun + timedelta(days=days))

    def _recorded(self, day: date) -> dict[str, Any]:
        return {"recorded_by_id": self._written.worker_id, "recorded_at": at_ten(day)}

    def _changed(self, day: date) -> dict[str, Any]:
        return {"changed_by_id": self._written.worker_id, "changed_at": at_ten(day)}

    def _person(self, person: PersonDraft) -> UUID:
        return self._written.people[person.key]

    def _who(self, person: PersonDraft) -> Who:
        return Who(
            name=person.called,
            person_id=self._person(person),
            member_id=self._members.get(person.key),
        )

    def _member(self, helper: PersonDraft) -> UUID:
        ties = {(tie.person, tie.side) for tie in self._draft.ties if tie.side}
        side = next((side for key, side in ties if key == helper.key), "")
        member_id = self._members[helper.key] = self._add(
            NetworkMember,
            family_id=self._written.family_id,
            person_id=self._person(helper),
            name=helper.called,
            side=side,
            roles=["safety"],
            started_on=self._begun,
            entered_by_id=self._written.worker_id,
            entered_at=at_ten(self._begun),
        )
        return member_id

    def _told(self, member_id: UUID, level: Level, dangers: list[UUID]) -> None:
        told_on = self._day(3)
        step_id = self._add(
            InformedStep, member_id=member_id, level=int(level), told_on=told_on,
            how="together", told_by_worker_id=self._written.worker_id,
            told_by_name=self._draft.worker_name,
            permission=f"{self._carer.called} asked us to tell them",
            **self._recorded(told_on),
        )  # fmt: skip
        for danger_id in dangers:
            self._add(
                HeardStatement, step_id=step_id, danger_id=danger_id, danger_version=1
            )

    def _line(self) -> UUID:
        day = self._day(5)
        words: dict[str, Any] = {
            "text": LINE, "why": "One person alone gets tired.", "set_as": "worker",
            "force": "advice", "set_by_name": self._draft.worker_name,
        }  # fmt: skip
        line_id = self._add(
            CaseBottomLine, family_id=self._written.family_id, position=1,
            set_by_worker_id=self._written.worker_id, set_on=day, state="explained",
            state_on=day, explained_on=day, explained_to=self._carer.called,
            **words, **self._changed(day),
        )  # fmt: skip
        self._add(
            BottomLineChange, bottom_line_id=line_id, version=1, change="written",
            words=words | {"set_by": self._draft.worker_name, "set_on": str(day)},
            **self._changed(day),
        )  # fmt: skip
        return line_id

    def _road(self, helper: PersonDraft) -> None:
        day = self._day(5)
        road_id = self._add(
            Trajectory, family_id=self._written.family_id, **self._changed(day),
            closure=f"When it gets hard, {helper.called} or somebody else they love is "
            "there, and the children know whom to ring.",
        )  # fmt: skip
        for what, days, kind, person in (
            ("Everybody who helps has heard the whole worry.", 14, "agency", None),
            ("The plan was tried on a hard day.", 45, "family", self._carer),
            ("We say together that we can leave.", 120, "network", helper),
        ):
            target_on = self._begun + timedelta(days=days)
            is_done = kind == "agency" and target_on <= self._last
            self._add(
                Milestone, trajectory_id=road_id, what=what, owner_kind=kind,
                owner_name=person.called if person else self._draft.worker_name,
                owner_person_id=self._person(person) if person else None,
                owner_worker_id=None if person else self._written.worker_id,
                target_on=target_on,
                achieved_on=target_on if is_done else None,
                written_at=at_ten(day), **self._changed(day),
            )  # fmt: skip

    def _plan(self, status: str, live_from: date | None) -> UUID:
        is_live = status == "live"
        plan_id = self._add(
            SafetyPlan, family_id=self._written.family_id, title="Our plan",
            status=status, live_version=1 if is_live else None,
            effective_from=live_from if is_live else None,
            review_on=live_from + timedelta(days=42) if is_live and live_from else None,
            begun_by_id=self._written.worker_id, begun_at=at_ten(self._day(7)),
        )  # fmt: skip
        self._step(plan_id, "begun", 7)
        return plan_id

    def _step(self, plan_id: UUID, step: str, days: int, *people: str) -> None:
        day = self._day(days)
        self._add(
            PlanStep, plan_id=plan_id, version=1, step=step, taken_on=day,
            people=list(people), **self._recorded(day),
        )  # fmt: skip

    def _rule(self, plan_id: UUID, place: int, said: PlanRuleDetails) -> UUID:
        day = self._day(8)
        rule_id = self._add(
            PlanRule, plan_id=plan_id, kind=said.kind, text=said.text, when=said.when,
            author_name=said.author.name, author_person_id=said.author.person_id,
            author_member_id=said.author.member_id, author_capacity=said.capacity,
            reading_age=_age(said.text), position=place,
            entered_by_id=self._written.worker_id, entered_at=at_ten(day),
            **self._changed(day),
        )  # fmt: skip
        self._add(
            PlanRuleRevision, rule_id=rule_id, version=1, change="written",
            plan_version=1, words=as_json(said), author_name=said.author.name,
            **self._changed(day),
        )  # fmt: skip
        for part, people in (("carries", said.carriers), ("backup", said.backups)):
            for position, who in enumerate(people):
                self._add(
                    RuleWho, rule_id=rule_id, part=part, name=who.name,
                    person_id=who.person_id, member_id=who.member_id, position=position,
                )  # fmt: skip
        for danger_id in said.danger_ids:
            self._add(RuleDanger, rule_id=rule_id, danger_id=danger_id)
        for line_id in said.bottom_line_ids:
            self._add(RuleBottomLine, rule_id=rule_id, bottom_line_id=line_id)
        return rule_id

    def _go_live(
        self, plan_id: UUID, rules: list[tuple[UUID, PlanRuleDetails]]
    ) -> None:
        day = self._day(LIVE_AFTER)
        for rule_id, said in rules:
            for who in (*said.carriers, *said.backups):
                self._add(
                    RuleReading, rule_id=rule_id, rule_version=1, name=who.name,
                    person_id=who.person_id, member_id=who.member_id, read_on=day,
                    understood="yes", **self._recorded(day),
                )  # fmt: skip
        named = {who.name for _, said in rules for who in said.carriers}
        self._step(plan_id, "agreed", 15, *sorted(named))
        self._step(plan_id, "accepted", 18)
        self._step(plan_id, "live", LIVE_AFTER)
        self._add(
            PlanVersion, plan_id=plan_id, version=1, effective_from=day,
            words=[
                {"id": str(key), "version": 1} | as_json(said) for key, said in rules
            ],
            **self._recorded(day),
        )  # fmt: skip

    def _tried(self, rng: Random, rule_id: UUID, helper: PersonDraft) -> None:
        """The rule for the hard moment: practised, then used, now and then in vain."""
        who = self._who(helper)
        for days in range(LIVE_AFTER + 6, (self._last - self._begun).days, 38):
            is_first = days == LIVE_AFTER + 6
            worked = "yes" if is_first else rng.choice(("yes", "yes", "partly", "no"))
            happened = {
                "yes": f"{helper.called} came within half an hour, and stayed.",
                "partly": f"{helper.called} came late, after ringing first.",
                "no": f"{helper.called} did not see the text until the morning.",
            }[worked]
            day = self._day(days)
            self._add(
                PlanCheck, family_id=self._written.family_id, rule_id=rule_id,
                rule_version=1, kind="rehearsal" if is_first else "used_for_real",
                checked_on=day, what_happened=happened, worked=worked, name=who.name,
                person_id=who.person_id, member_id=who.member_id, **self._recorded(day),
            )  # fmt: skip

    def _story(
        self, rng: Random, children: list[PersonDraft], helper: PersonDraft
    ) -> None:
        day = self._day(12)
        worker = self._draft.worker_name.split()[0]
        story_id = self._add(
            Story, family_id=self._written.family_id, purpose="worries", state="draft",
            title=f"Why {worker} comes to see us",
            started_by_id=self._written.worker_id, started_at=at_ten(day),
        )  # fmt: skip
        for place, child in enumerate(children):
            self._add(
                StoryChild, story_id=story_id, child_id=self._person(child),
                called=child.called, position=place,
            )  # fmt: skip
        told = frames_for(
            rng, [child.called for child in children], self._carer.called,
            helper.called, worker,
        )  # fmt: skip
        for place, frame in enumerate(told):
            self._add(
                Frame, story_id=story_id, position=place,
                reading_age=_age(frame["words"]),
                **frame, **self._changed(day),
            )  # fmt: skip

    def _today(self, helper: PersonDraft, danger_id: UUID) -> None:
        plan_id = self._add(
            ImmediatePlan, family_id=self._written.family_id,
            occasion="The week was hard, and the plan is not tried yet.",
            made_on=self._last, expires_on=self._last + timedelta(days=7),
            written_by_id=self._written.worker_id, written_at=at_ten(self._last),
        )  # fmt: skip
        self._add(
            ImmediateControl, plan_id=plan_id, position=0, danger_id=danger_id,
            carrier="family", who_person_id=self._person(helper),
            who_name=helper.called, does="Sleeps on the sofa until Sunday.",
            when="Every night this week", relied_on="Came each time so far.",
        )  # fmt: skip
