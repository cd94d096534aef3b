"""Norfolk's implementation plan through the autumn of 2017, and the plans of today.

Real: the launch on 29 September 2017, where drafts were shared, the road-test after it,
and that plans were to be final before the workshop of December 2017. Every word of the
plans, every name and every other day is made up, and each plan says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from kinfold.implementation.actions import keeping, sharing, testing
from kinfold.implementation.models import ImplementationPlan, PlanShare, PlanSnapshot
from kinfold.implementation.selectors import plans
from kinfold.insight.loading import PROGRAMME_SLUG
from kinfold.platform.models import User
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.implementation_words import (
    ANSWERS,
    COMMENTS,
    CONFIDENTIAL,
    DECEMBER,
    FINAL_ON,
    GOALS,
    LAUNCH,
    NOW_SAID,
    OTHERS,
    REFINED_ON,
    ROAD_TEST_ON,
    ROAD_TESTED,
    SHARE_NOTE,
    TITLE_NOW,
    Goal,
)
from kinfold.world.sheets import at_ten
from kinfold_core.practice.implementation_plan import (
    ACTION,
    FINAL,
    GOAL,
    REFINED,
    ROAD_TEST,
    Line,
)

SAMUEL: Final = "samuel@norfolk.example"
HELENA: Final = "helena@lincolnshire.example"
WRITTEN_FROM: Final = date(2017, 9, 4)


@dataclass(slots=True)
class _Pen:
    """Who writes which plan, and its lines by the words they began with."""

    by: Viewer
    plan_id: UUID
    ids: dict[str, str] = field(default_factory=dict)

    def add(self, goal: Goal, day: date | None) -> None:
        line = Line("", GOAL, **goal.said)
        goal_id = self._keep(line, day)
        self.ids[goal.key] = goal_id
        for number, said in enumerate(goal.actions, 1):
            action = Line("", ACTION, goal_id=goal_id, **said)
            self.ids[f"{goal.key}.{number}"] = self._keep(action, day)

    def _keep(self, line: Line, day: date | None) -> str:
        shown = plans.plan(self.by, self.plan_id)
        return keeping.keep_line(
            plan_id=self.plan_id,
            line=line,
            seen_version=shown.version.number,
            why="",
            by=self.by,
            at=at_ten(day) if day else None,
        ).id

    def rewrite(self, key: str, why: str, day: date, **said: object) -> None:
        shown = plans.plan(self.by, self.plan_id)
        keeping.keep_line(
            plan_id=self.plan_id,
            line=replace(shown.line(self.ids[key]), **said),  # type: ignore[arg-type]
            seen_version=shown.version.number,
            why=why,
            by=self.by,
            at=at_ten(day),
        )

    def share(
        self, to: list[UUID], until: date, left_out: list[str], day: date | None
    ) -> PlanShare:
        shown = plans.plan(self.by, self.plan_id)
        return sharing.share_plan(
            plan_id=self.plan_id,
            handing=sharing.Handing(
                recipients=to,
                to_programme=True,
                until=until,
                left_out=[self.ids[key] for key in left_out],
                note=SHARE_NOTE,
            ),
            seen_version=shown.version.number,
            by=self.by,
            at=at_ten(day) if day else None,
        )

    def step(self, to: str, day: date, why: str) -> None:
        shown = plans.plan(self.by, self.plan_id)
        keeping.step(
            plan_id=self.plan_id,
            to=to,
            on=day,
            why=why,
            why_unanswered="",
            seen_step=shown.step.number,
            by=self.by,
            at=at_ten(day),
        )


def load_plans() -> None:
    """Norfolk's plan of 2017, what it carried into today, and two plans of others.

    Again changes nothing.
    """
    samuel = _somebody(SAMUEL)
    with as_viewer(samuel):
        if plans.plans(samuel):
            return
        here = plans.programmes_of(samuel)
        programme = next(one for one in here if one.slug == PROGRAMME_SLUG)
        others = [one.pk for one in plans.others_in(samuel, programme.pk)]
    autumn = _autumn(samuel, programme.pk, others)
    _today(samuel, autumn)
    for email, goal in OTHERS:
        by = _somebody(email)
        with as_viewer(by):
            pen = _begun(by, programme.pk, _stretch_now(), None)
            pen.add(goal, None)


def _somebody(email: str) -> Viewer:
    user_id = User.objects.get(email=email).pk
    place = places_of(user_id)[0]
    with as_authority(place.authority_id, user_id=user_id):
        return viewer_in(place, user_id=user_id)


def _begun(
    by: Viewer, programme_id: UUID, stretch: keeping.Stretch, day: date | None
) -> _Pen:
    row = keeping.begin_plan(
        programme_id=programme_id,
        stretch=stretch,
        by=by,
        at=at_ten(day) if day else None,
    )
    _mark(row)
    return _Pen(by, row.pk)


def _mark(row: ImplementationPlan) -> None:
    row.is_synthetic = True
    row.save(update_fields=["is_synthetic"])


def _autumn(samuel: Viewer, programme_id: UUID, others: list[UUID]) -> _Pen:
    """From a draft before the launch to a plan that is final before December's
    workshop."""
    with as_viewer(samuel):
        pen = _begun(samuel, programme_id, DECEMBER, WRITTEN_FROM)
        for number, goal in enumerate(GOALS):
            pen.add(goal, WRITTEN_FROM + timedelta(days=5 * number))
        share = pen.share(others, DECEMBER.due_on, [CONFIDENTIAL], LAUNCH)
        _last(share, timezone.localdate())  # a share that is over takes no comment
    _talk(share, samuel, pen)
    with as_viewer(samuel):
        _last(share, DECEMBER.due_on)
        pen.step(ROAD_TEST, ROAD_TEST_ON, "Two teams and the voluntary sector try it")
        for said in ROAD_TESTED:
            _road_test(pen, said)
        pen.step(REFINED, REFINED_ON, "Each who tried it out has an answer")
        pen.step(FINAL, FINAL_ON, "Agreed by the leadership group")
    return pen


def _last(share: PlanShare, day: date) -> None:
    PlanSnapshot.objects.filter(programme=share.programme_id, share=share).update(
        until=day
    )


def _talk(share: PlanShare, samuel: Viewer, pen: _Pen) -> None:
    """Lincolnshire comments, and Norfolk answers."""
    for email, key, day, words in COMMENTS:
        by = _somebody(email)
        with as_viewer(by):
            comment = sharing.comment_on(
                share_id=share.pk,
                line_id=pen.ids[key],
                words=words,
                by=by,
                at=at_ten(day),
            )
        with as_viewer(samuel):
            sharing.answer_comment(
                comment_id=comment.pk,
                words=ANSWERS[key],
                by=samuel,
                at=at_ten(day + timedelta(days=4)),
            )


def _road_test(pen: _Pen, said: dict[str, Any]) -> None:
    key: str = said["line"]
    day: date = said["on"]
    row = testing.keep_feedback(
        plan_id=pen.plan_id,
        line_id=pen.ids.get(key, ""),
        place=said["place"],
        said_on=day,
        words=said["words"],
        by=pen.by,
        at=at_ten(day),
    )
    answered = day + timedelta(days=5)
    testing.answer_feedback(
        feedback_id=row.pk,
        is_taken=bool(said["taken"]),
        why=said["why"],
        seen_number=0,
        by=pen.by,
        at=at_ten(answered),
    )
    if said["taken"]:
        why = f"What {said['place']} said was taken in"
        pen.rewrite(key, why, answered, text=said["taken"])


def _stretch_now() -> keeping.Stretch:
    today = timezone.localdate()
    return keeping.Stretch(
        title=TITLE_NOW,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=335),
        workshop="The next leaders' workshop (made up)",
        due_on=today + timedelta(days=45),
    )


def _today(samuel: Viewer, autumn: _Pen) -> None:
    """What was not done, carried into a plan that Lincolnshire can read now."""
    helena = _somebody(HELENA)
    with as_viewer(samuel):
        row = keeping.carry_forward(
            plan_id=autumn.plan_id, stretch=_stretch_now(), by=samuel
        )
        _mark(row)
        pen = replace(autumn, plan_id=row.pk)
        until = timezone.localdate() + timedelta(days=28)
        to = [helena.in_authority()]
        share = pen.share(to, until, [CONFIDENTIAL], None)
    with as_viewer(helena):
        sharing.comment_on(
            share_id=share.pk, line_id=pen.ids["network"], words=NOW_SAID, by=helena
        )
