"""Who does what: the page, one commitment, and the forms that write on it."""

from __future__ import annotations

from collections.abc import Mapping
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

from kinfold.commitments import actions
from kinfold.commitments.forms import AnswerForm, AskForm, EndForm, TimeForm
from kinfold.commitments.presenters.one import differences, one_page
from kinfold.commitments.presenters.page import (
    card_of,
    commitments_page,
    facts_asked,
)
from kinfold.commitments.selectors.links import open_links_of
from kinfold.commitments.views.desk import ROOM, Desk, asks_of, desk_of
from kinfold.networks.presenters.people import people_around
from kinfold.networks.views.frame import (
    answer_rules,
    ask_again_if_stale,
    beside,
    typed_in,
)
from kinfold.planning.selectors import rules_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.findings import Finding
from kinfold_core.practice.commitments import CommitmentDetails
from kinfold_core.practice.rulebook import check_commitment

NEEDED = "Needed before it counts"


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id)
    page = commitments_page(
        family_id,
        desk.rows,
        desk.guards,
        desk.dangers,
        open_links_of(request.viewer, family_id, now=timezone.now()),
        {one.id: one.relationship for one in desk.network.people},
    )
    note_page(request, desk.ground, ROOM.page)
    context = ROOM.context(
        desk.ground,
        page=page,
        may_write=_may_write(request, desk),
        has_people=bool(desk.network.here),
    )
    return render_page(request, "commitments/commitments.html", context)


@require_safe
def one(request: ViewerRequest, family_id: UUID, commitment_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id)
    row = desk.row(commitment_id)
    rules = rules_of(request.viewer, family_id) if row.rule_id else {}
    page = one_page(
        family_id,
        card_of(family_id, row, desk.guards, desk.labels),
        names=desk.names,
        children=desk.child_names,
        sender=request.viewer.name.partition(" ")[0],
        rule=rules.get(row.rule_id, "") if row.rule_id else "",
    )
    note_page(request, desk.ground, ROOM.page)
    context = ROOM.context(
        desk.ground,
        crumb=row.member_name,
        page=page,
        may_write=_may_write(request, desk),
    )
    return render_page(request, "commitments/commitment.html", context)


@require_http_methods(WRITES)
def offer(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    form = AskForm(posted(request), asks=asks_of(request, desk))
    page = ROOM.asking(
        request, desk.ground, title="Ask somebody to do something",
        button="Keep it, and ask them",
        lead="It counts once they said yes to these words themselves.",
        **beside(
            reverse("commitments:check-offer", args=[family_id]), form, "does",
            lambda typed: _rules(typed, desk),
        ),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.offer(
            family_id=family_id,
            member_id=form.member_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_POST
def check_offer(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What the rules say of asking this person this, while it is typed."""
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    form = AskForm(request.POST, asks=asks_of(request, desk))
    return answer_rules(request, _rules(typed_in(form), desk), NEEDED)


@require_http_methods(WRITES)
def reword(
    request: ViewerRequest, family_id: UUID, commitment_id: UUID
) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    row = desk.row(commitment_id)
    form = AskForm(posted(request), asks=asks_of(request, desk), standing=row)
    page = ROOM.asking(
        request, desk.ground, title=f"Ask {row.member_name} in other words",
        lead="A yes is to words. When they change, everybody in it is asked again.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.reword(
            family_id=family_id,
            commitment_id=commitment_id,
            details=form.details,
            why=form.cleaned_data["why"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda standing: differences(standing, form.details),
    )


@require_http_methods(WRITES)
def answer(
    request: ViewerRequest, family_id: UUID, commitment_id: UUID
) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    row = desk.row(commitment_id)
    form = AnswerForm(
        posted(request),
        people=[(str(key), desk.names.get(key, "")) for key in row.askable],
        version=row.version,
        me=request.viewer.name,
    )
    page = ROOM.asking(
        request, desk.ground, title=f"What they answered: {row.member_name}",
        lead=f"They were asked: “{row.does}”",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.write_answer(
            family_id=family_id,
            commitment_id=commitment_id,
            member_id=form.member_id,
            version=form.cleaned_data["version"],
            details=form.details,
            by=request.viewer,
        ),
        differs=lambda standing: [
            ("The words they were asked", standing.does, f"Before: {row.does}")
        ],
    )


@require_http_methods(WRITES)
def went(request: ViewerRequest, family_id: UUID, commitment_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    row = desk.row(commitment_id)
    people = people_around(desk.ground.people, desk.network)
    form = TimeForm(posted(request), people=people)
    page = ROOM.asking(
        request, desk.ground, title=f"How it went: {row.member_name}",
        lead=f"“{row.does}”",
    )  # fmt: skip

    def save() -> Any:
        cleaned = form.cleaned_data
        return actions.write_time(
            family_id=family_id,
            commitment_id=commitment_id,
            is_kept=cleaned["is_kept"] == "yes",
            happened_on=cleaned["happened_on"],
            what=cleaned["what"],
            told_by=cleaned["told_by_named"],
            by=request.viewer,
        )

    return ask(request, form, page, save)


@require_http_methods(WRITES)
def end(request: ViewerRequest, family_id: UUID, commitment_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    row = desk.row(commitment_id)
    form = EndForm(posted(request))
    page = ROOM.asking(
        request, desk.ground, title=f"{row.member_name} does this no more",
        button="Write it down",
        lead="What was said and done stays readable. They can be asked again.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.end(
            family_id=family_id,
            commitment_id=commitment_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
    )


def _may_write(request: ViewerRequest, desk: Desk) -> bool:
    family = desk.ground.family
    return bool(may_with(request.viewer, Action.WRITE_NETWORK, family))


def _rules(typed: Mapping[str, Any], desk: Desk) -> tuple[Finding, ...]:
    """What the rules say once it is known who; that nobody said yes yet goes without
    saying while they are not asked."""
    member = typed.get("member")
    if not member:
        return ()
    details = CommitmentDetails(
        does=typed.get("does") or "",
        danger_ids=tuple(UUID(str(key)) for key in typed.get("dangers") or ()),
    )
    facts = facts_asked(details, UUID(str(member)), desk.guards)
    return tuple(one for one in check_commitment(facts) if one.rule != "R-NW3")
