"""Rows that the made-up world has none of, for the pages that show them.

A process of its own, on the served database: `python -m tests.journeys.rows` and which
(`everything`, `written`, `one_name`) prints their ids as JSON. A journey asks for no
more than it walks through: Amina may have twenty devices, and everything needs three.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

import django

from tests.made_up import environment_on

if TYPE_CHECKING:  # models are there once Django is set up
    from kinfold.platform.models import Authority, Programme
    from kinfold.platform.viewer import Viewer
    from kinfold.records.models import Family
    from tests.factories.planning import Planned

COLLEAGUE = "bea@lincolnshire.example"
WRITTEN = ("danger", "goal", "question", "next_step")


def more_rows(database: str, which: str = "everything") -> dict[str, str]:
    """Make them in `database`. Their ids, by the part of an address each one fills."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.rows", which],
        env={
            **environment_on(database),
            "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.test",
        },
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    found: dict[str, str] = json.loads(made.stdout)
    return found


def make_everything() -> dict[str, UUID]:
    """What is written of both families, and visits that three devices brought home."""
    from kinfold.platform.tenancy import as_viewer
    from kinfold.records.models import Family
    from tests.factories.offline import make_visit_rows

    made, (amina, _) = make_written(), _amina()
    with as_viewer(amina):
        planning = Family.objects.get(pk=made["planning"])
    return {**made, **make_visit_rows(amina, planning), **_researched(planning)}


def _researched(family: Family) -> dict[str, UUID]:
    """What Frances and Daniel of the programme coded, two stories, and a lab's case."""
    from kinfold.lab.models import LabSession
    from kinfold.platform.models import Programme
    from kinfold.platform.tenancy import as_viewer
    from kinfold_core.access import Role
    from tests.factories.aims import make_goal_rows
    from tests.factories.change_stories import make_change_story_rows
    from tests.factories.cohort import make_cohort_rows
    from tests.factories.consultancy import make_consultancy_rows
    from tests.factories.development import make_learning_rows
    from tests.factories.framework import make_framework_rows
    from tests.factories.gatherings import make_gathering_rows
    from tests.factories.implementation import make_plan_rows_between
    from tests.factories.journeys import make_journey_rows
    from tests.factories.knowledge import make_knowledge_rows
    from tests.factories.lab import make_case, make_lab_rows
    from tests.factories.platform import make_worker_viewer
    from tests.factories.themes import make_theme_rows
    from tests.factories.workshops import make_workshop_rows

    programme = Programme.objects.get(slug="england-innovation-2017-19")
    frances, daniel = (_member(programme, name) for name in ("frances", "daniel"))
    amina, lincolnshire = _amina()
    lab = make_lab_rows(frances, programme, lincolnshire)
    leader = make_worker_viewer(lincolnshire, Role.PRACTICE_LEADER, name="Una Bell")
    with as_viewer(frances):
        session = LabSession.objects.get(pk=lab["lab_session_id"])
    make_case(amina, leader, family, session)
    return {
        **make_theme_rows(frances, daniel, programme),
        **make_change_story_rows(frances, programme, lincolnshire),
        **make_cohort_rows(frances, programme, lincolnshire),
        **make_journey_rows(frances, programme, lincolnshire),
        **make_plan_rows_between(
            _worker("helena@lincolnshire.example"),
            _worker("samuel@norfolk.example"),
            programme,
        ),
        **make_learning_rows(programme, lincolnshire),
        **make_workshop_rows(frances, programme),
        **make_lab_rows(frances, programme, lincolnshire),
        **lab,
        **make_gathering_rows(frances, programme, lincolnshire),
        **make_consultancy_rows(frances, programme, lincolnshire),
        **make_framework_rows(_worker("helena@lincolnshire.example"), programme),
        **make_goal_rows(_worker("helena@lincolnshire.example"), programme),
        **make_knowledge_rows(frances, programme),
    }


def _worker(email: str) -> Viewer:
    """Somebody of one of the made-up world's authorities, as they sign in."""
    from kinfold.platform.models import User
    from kinfold.platform.places import places_of, viewer_in
    from kinfold.platform.tenancy import as_authority

    user = User.objects.get(email=email)
    [place, *_] = places_of(user.pk)
    with as_authority(place.authority_id, user_id=user.pk):
        return viewer_in(place, user_id=user.pk)


def _member(programme: Programme, name: str) -> Viewer:
    """Somebody of the made-up world's programme, as they sign in."""
    from kinfold.platform.models import User
    from kinfold.platform.places import Place, viewer_in

    user = User.objects.get(email=f"{name}@programme.example")
    return viewer_in(Place(programme_id=programme.pk), user_id=user.pk)


