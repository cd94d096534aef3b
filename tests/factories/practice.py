"""A family with a map, in fixed words. Written through the actions, as people would."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating
from kinfold.records.models import Allocation, Family, FamilyMember, Person
from kinfold.scaling.actions import rate
from kinfold.versions.actions import disagree
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import (
    DangerSetDetails,
    EntryDetails,
    ImpactDetails,
    Named,
    RatingDetails,
)

MARCH = FuzzyDate.on(date(2026, 3, 2))


def make_person(by: Viewer, name: str, **fields: object) -> Person:
    return Person.objects.create(
        authority_id=by.in_authority(), given_names=name, family_name="Okafor", **fields
    )


def make_family(by: Viewer, *, is_synthetic: bool = False) -> Family:
    """Amira, Kai and Leanne, allocated to `by`."""
    with as_viewer(by):
        family = Family.objects.create(
            authority_id=by.in_authority(),
            name="The Okafor-Hale family",
            sort_key="okafor hale",
            reference=f"TEST-{Family.objects.count():04d}",
            opened_on=date(2026, 1, 5),
            is_synthetic=is_synthetic,
        )
        for name, part, born in (
            ("Amira", "child", date(2017, 5, 4)),
            ("Kai", "child", date(2022, 2, 9)),
            ("Leanne", "adult", date(1992, 8, 1)),
            ("Dean", "adult", date(1990, 1, 20)),
        ):
            FamilyMember.objects.create(
                authority_id=family.authority_id,
                family=family,
                person=make_person(
                    by, name, born_earliest_on=born, born_latest_on=born
                ),
                part=part,
                joined_on=family.opened_on,
            )
        Allocation.objects.create(
            authority_id=family.authority_id,
            family=family,
            worker_id=by.worker_id,
            team_id=min(by.team_ids, default=None),
            started_on=family.opened_on,
        )
    return family


def named(by: Viewer, family: Family, name: str) -> Named:
    """Somebody of the family by their first name. Call it within `as_viewer`."""
    member = FamilyMember.objects.select_related("person").get(
        family=family, person__given_names=name
    )
    return Named(name=name, person_id=member.person_id)


def me(by: Viewer) -> Named:
    return Named(name=by.name, worker_id=by.worker_id)


def good_set(by: Viewer, family: Family) -> DangerSetDetails:
    """A danger statement, goal and scale that every blocking rule accepts."""
    amira, kai = named(by, family, "Amira"), named(by, family, "Kai")
    impacts = [
        _impact(amira, "Amira might lie awake and be too scared to learn."),
        _impact(kai, "Kai might be badly cut."),
    ]
    return DangerSetDetails(
        worried_people=(me(by), Named(name="Mr Cole (teacher)")),
        worried_about=(
            "On some Friday nights when Dean has been drinking he shouts and breaks "
            "things. On 3 May a plate broke and cut Amira's foot."
        ),
        what_might_happen="If nothing changes, the children might be badly cut or hit.",
        why_believed="It has happened three times since Christmas.",
        impacts=tuple(sorted(impacts, key=lambda one: one.child_id.hex)),
        agency_goal=(
            "When there is drink or an argument, the children will be somewhere calm "
            "with someone sober."
        ),
        family_goal="Quiet Fridays, and everybody in their own bed.",
        child_hope="Pizza and a film.",
        observable_signs=("Nan has the children on pay days", "Amira sleeps all night"),
        sustained_for="six months, hard Fridays included",
        anchor_0="Fridays are so dangerous the children cannot sleep there",
        anchor_10="Everybody has handled every hard Friday for six months",
    )


def _impact(child: Named, text: str) -> ImpactDetails:
    assert child.person_id is not None
    return ImpactDetails(child_id=child.person_id, child_name=child.name, text=text)


def make_set(by: Viewer, family: Family) -> DangerStatement:
    with as_viewer(by):
        return actions.add_danger_set(
            family_id=family.pk, details=good_set(by, family), by=by
        )


def make_entry(
    by: Viewer, family: Family, category: str = "strength", **changes: object
) -> MapEntry:
    details = {"text": "Leanne reads to Kai every night."} | changes
    with as_viewer(by):
        return actions.add_entry(
            family_id=family.pk,
            details=EntryDetails(category=category, **details),  # type: ignore[arg-type]
            by=by,
        )


def make_rating(
    by: Viewer,
    family: Family,
    danger_id: UUID,
    rater: Named,
    value: str | None = "4",
    **changes: object,
) -> ScaleRating:
    given: dict[str, object] = {
        "rater": rater,
        "capacity": "parent",
        "answer": Answer.NUMBER if value else Answer.DECLINED,
        "value": Decimal(value) if value else None,
        "rated_on": timezone.localdate() - timedelta(days=1),
        "occasion": "visit",
    }
    with as_viewer(by):
        return rate(
            family_id=family.pk,
            danger_id=danger_id,
            details=RatingDetails(**(given | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_map(by: Viewer, family: Family) -> DangerStatement:
    """One of everything, as it stands after a good first visit."""
    danger = make_set(by, family)
    with as_viewer(by):
        amira = named(by, family, "Amira")
        leanne = named(by, family, "Leanne")
        dean = named(by, family, "Dean")
    make_entry(
        by, family, "harm", text="Dad pushed Mum and she had Kai in her arms.",
        is_own_words=True, said_by=amira, source_type="child", happened=MARCH,
        impact="Kai cried and would not be put down.", danger_id=danger.pk,
    )  # fmt: skip
    make_entry(
        by, family, "complicating_factor",
        text="The family has had four social workers in two years.",
    )  # fmt: skip
    make_entry(
        by, family, "existing_safety", text="Took the children to hers for the night.",
        who=Named(name="Nan Jo"), happened=FuzzyDate.on(date(2026, 5, 17)),
        danger_id=danger.pk,
    )  # fmt: skip
    make_entry(by, family, "strength")
    make_entry(
        by, family, "next_step", text="Ring Raj and ask if he can do pay-day Fridays.",
        who=Named(name="Nan Jo"), due_on=timezone.localdate() + timedelta(days=3),
        danger_id=danger.pk,
    )  # fmt: skip
    make_rating(
        by, family, danger.pk, leanne, "4",
        reason_why_not_lower="He has not hit anybody.",
        what_would_make_one_higher="One quiet pay day.",
    )  # fmt: skip
    make_rating(by, family, danger.pk, dean, "7", reason_why_not_lower="I only shout.")
    make_rating(by, family, danger.pk, me(by), "3.5", capacity="professional")
    make_rating(by, family, danger.pk, amira, None, capacity="child")
    with as_viewer(by):
        disagree(
            family_id=family.pk,
            danger_id=danger.pk,
            who=dean,
            words="The plate was an accident. I only shout.",
            said_on=date(2026, 5, 5),
            by=by,
        )
    return danger
