"""Who was thought of, and each decision about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.kinship.models import KinshipOption, OptionStep
from kinfold.networks.holding import check_named, hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.people.relationships import Side
from kinfold_core.practice.kinship import (
    OptionDetails,
    Step,
    StepDetails,
    why_not_step,
)
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"


@transaction.atomic
def add_option(*, family_id: UUID, details: OptionDetails, by: Viewer) -> KinshipOption:
    """Write down somebody the child could live with.

    Raises:
        CannotDo: nobody named, it is the child, or they are written down already.
        NotFound: no such family, or a person of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    if not details.who.name:
        raise CannotDo("Say who it is", "who")
    child = Named(name=details.child_name, person_id=details.child_id)
    if child.name and details.who.is_same_as(child):
        raise CannotDo("Choose somebody else than the child", "who")
    check_named(family, [details.who, child])
    _check_new(family, details)
    option = KinshipOption.objects.create(
        authority_id=family.authority_id,
        family=family,
        child_id=details.child_id,
        child_name=details.child_name,
        person_id=details.who.person_id,
        name=details.who.name,
        relationship=details.relationship,
        side=Side(details.side),
        entered_by_id=worker_id,
    )
    _record(by, "kinship.option_added", option, {"name": option.name})
    return option


@transaction.atomic
def decide_option(
    *,
    family_id: UUID,
    option_id: UUID,
    details: StepDetails,
    was: UUID | None,
    by: Viewer,
) -> OptionStep:
    """Write down what was decided of an option. What stands is never changed.

    `was` is the newest step that the writer saw. The same step sent twice is kept once.

    Raises:
        CannotDo: no reason, nobody who decided, a day that has not come, or a no that
            rules somebody out for everything.
        StaleVersion: somebody decided meanwhile; holds their step.
        NotFound: no such option of this family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    option = KinshipOption.objects.filter(
        authority_id=family.authority_id, family=family, pk=option_id
    ).first()
    if option is None:
        raise NotFound("kinship option")
    last = (
        OptionStep.objects.filter(authority_id=family.authority_id, option=option)
        .order_by("decided_on", "recorded_at", "pk")
        .last()
    )
    if last is not None and _is_same(last, details):
        return last
    if last is not None and last.pk != was:
        raise StaleVersion(last)
    if not details.decided_by.name:
        raise CannotDo("Say who decided", "decided_by")
    why_not, field = why_not_step(Step(last.step) if last else Step.THOUGHT_OF, details)
    if why_not:
        raise CannotDo(why_not, field)
    if details.decided_on > timezone.localdate():
        raise CannotDo(NOT_YET, "decided_on")
    if last is not None and details.decided_on < last.decided_on:
        raise CannotDo("This is before what was decided last", "decided_on")
    check_named(family, [details.decided_by])
    step = _create(option, details, worker_id)
    _record(by, f"kinship.option_{step.step}", option, {"step": step.step})
    return step


def _create(option: KinshipOption, details: StepDetails, worker_id: UUID) -> OptionStep:
    return OptionStep.objects.create(
        authority_id=option.authority_id,
        option=option,
        recorded_by_id=worker_id,
        **_columns(details),
    )


def _columns(details: StepDetails) -> dict[str, Any]:
    is_no = details.step == Step.DECLINED
    return {
        "step": details.step,
        "decided_on": details.decided_on,
        "decided_person_id": details.decided_by.person_id,
        "decided_worker_id": details.decided_by.worker_id,
        "decided_name": details.decided_by.name,
        "why": details.why,
        "asked_whom": details.asked_whom,
        "carer_words": details.carer_words,
        "child_words": details.child_words,
        "alternatives": details.alternatives,
        "declined_by": details.declined_by if is_no else "",
        "not_for": list(details.not_for) if is_no else [],
        "still_for": details.still_for if is_no else "",
        "look_again_on": details.look_again_on if is_no else None,
    }


def _is_same(last: OptionStep, details: StepDetails) -> bool:
    """To the letter: what differs in one word is another step, and nothing is lost."""
    said = _columns(details)
    return all(getattr(last, key) == is_now for key, is_now in said.items())


def _check_new(family: Family, details: OptionDetails) -> None:
    """The same person is not thought of twice for the same child."""
    options = KinshipOption.objects.filter(
        authority_id=family.authority_id, family=family, child_id=details.child_id
    )
    who = details.who
    if who.person_id:
        options = options.filter(person_id=who.person_id)
    else:
        options = options.filter(person=None, name__iexact=who.name)
    if options.exists():
        raise CannotDo(
            f"{who.name} is written down already. Say there what was decided", "who"
        )


def _record(
    by: Viewer, action: str, option: KinshipOption, changes: dict[str, Any]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=option,
        changes=changes,
        family_id=option.family_id,
        person_id=option.person_id,
    )