def make_written() -> dict[str, UUID]:
    """Two families of Amina's: one that makes its plan, and one that lives by it."""
    from kinfold_core.access import Role
    from tests.factories.child_tools import make_tool_rows
    from tests.factories.commitments import make_commitment_rows
    from tests.factories.family_finding import make_finding_rows
    from tests.factories.family_time import make_time_rows
    from tests.factories.kinship import make_kinship_rows
    from tests.factories.meetings import make_meeting
    from tests.factories.monitoring import make_check, make_journal_row, make_review
    from tests.factories.networks import make_closed, make_refused
    from tests.factories.planning import make_live, make_rule
    from tests.factories.platform import make_worker_viewer
    from tests.factories.practice import make_family
    from tests.factories.returns import make_recount, make_return
    from tests.factories.studies import make_demo_study
    from tests.factories.trajectory import make_road_rows

    amina, lincolnshire = _amina()
    chair = make_worker_viewer(lincolnshire, Role.CONFERENCE_CHAIR, name="Ros Whitby")
    planned, plan_rows = _planned(amina)
    planning = planned.family
    living = make_family(amina, is_synthetic=True)
    _colleague(amina, lincolnshire)
    lived = make_live(amina, chair, living)
    _stay(amina, living)
    lived_rule = make_rule(amina, lived)
    make_check(amina, lived, lived_rule.pk)
    make_review(amina, lived)
    make_recount(amina)
    return {
        **plan_rows,
        **make_one_name(),
        "living": living.pk,
        "version": _version_of(amina, living.pk),
        "closing": make_closed(amina, planned.raj).pk,
        "refused": make_refused(amina, planning).pk,
        "journal": make_journal_row(amina, living),
        "handed_return": make_return(amina).pk,
        "practice_change": _changed(amina),
        "shown_measure": _shown(amina),
        "extract": _asked_for(amina),
        **make_road_rows(amina, planning),
        **make_time_rows(amina, planning),
        **make_commitment_rows(amina, planned.jo, planned.danger.pk),
        **make_kinship_rows(amina, planning),
        **make_tool_rows(amina, planning, has_file=False),
        **make_finding_rows(amina, planning),
        **_supervised(amina, planning),
        **_met(amina, planning),
        "met_living": make_meeting(amina, living).pk,
        **_placed(amina, planning, planned.jo.pk),
        **_kept_apart(amina, living),
        **make_demo_study(),
    }


def _planned(by: Viewer) -> tuple[Planned, dict[str, UUID]]:
    from kinfold.planning.actions import suggest
    from kinfold.platform.tenancy import as_viewer
    from tests.factories.planning import make_planned, make_rule
    from tests.factories.practice import make_family

    family = make_family(by, is_synthetic=True)
    planned = make_planned(by, family)
    rule = make_rule(by, planned)
    with as_viewer(by):
        suggestion = suggest(
            family_id=family.pk, rule_id=rule.pk, text="Raj fetches them at 3.",
            why="School ends at 3.", by=by,
        )  # fmt: skip
    return planned, {
        "planning": family.pk,
        "plan_danger": planned.danger.pk,
        "rule": rule.pk,
        "suggestion": suggestion.pk,
        "member": planned.jo.pk,
    }


def _changed(by: Viewer) -> UUID:
    """What changed in the practice of the authority, today."""
    from django.utils import timezone

    from kinfold.insight.models import PracticeEvent
    from kinfold.platform.tenancy import as_viewer

    with as_viewer(by):
        change = PracticeEvent.objects.create(
            authority_id=by.in_authority(),
            kind=PracticeEvent.Kind.FORMS,
            earliest=timezone.localdate(),
            latest=timezone.localdate(),
            words="One map for all teams",
            written_by_id=by.worker_id,
        )
        return change.pk


def _shown(by: Viewer) -> UUID:
    """A measure that the authority shows to the programme of the ten."""
    from kinfold.insight.loading import PROGRAMME_SLUG
    from kinfold.platform.models import Programme
    from tests.factories.programme import make_shown

    return make_shown(by, Programme.objects.get(slug=PROGRAMME_SLUG)).pk


def make_one_name() -> dict[str, UUID]:
    """A family with a danger on its map, and one name of somebody who might help."""
    from tests.factories.networks import make_member
    from tests.factories.practice import make_family, make_map

    amina, _ = _amina()
    family = make_family(amina, is_synthetic=True)
    make_map(amina, family)
    make_member(amina, family)
    return {"one_name": family.pk}


def _asked_for(place: Viewer) -> UUID:
    """An extract that the programme's evaluator asks of the authority."""
    from kinfold.world.extracts import demo_evaluator
    from tests.factories.extracts import make_request

    return make_request(demo_evaluator(), place).pk


