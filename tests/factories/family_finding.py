"""Family Finding for Kai, in fixed words. Written through the actions."""

from __future__ import annotations

from uuid import UUID

from kinfold.family_finding import actions
from kinfold.family_finding.holding import At
from kinfold.family_finding.models import (
    FindingEpisode,
    FindingPlan,
    FoundPerson,
    LifetimeMember,
)
from kinfold.lifetime import actions as later
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from kinfold_core.practice.family_finding import details
from kinfold_core.practice.family_finding.rows import FoundDetails
from tests.factories.trajectory import days_ago


def make_episode(by: Viewer, family: Family, **changes: object) -> FindingEpisode:
    """Kai's, since sixty days."""
    with as_viewer(by):
        kai = Person.objects.get(
            given_names="Kai", pk__in=family.members.values("person_id")
        )
        known: dict[str, object] = {
            "child_id": kai.pk,
            "child_name": "Kai",
            "trigger": "in_care",
            "coordinator": "Priya (social worker)",
            "started_on": days_ago(60),
        }
        return actions.begin_episode(
            family_id=family.pk,
            details=details.EpisodeDetails(**(known | changes)),  # type: ignore[arg-type]
            by=by,
        )


def keys(
    by: Viewer, episode: FindingEpisode, found: FoundPerson | None = None
) -> dict[str, object]:
    found_id = found.pk if found else None
    return {"at": At(episode.family_id, episode.pk, found_id), "by": by}


def make_stage(
    by: Viewer,
    episode: FindingEpisode,
    *,
    was: UUID | None = None,
    **changes: object,
) -> UUID:
    """The stage, with its safety screen complete."""
    known: dict[str, object] = {
        "set_on": days_ago(59),
        "child_words": "“Find Grandad's brother. He has a boat.”",
        "consent": "Leanne and Dean, at home, with Priya.",
        "safety": "No orders. Nobody's address is given to anybody.",
        "is_screen_complete": True,
    }
    with as_viewer(by):
        return actions.set_stage(
            **keys(by, episode),  # type: ignore[arg-type]
            details=details.StageDetails(**(known | changes)),  # type: ignore[arg-type]
            was=was,
        ).pk


def found_details(name: str = "Raj", **changes: object) -> FoundDetails:
    known: dict[str, object] = {
        "name": name,
        "relationship": "uncle",
        "side": "paternal",
        "generation": "1",
        "source": "parent",
        "found_on": days_ago(50),
    }
    return FoundDetails(**(known | changes))  # type: ignore[arg-type]


def make_found(
    by: Viewer, episode: FindingEpisode, *names: str, **changes: object
) -> list[FoundPerson]:
    with as_viewer(by):
        return actions.add_people(
            **keys(by, episode),  # type: ignore[arg-type]
            people=[found_details(name, **changes) for name in names or ("Raj",)],
        )


