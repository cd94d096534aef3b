"""Who the children could live with, and where they sleep on Fridays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from kinfold.kinship import actions
from kinfold.kinship.models import KinshipArrangement
from kinfold.kinship.selectors import options_of
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person, ServiceStatus
from kinfold.world.lived.cast import Cast, viewer_called
from kinfold_core.practice.kinship import OptionDetails, StepDetails
from kinfold_core.practice.kinship_care import CareDetails
from kinfold_core.practice.kinship_law import PRIVATE_UNTIL
from kinfold_core.practice.kinship_written import (
    HappeningDetails,
    LookDetails,
    RightsDetails,
    SupportDetails,
)
from kinfold_core.practice.written import Named

# ruff: noqa: E501  (a decision to a line)
# Name, who they are, side, and each decision: what, days ago, by whom, why, and more.
_OPTIONS: Final[tuple[tuple[str, str, str, tuple[tuple[str, int, str, str, dict[str, Any]], ...]], ...]] = (
    ("Nan Jo", "Leanne's mum", "maternal", (
        ("offered", 141, "Leanne", "She rang Nan first, as she always does.", {"carer_words": "“Of course they come here. Where else?”", "asked_whom": "Leanne, Dean and Nan Jo"}),
        ("weighed", 134, "Amina Begum", "Amina saw both beds and how Nan puts Kai to sleep. She tires by Sunday.", {"child_words": "Amira: “Nan's is my second home.”"}),
        ("agreed", 130, "Leanne", "Friday nights, and longer if it is ever needed.", {"child_words": "Kai: “Nan has pancakes.”", "alternatives": "Raj on Fridays, who works nights"}),
    )),
    ("Raj", "Amira's uncle, her dad's brother", "paternal", (
        ("offered", 133, "Raj", "He said so himself when he heard the worry.", {"carer_words": "“If Jo is ill they come to me.”"}),
        ("weighed", 60, "Amina Begum", "He works nights until June. After that he has a room.", {}),
    )),
    ("Grandad Manny", "Dean's dad", "paternal", (
        ("offered", 128, "Dean", "Dean asked for his own side to be thought of too.", {"carer_words": "“I raised three boys in this flat.”"}),
        ("declined", 118, "Jude Price", "Dean goes to his dad's on a hard Friday, so the children cannot sleep there the same night.", {"declined_by": "service", "not_for": ("live", "nights"), "still_for": "He is the one Dean rings, and he has Kai on Saturdays.", "look_again_on": -30, "child_words": "Kai: “I like Grandad's telly.”"}),
    )),
    ("Auntie Ngozi", "Dean's sister, in Lagos", "paternal", (
        ("offered", 88, "Dean", "She rings every Sunday and asks what she can do.", {"carer_words": "“Bring them for a summer, when the papers are done.”"}),
        ("declined", 80, "Auntie Ngozi", "Not to live there: it is too far from Mum. A summer visit stays open.", {"declined_by": "carer"}),
    )),
    ("Marta", "Leanne's friend from work", "maternal", ()),
)  # fmt: skip


def weigh_everybody(cast: Cast, rules: Mapping[str, UUID]) -> None:
    """Each option with every decision; the short stay in March; Fridays at Nan Jo's."""
    for name, who, side, steps in _OPTIONS:
        option = actions.add_option(
            family_id=cast.family_id,
            details=OptionDetails(who=cast.named(name), relationship=who, side=side),
            by=cast.amina,
        )
        was = None
        for step, days, by, why, more in steps:
            look_again = more.get("look_again_on")
            told = {k: v for k, v in more.items() if k != "look_again_on"}
            decided = actions.decide_option(
                family_id=cast.family_id, option_id=option.pk, was=was, by=cast.amina,
                details=StepDetails(
                    step=step, decided_on=cast.ago(days), decided_by=_by(cast, by),
                    why=why, **told,
                    look_again_on=cast.ago(look_again) if look_again else None,
                ),
            )  # fmt: skip
            was = decided.pk
        if name == "Nan Jo":
            _first_days(cast, option.pk)
            _fridays(cast, option.pk, rules["fridays"])


def _by(cast: Cast, name: str) -> Named:
    return {
        cast.amina.name: cast.worker,
        cast.jude.name: Named(name=cast.jude.name, worker_id=cast.jude.worker_id),
    }.get(name) or cast.named(name)


def _begin(cast: Cast, child: str, **more: Any) -> KinshipArrangement:
    return actions.begin_care(
        family_id=cast.family_id,
        details=CareDetails(
            child_id=cast.people[child], child_name=child, carer=cast.named("Nan Jo"),
            relation="grandparent", legal_status="none",
            responsibility="Leanne holds it for both, and Dean for Kai", **more,
        ),
        by=cast.amina,
    )  # fmt: skip


def _first_days(cast: Cast, option_id: UUID) -> None:
    """Kai stayed with Nan for nine days when the plates had fallen."""
    care = _begin(
        cast, "Kai", kind="short_stay", started_on=cast.ago(141), how="family",
        arranged="disputed", option_id=option_id,
        arranged_words="Leanne rang Nan Jo. The night worker had said that the children should sleep elsewhere.",
        child_view="“I slept in the big bed.”",
    )  # fmt: skip
    actions.end_care(
        family_id=cast.family_id, arrangement_id=care.pk, ended_on=cast.ago(132),
        reason="Home with Leanne. Dean stays at his dad's on Fridays.", by=cast.amina,
    )  # fmt: skip