def _amina() -> tuple[Viewer, Authority]:
    from kinfold.platform.models import Authority, User
    from kinfold.platform.places import Place, viewer_in
    from kinfold.platform.tenancy import as_authority

    lincolnshire = Authority.objects.get(slug="lincolnshire")
    amina = User.objects.get(email="amina@lincolnshire.example")
    with as_authority(lincolnshire.pk, user_id=amina.pk):
        place = Place(authority_id=lincolnshire.pk)
        return viewer_in(place, user_id=amina.pk), lincolnshire


def _colleague(amina: Viewer, authority: Authority) -> None:
    """Somebody of Amina's team who signs in as she does; once is enough."""
    from kinfold.platform.models import Team, User
    from kinfold.platform.tenancy import as_viewer
    from kinfold_core.access import Role
    from tests.factories.platform import make_worker_viewer

    if User.objects.filter(email=COLLEAGUE).exists():
        return
    with as_viewer(amina):
        team = Team.objects.get(pk=min(amina.team_ids))
    colleague = make_worker_viewer(
        authority, Role.PRACTITIONER, name="Bea Lark", team=team
    )
    user = User.objects.get(pk=colleague.user_id)
    user.email = COLLEAGUE
    user.password = User.objects.get(pk=amina.user_id).password
    user.save()


def _version_of(by: Viewer, family_id: UUID) -> UUID:
    from kinfold.planning.models import PlanVersion
    from kinfold.platform.tenancy import as_viewer

    with as_viewer(by):
        return PlanVersion.objects.get(plan__family=family_id).pk


def _supervised(by: Viewer, family: Family) -> dict[str, UUID]:
    """A session with something of everything that is written in one."""
    from tests.factories import supervision
    from tests.factories.inquiries import make_inquiry

    leader = supervision.colleague(by)
    session = supervision.make_session(by, family, leader)
    drafts = {kind: supervision.make_draft(by, session, kind) for kind in WRITTEN}
    supervision.make_number(by, session)
    case = supervision.make_case(by, family, leader)
    supervision.make_decision(by, case)
    return {
        "session": session.pk,
        "drafted_danger": drafts["danger"].pk,
        "drafted_goal": drafts["goal"].pk,
        "case": case.pk,
        "inquiry": make_inquiry(by, family).pk,
        "team": min(by.team_ids),
    }


def _met(by: Viewer, family: Family) -> dict[str, UUID]:
    from tests.factories.meetings import chair, make_meeting
    from tests.factories.network_meetings import (
        make_account,
        make_decided,
        make_planned_meeting,
    )

    meeting = make_meeting(by, family)
    make_account(by, meeting)
    return {
        "meeting": meeting.pk,
        "attendance": chair(by, meeting, "Nan Jo").pk,
        "planned_meeting": make_planned_meeting(by, family).pk,
        "decided": make_decided(by, meeting).pk,
    }


def _placed(by: Viewer, family: Family, member_id: UUID) -> dict[str, UUID]:
    from tests.factories.circles import make_object, make_place

    return {
        "place": make_place(by, family, name="Auntie Bea").pk,
        "object": make_object(by, family, member_id).pk,
    }


def _stay(by: Viewer, family: Family) -> None:
    """Who stays is agreed, they may be asked, and they have said how it is."""
    from tests.factories.long_haul import make_check_in, make_consent, make_haul

    make_haul(by, family)
    make_consent(by, family)
    make_check_in(by, family)


def _kept_apart(by: Viewer, family: Family) -> dict[str, UUID]:
    """Leanne, who must not learn of Dean."""
    from kinfold.people.actions.separating import keep_apart
    from kinfold.platform.tenancy import as_viewer
    from tests.factories.practice import named

    with as_viewer(by):
        leanne, dean = (
            named(by, family, name).person_id for name in ("Leanne", "Dean")
        )
        assert leanne is not None
        assert dean is not None
        [apart] = keep_apart(
            person_id=leanne, about_ids=[dean], kind="no_contact",
            reason="Non-molestation order of 3 May 2026", by=by,
        )  # fmt: skip
    return {"apart_person": leanne, "apart": apart.pk}


WHICH = {
    "everything": make_everything,
    "written": make_written,
    "one_name": make_one_name,
}


def main(which: str) -> None:
    django.setup()
    from kinfold.platform.models import User
    from tests.factories import platform

    # the factory counts from one, and others of the world are there already
    platform._numbers = count(User.objects.count() + 1)
    print(json.dumps({part: str(pk) for part, pk in WHICH[which]().items()}))


if __name__ == "__main__":
    main(sys.argv[1])