def make_wish(
    by: Viewer, found: FoundPerson, wish: str = "no", **changes: object
) -> None:
    known: dict[str, object] = {
        "wish": wish,
        "words": "He shouts.",
        "seen_by": "network",
        "said_on": days_ago(40),
    }
    with as_viewer(by):
        actions.write_wish(
            **keys(by, found.episode, found),  # type: ignore[arg-type]
            details=details.WishDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_check(by: Viewer, found: FoundPerson, result: str = "no_contact") -> None:
    with as_viewer(by):
        actions.check_safety(
            **keys(by, found.episode, found),  # type: ignore[arg-type]
            details=details.CheckDetails(
                result=result, words="An order of 2024", checked_on=days_ago(39)
            ),
        )


def make_search(by: Viewer, episode: FindingEpisode, **changes: object) -> None:
    known: dict[str, object] = {
        "source": "file",
        "query": "Everybody named in the file of 2019",
        "searched_on": days_ago(49),
        "searched_by": "Priya",
        "basis": "consent",
        "basis_words": "Leanne signed on 3 May",
        "result": "Six names",
    }
    with as_viewer(by):
        actions.write_search(
            **keys(by, episode),  # type: ignore[arg-type]
            details=details.SearchDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_attempt(by: Viewer, found: FoundPerson, **changes: object) -> None:
    known: dict[str, object] = {
        "method": "letter",
        "message": "Kai is well and would like to know his people.",
        "attempted_on": days_ago(38),
    }
    with as_viewer(by):
        actions.reach(
            **keys(by, found.episode, found),  # type: ignore[arg-type]
            details=details.AttemptDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_reply(by: Viewer, found: FoundPerson, **changes: object) -> None:
    known: dict[str, object] = {
        "willing": "yes",
        "words": "I held him when he was born.",
        "knows": "His mum's school friends",
        "offers": "A bed on hard weekends",
        "replied_on": days_ago(35),
    }
    with as_viewer(by):
        actions.write_reply(
            **keys(by, found.episode, found),  # type: ignore[arg-type]
            details=details.ReplyDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_meeting(by: Viewer, episode: FindingEpisode, **changes: object) -> None:
    known: dict[str, object] = {
        "held_on": days_ago(30),
        "family_here": ("Raj", "Nan Jo"),
        "staff_here": ("Priya",),
        "needs": "Kai needs to know who his people are.",
        "voices": (("hope", "Raj", "He sails with us."),),
    }
    with as_viewer(by):
        later.hold_meeting(
            **keys(by, episode),  # type: ignore[arg-type]
            details=details.MeetingDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_plan(by: Viewer, episode: FindingEpisode, **changes: object) -> FindingPlan:
    known: dict[str, object] = {
        "what": "Kai lives with Raj.",
        "in_law": "sgo",
        "who_stays": "Raj and Nan Jo",
        "made_on": days_ago(29),
    }
    with as_viewer(by):
        return later.add_plan(
            **keys(by, episode),  # type: ignore[arg-type]
            details=details.PlanDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_decision(by: Viewer, plan: FindingPlan, **changes: object) -> None:
    known: dict[str, object] = {
        "plan_id": plan.pk,
        "decided_on": days_ago(20),
        "decided_by": "The family and the court",
        "reason": "Raj knows him, and he asked for it.",
        "child_view": "“Yes. With the dog.”",
        "who_stays": "Raj",
    }
    with as_viewer(by):
        later.decide(
            **keys(by, plan.episode),  # type: ignore[arg-type]
            details=details.DecisionDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_offer_check(by: Viewer, found: FoundPerson, **changes: object) -> None:
    known: dict[str, object] = {
        "realistic": "yes",
        "words": "He has had him on two Saturdays.",
        "checked_on": days_ago(15),
    }
    with as_viewer(by):
        later.check_offer(
            **keys(by, found.episode, found),  # type: ignore[arg-type]
            details=details.OfferCheckDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_stay(by: Viewer, found: FoundPerson, **changes: object) -> LifetimeMember:
    known: dict[str, object] = {
        "words": "He is ours, whatever happens.",
        "rhythm": "Rings on Sundays",
        "agreed_on": days_ago(10),
    }
    with as_viewer(by):
        return later.stay_for_life(
            **keys(by, found.episode, found),  # type: ignore[arg-type]
            details=details.LifetimeDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_answer(by: Viewer, found: FoundPerson, **changes: object) -> None:
    """They are asked again, three months on, and are there."""
    known: dict[str, object] = {
        "month": 3,
        "is_active": True,
        "words": "Of course",
        "asked_on": days_ago(1),
    }
    with as_viewer(by):
        later.write_answer(
            **keys(by, found.episode),  # type: ignore[arg-type]
            stay_id=LifetimeMember.objects.get(found=found).pk,
            details=details.AnswerDetails(**(known | changes)),  # type: ignore[arg-type]
        )


def make_finding_end(by: Viewer, episode: FindingEpisode) -> FindingEpisode:
    """It ended five days ago."""
    end = details.CloseDetails(
        outcome="kin", ended_reason="He lives with Raj", ended_on=days_ago(5)
    )
    with as_viewer(by):
        return actions.close_episode(**keys(by, episode), details=end)  # type: ignore[arg-type]


def make_finding_rows(by: Viewer, family: Family) -> dict[str, UUID]:
    """A row for every part that an address of Family Finding names."""
    episode = make_episode(by, family)
    make_stage(by, episode)
    raj, tom = make_found(by, episode, "Raj", "Old Tom")
    make_search(by, episode)
    make_attempt(by, raj)
    make_reply(by, raj)
    make_meeting(by, episode)
    make_plan(by, episode)
    return {
        "episode_id": episode.pk,
        "found_id": raj.pk,
        "stay_id": make_stay(by, tom).pk,
    }