def _fridays(cast: Cast, option_id: UUID, rule_id: UUID) -> None:
    care = _begin(
        cast, "Amira", kind="close_family", started_on=cast.ago(92), how="network",
        arranged="family", option_id=option_id, rule_ids=(rule_id,),
        child_view="“On Fridays I can really sleep.”",
        permanence="Fridays for as long as Amira and Nan like it.",
    )  # fmt: skip
    here: dict[str, Any] = {
        "family_id": cast.family_id, "arrangement_id": care.pk, "by": cast.amina,
    }  # fmt: skip
    actions.explain_rights(
        **here,
        details=RightsDetails(
            happened_on=cast.ago(90), by_whom=cast.worker, language="English",
            words="“So the school can ring me, but Leanne signs.”",
        ),
    )  # fmt: skip
    actions.write_happening(
        **here,
        details=HappeningDetails(
            what="child_said", happened_on=cast.ago(20), by_whom=cast.named("Amira"),
            words="“Nan snores. I don't mind.”",
        ),
    )  # fmt: skip
    fares = actions.add_support(
        **here,
        details=SupportDetails(
            what="Taxi from club on Fridays when Raj works", amount="£14 a week",
            given_by="The council", started_on=cast.ago(85), review_on=cast.ago(25),
        ),
    )  # fmt: skip
    actions.look_at_support(
        family_id=cast.family_id, support_id=fares.pk, by=cast.amina,
        details=LookDetails(
            looked_on=cast.ago(25), outcome="goes_on", next_review_on=cast.ago(-35),
            words="Raj still works two Fridays in three.",
        ),
    )  # fmt: skip


_OF_THE_AUNT: Final[tuple[tuple[str, str, str, str, str, dict[str, Any]], ...]] = (
    ("Granddad Len", "Dad's father", "paternal", "declined", "“I would, but I am eighty-one.”", {"declined_by": "carer"}),
    ("Auntie Bev", "Mum's sister", "maternal", "agreed", "She came the same night, and has a room.", {}),
)  # fmt: skip


def show_a_clock(authority_id: UUID, today: date) -> bool:
    """A child of Amina's in care lives with an aunt who is approved for now.

    Returns whether it was written: the family that has an arrangement keeps it.
    """
    with as_authority(authority_id):
        amina = viewer_called(authority_id, "Amina Begum")
        here = {"authority_id": authority_id}
        family = (
            Family.objects.filter(
                Exists(
                    ServiceStatus.objects.filter(
                        **here, family=OuterRef("pk"), status="looked_after",
                        ended_on=None,
                    )
                ),
                **here, closed_on=None, allocations__worker=amina.as_worker(),
                allocations__ended_on=None,
            )
            .order_by("reference")
            .first()
        )  # fmt: skip
        if family is None or options_of(amina, family.pk):
            return False
        born_since = today - timedelta(days=365 * PRIVATE_UNTIL)
        child = (
            FamilyMember.objects.filter(
                **here, family=family, part="child",
                person__born_earliest_on__gt=born_since,
            )
            .select_related("person")
            .order_by("-person__born_earliest_on")
            .first()
        )  # fmt: skip
        if child is None:
            return False
        with as_viewer(amina):
            _approved_for_now(amina, family.pk, child.person, today)
    return True


def _approved_for_now(
    amina: Viewer, family_id: UUID, child: Person, today: date
) -> None:
    me = Named(name=amina.name, worker_id=amina.worker_id)
    here: dict[str, Any] = {"family_id": family_id, "by": amina}

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    option_id = None
    for name, who, side, step, why, more in _OF_THE_AUNT:
        option = actions.add_option(
            **here,
            details=OptionDetails(who=Named(name=name), relationship=who, side=side),
        )
        actions.decide_option(
            **here, option_id=option.pk, was=None,
            details=StepDetails(
                step=step, decided_on=ago(76), decided_by=me, why=why, **more
            ),
        )  # fmt: skip
        option_id = option.pk
    care = actions.begin_care(
        **here,
        details=CareDetails(
            child_id=child.pk, child_name=child.short_name, option_id=option_id,
            carer=Named(name="Auntie Bev"), relation="aunt_or_uncle",
            kind="temporary_foster", started_on=ago(75), how="emergency",
            arranged="authority", legal_status="interim_care",
            responsibility="Mum, Dad, and the council under the order",
            child_view="“Bev lets me choose the cereal.”",
            permanence="With Bev until the court decides in the spring",
        ),
    )  # fmt: skip
    of_care: dict[str, Any] = {**here, "arrangement_id": care.pk}
    for what, days in (("viability", 76), ("temporary_approval", 75)):
        happened = HappeningDetails(what=what, happened_on=ago(days), by_whom=me)
        actions.write_happening(**of_care, details=happened)
    told = RightsDetails(happened_on=ago(70), by_whom=me, language="English")
    actions.explain_rights(**of_care, details=told)
