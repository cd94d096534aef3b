"""One claim, what speaks for it and against it, and its story."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.claims import policy
from kinfold.claims.actions import evidence as actions
from kinfold.claims.actions.theory import tell_story
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.forms import (
    WHOLE_PROGRAMME,
    EvidenceForm,
    RivalAnswerForm,
    RivalForm,
    StoryForm,
    WhyForm,
)
from kinfold.claims.presenters import pages
from kinfold.claims.presenters.words import at, statement
from kinfold.claims.selectors import theory as reads
from kinfold.claims.selectors.theory import ClaimNow, Theory
from kinfold.claims.views.asking import crumbs, page_of, show_conflict
from kinfold.claims.views.theory import FORM
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.records.views.asking import ask


@require_safe
def claim(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    found = reads.theory_of(viewer, slug)
    one = found.claim(number)
    context = {
        **_said_of(viewer, found, one),
        "history": pages.claim_history(
            reads.claim_versions(viewer, found.programme, number)
        ),
        "breadcrumbs": crumbs(slug, Link(f"Claim {number}", "")),
    }
    return render_page(request, "claims/claim.html", context)


@require_safe
def story(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """Contribution analysis in six steps, on one sheet."""
    viewer = request.viewer
    found = reads.theory_of(viewer, slug)
    one = found.claim(number)
    told = reads.stories_of(viewer, found.programme, number)
    context = {
        **_said_of(viewer, found, one),
        "steps": pages.STEPS,
        "rows": pages.story_rows(one),
        "story": told[0] if told else None,
        "earlier": told[1:],
        "breadcrumbs": crumbs(
            slug,
            Link(f"Claim {number}", at("claim", slug, number)),
            Link("Its story", ""),
        ),
    }
    return render_page(request, "claims/story.html", context)


def _said_of(viewer: Viewer, found: Theory, one: ClaimNow) -> dict[str, Any]:
    slug = found.programme.slug
    may_take_back = {
        row.number
        for row in one.standing_evidence
        if policy.may_go_on_with(
            viewer, of_authority=row.of_authority_id, by_user_id=row.by_user_id
        )
    }
    may_keep = bool(policy.may_keep_theory(viewer))
    return {
        "programme": found.programme,
        "evidence": pages.evidence_lines(one.evidence, slug, may_take_back),
        "rivals": pages.rival_lines(one.rivals, slug, may_answer=may_keep),
        "may_keep": may_keep,
        "may_add": bool(policy.may_add(viewer)),
        **pages.claim_context(one),
    }


def of_whom(viewer: Viewer, theory: Theory) -> dict[str, Any]:
    """Whose it can be: somebody of an authority writes for that authority alone."""
    if viewer.authority_id:
        return {"of_authority": []}
    places = reads.authorities_of(viewer, theory.programme)
    return {"of_authority": [WHOLE_PROGRAMME, *((str(p.pk), p.name) for p in places)]}


@require_http_methods(FORM)
def add_evidence(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    found = reads.theory_of(viewer, slug)
    one = found.claim(number)
    form = EvidenceForm(posted(request), choices=of_whom(viewer, found))
    page = page_of(
        viewer,
        title="Add evidence",
        button="Add it",
        back_url=at("claim", slug, number),
        lead=statement(one),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_evidence(
            slug=slug, claim=number, typed=_evidence_typed(form), by=viewer
        ),
    )


def _evidence_typed(form: EvidenceForm) -> actions.EvidenceTyped:
    said = form.cleaned_data
    return actions.EvidenceTyped(
        kind=said["kind"],
        says=said["says"],
        words=said["words"],
        quality=said["quality"],
        is_independent="is_independent" in said["facts"],
        is_comparative="is_comparative" in said["facts"],
        is_of_fidelity="is_of_fidelity" in said["facts"],
        source=said["source"],
        who_says=said["who_says"],
        day=said["day"],
        sample=said["sample"],
        link=said["link"],
        notes=said["notes"],
        of_authority=said.get("of_authority") or None,
    )


@require_http_methods(FORM)
def take_evidence_back(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    one, row = _evidence_at(reads.theory_of(viewer, slug), number)
    form = WhyForm(posted(request))
    page = page_of(
        viewer,
        title="Take this evidence back?",
        button="Take it back",
        back_url=at("claim", slug, one.number),
        lead=f"“{row.words}” counts no more, and stays readable with your reason.",
        done="Taken back",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.take_evidence_back(
            slug=slug, number=number, why=form.cleaned_data["why"], by=viewer
        ),
    )


def _evidence_at(theory: Theory, number: int) -> tuple[ClaimNow, Any]:
    for claim in theory.claims:
        for piece in claim.evidence:
            if piece.row.number == number:
                return claim, piece.row
    raise NotFound(f"No evidence has the number {number}")


@require_http_methods(FORM)
def add_rival(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    one = reads.theory_of(viewer, slug).claim(number)
    form = RivalForm(posted(request))
    page = page_of(
        viewer,
        title="What else could explain it?",
        button="Add it",
        back_url=at("claim", slug, number),
        lead=f"{statement(one)} It stays open until somebody rules it out.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_rival(
            slug=slug, claim=number, words=form.cleaned_data["words"], by=viewer
        ),
    )


@require_http_methods(FORM)
def answer_rival(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_keep_theory(viewer))
    claim, rival = _rival_at(reads.theory_of(viewer, slug), number)
    now = rival.answer
    form = RivalAnswerForm(
        posted(request), initial={"version": now.version if now else 0}
    )
    page = page_of(
        viewer,
        title="Is this explanation ruled out?",
        button="Save this answer",
        back_url=at("claim", slug, claim.number),
        lead=rival.row.words,
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.answer_rival(
                slug=slug,
                number=number,
                is_ruled_out=form.cleaned_data["is_ruled_out"],
                how=form.cleaned_data["how"],
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except WrittenMeanwhile:
        now = _rival_at(reads.theory_of(viewer, slug), number)[1].answer
        return show_conflict(
            request,
            form,
            page,
            differs=pages.rival_conflict(now, form.cleaned_data["how"]),
            version=now.version if now else 0,
        )


def _rival_at(theory: Theory, number: int) -> tuple[ClaimNow, reads.RivalNow]:
    for claim in theory.claims:
        for rival in claim.rivals:
            if rival.row.number == number:
                return claim, rival
    raise NotFound(f"No other explanation has the number {number}")


@require_http_methods(FORM)
def write_story(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_keep_theory(viewer))
    found = reads.theory_of(viewer, slug)
    one = found.claim(number)
    told = reads.stories_of(viewer, found.programme, number)
    form = StoryForm(
        posted(request),
        initial={
            "version": told[0].version if told else 0,
            "story": told[0].story if told else "",
        },
    )
    page = page_of(
        viewer,
        title="Tell the story so far",
        button="Save the story",
        back_url=at("story", slug, number),
        lead=statement(one),
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: tell_story(
                slug=slug,
                number=number,
                story=form.cleaned_data["story"],
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except WrittenMeanwhile:
        told = reads.stories_of(viewer, found.programme, number)
        now = told[0] if told else None
        return show_conflict(
            request,
            form,
            page,
            differs=pages.story_conflict(now, form.cleaned_data["story"]),
            version=now.version if now else 0,
        )
