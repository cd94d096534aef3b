"""Arrangements: begun, written anew, lived, explained and ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.family_time.selectors import family_time_of
from kinfold.kinship import actions
from kinfold.kinship.forms import (
    CareForm,
    EndCareForm,
    HappeningForm,
    LookForm,
    RightsForm,
    SupportForm,
)
from kinfold.kinship.presenters.facts import too_young, typed_findings, years_of
from kinfold.kinship.presenters.page import law_checked
from kinfold.kinship.presenters.words import care_differences, wordings
from kinfold.kinship.selectors import Kinship, cares_of, kinship_of, wordings_of
from kinfold.kinship.views.kinship import ROOM, everybody, me
from kinfold.networks.views.frame import (
    answer_rules,
    ask_again_if_stale,
    beside,
    typed_in,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.views.asking import ask
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.findings import Finding
from kinfold_core.practice.kinship_care import (
    CareRow,
)


@require_http_methods(WRITES)
def begin(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    kinship = kinship_of(request.viewer, family_id)
    chosen = _uuid(request.GET.get("option", ""))
    form = _care_form(request, ground, kinship, option_id=chosen)
    page = ROOM.asking(
        request, ground, title="A child lives with family or friends",
        button="Write it down",
        lead="Say what it is in law, also when it began by itself. A weekend at "
        "Nan's every week is an arrangement too.",
        **_beside(request, ground, kinship, form),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_care(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def change(
    request: ViewerRequest, family_id: UUID, arrangement_id: UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    kinship = kinship_of(request.viewer, family_id)
    care = kinship.care(arrangement_id)
    if care is None:
        raise NotFound("kinship arrangement")
    form = _care_form(request, ground, kinship, standing=care)
    page = ROOM.asking(
        request, ground, title=f"{care.child_name} with {care.carers}",
        lead="Every earlier wording is kept.", at=f"care-{arrangement_id}",
        **_beside(request, ground, kinship, form),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_care(
            family_id=family_id,
            arrangement_id=arrangement_id,
            details=form.details,
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=lambda standing: care_differences(standing, form.details),
    )


@require_POST
def check(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What the rules say of an arrangement that is being typed. Nothing is saved."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    kinship = kinship_of(request.viewer, family_id)
    form = _care_form(request, ground, kinship)
    return answer_rules(request, _say(ground, kinship, typed_in(form)))


@require_http_methods(WRITES)
def happened(
    request: ViewerRequest, family_id: UUID, arrangement_id: UUID
) -> HttpResponse:
    ground, care = _open(request, family_id, arrangement_id)
    form = HappeningForm(
        posted(request),
        people=everybody(request, ground),
        kind=care.law_kind,
        me=me(request),
    )
    page = ROOM.asking(
        request, ground, title=f"{care.child_name} with {care.carers}: what happened",
        lead="Clocks are reckoned from these days.", at=f"care-{care.id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.write_happening(
            family_id=family_id,
            arrangement_id=arrangement_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def explained(
    request: ViewerRequest, family_id: UUID, arrangement_id: UUID
) -> HttpResponse:
    ground, care = _open(request, family_id, arrangement_id)
    form = RightsForm(
        posted(request), people=everybody(request, ground), me=me(request)
    )
    page = ROOM.asking(
        request, ground, title=f"What was explained to {care.carer.name}",
        lead=f"What “{phrases.capital(care.law_kind.law.short)}” means for them.",
        at=f"care-{care.id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.explain_rights(
            family_id=family_id,
            arrangement_id=arrangement_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def support(
    request: ViewerRequest, family_id: UUID, arrangement_id: UUID
) -> HttpResponse:
    ground, care = _open(request, family_id, arrangement_id)
    form = SupportForm(posted(request))
    page = ROOM.asking(
        request, ground, title=f"Help for {care.child_name} with {care.carers}",
        button="Write it down", at=f"care-{care.id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_support(
            family_id=family_id,
            arrangement_id=arrangement_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def look_at_support(
    request: ViewerRequest, family_id: UUID, support_id: UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    found = [
        (care, one)
        for care in cares_of(request.viewer, family_id)
        for one in care.support
        if one.id == support_id
    ]
    if not found:
        raise NotFound("support of an arrangement")
    care, item = found[0]
    form = LookForm(posted(request))
    page = ROOM.asking(
        request, ground, title="Does this help go on?", lead=item.what,
        at=f"care-{care.id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.look_at_support(
            family_id=family_id,
            support_id=support_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def end(request: ViewerRequest, family_id: UUID, arrangement_id: UUID) -> HttpResponse:
    ground, care = _open(request, family_id, arrangement_id)
    form = EndCareForm(posted(request))
    page = ROOM.asking(
        request, ground, title=f"{care.child_name} with {care.carers}: it ends",
        button="End it", at=f"care-{care.id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.end_care(
            family_id=family_id,
            arrangement_id=arrangement_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
    )


@require_safe
def rights(
    request: ViewerRequest, family_id: UUID, arrangement_id: UUID
) -> HttpResponse:
    """The carer's paper. It names the child and the carer and nobody else."""
    ground, care = _open(request, family_id, arrangement_id, Action.OPEN_FAMILY)
    note_page(request, ground, "kinship.paper")
    context = ROOM.context(
        ground, crumb="The carer's paper", care=care, law=care.law_kind.law,
        checked=law_checked(), back_url=ROOM.url(ground, f"care-{care.id}"),
    )  # fmt: skip
    del context["family_header"], context["sections"]
    return render_page(request, "kinship/rights.html", context)


@require_safe
def history(
    request: ViewerRequest, family_id: UUID, arrangement_id: UUID
) -> HttpResponse:
    ground, care = _open(request, family_id, arrangement_id, Action.OPEN_FAMILY)
    note_page(request, ground, "kinship.history")
    context = ROOM.context(
        ground, crumb="How it was written", care=care,
        wordings=wordings(wordings_of(request.viewer, arrangement_id)),
        back_url=ROOM.url(ground, f"care-{care.id}"),
    )  # fmt: skip
    return render_page(request, "kinship/history.html", context)


def _open(
    request: ViewerRequest,
    family_id: UUID,
    arrangement_id: UUID,
    action: Action = Action.WRITE_NETWORK,
) -> tuple[Ground, CareRow]:
    ground = ground_of(request.viewer, family_id, action)
    for care in cares_of(request.viewer, family_id):
        if care.id == arrangement_id:
            return ground, care
    raise NotFound("kinship arrangement")


def _care_form(
    request: ViewerRequest,
    ground: Ground,
    kinship: Kinship,
    *,
    standing: CareRow | None = None,
    option_id: UUID | None = None,
) -> CareForm:
    ladders = family_time_of(request.viewer, ground.family.pk)
    return CareForm(
        posted(request),
        people=everybody(request, ground),
        too_young=too_young(ground.facts.members, timezone.localdate()),
        options=kinship.options,
        times=[
            (str(one.id), f"{one.child_name} with {one.with_name}") for one in ladders
        ],
        nights=[(str(one.id), one.text) for one in kinship.nights],
        standing=standing,
        option=kinship.option(option_id) if option_id else None,
    )


def _beside(
    request: ViewerRequest, ground: Ground, kinship: Kinship, form: CareForm
) -> dict[str, Any]:
    return beside(
        reverse("kinship:check-care", args=[ground.family.pk]), form, "started_on",
        lambda typed: _say(ground, kinship, typed),
    )  # fmt: skip


def _say(ground: Ground, kinship: Kinship, typed: Any) -> tuple[Finding, ...]:
    today = timezone.localdate()
    return typed_findings(typed, kinship, years_of(ground.facts.members, today), today)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
