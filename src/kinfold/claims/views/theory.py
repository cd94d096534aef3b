"""Evaluation's home, the theory of change as a picture, and adapting it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.claims import doors, policy
from kinfold.claims.actions import theory as actions
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.forms import ClaimForm, NewClaimForm, NewNodeForm, NodeForm
from kinfold.claims.presenters import nodes as node_words
from kinfold.claims.presenters import pages
from kinfold.claims.presenters.words import at
from kinfold.claims.selectors import nodes as node_reads
from kinfold.claims.selectors import theory as reads
from kinfold.claims.views.asking import crumbs, page_of, show_conflict
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.views.asking import ask, leave
from kinfold_core.phrases import capital
from kinfold_measures.england import ATTRIBUTION, LICENCE_URL

FORM = ["GET", "HEAD", "POST"]


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """The picture of the viewer's latest programme, and the doors to the rest."""
    found = reads.open_programmes(request.viewer)
    if not found:
        context = {"doors": doors.open_doors(request.viewer)}
        return render_page(request, "claims/no_programme.html", context)
    return theory(request, found[0].slug)


@require_safe
def theory(request: ViewerRequest, slug: str) -> HttpResponse:
    viewer = request.viewer
    found = reads.theory_of(viewer, slug)
    others = [
        Link(one.name, at("theory", one.slug))
        for one in reads.open_programmes(viewer)
        if one != found.programme
    ]
    context = {
        "theory": found,
        "programme": found.programme,
        "others": others,
        "doors": doors.open_doors(viewer),
        "may_keep": bool(policy.may_keep_theory(viewer)),
        "may_add": bool(policy.may_add(viewer)),
        **pages.home_context(found),
    }
    return render_page(request, "claims/theory.html", context)


@require_POST
def begin(request: ViewerRequest, slug: str) -> HttpResponse:
    actions.begin_theory(slug=slug, by=request.viewer)
    messages.success(request, "The theory begins with what Kinfold ships. Adapt it")
    return leave(request, at("theory", slug))


@require_safe
def node(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    """One thing in the theory: its claims, its figures everywhere, its history."""
    viewer = request.viewer
    found = reads.theory_of(viewer, slug)
    one = found.node(number)
    shown = node_reads.figures_of(viewer, found.programme, one, request.GET)
    context = {
        "node": one,
        "title": capital(one.words),
        "programme": found.programme,
        "kind": one.node.get_kind_display(),
        "leads_here": pages.claims_table(
            [c for c in found.claims if c.effect == one], slug
        ),
        "leads_on": pages.claims_table(
            [c for c in found.claims if c.cause == one], slug
        ),
        "history": pages.node_history(
            reads.node_versions(viewer, found.programme, number)
        ),
        "change_url": at("change-node", slug, number),
        "may_keep": bool(policy.may_keep_theory(viewer)),
        "breadcrumbs": crumbs(slug, Link(capital(one.words), "")),
        "licence_url": LICENCE_URL,
        "data_attribution": ATTRIBUTION,
        **node_words.figures_context(shown, at("node", slug, number), viewer),
    }
    return render_page(request, "claims/node.html", context)


@require_http_methods(FORM)
def add_node(request: ViewerRequest, slug: str) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_keep_theory(viewer))
    reads.programme_at(viewer, slug)
    form = NewNodeForm(posted(request), kinds=node_words.KINDS)
    page = page_of(
        viewer,
        title="Put something into the picture",
        button="Put it in",
        back_url=at("theory", slug),
        lead="Then claim what leads to it, and what it leads to.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_node(
            slug=slug,
            kind=form.cleaned_data["kind"],
            typed=_node_typed(form, is_kept=True),
            by=viewer,
        ),
    )


@require_http_methods(FORM)
def change_node(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_keep_theory(viewer))
    programme = reads.programme_at(viewer, slug)
    now = reads.node_versions(viewer, programme, number)[0]
    form = NodeForm(posted(request), initial=node_words.node_typed(now))
    page = page_of(
        viewer,
        title=f"Change “{now.words}”",
        button="Save this version",
        back_url=at("node", slug, number) if now.is_kept else at("theory", slug),
        lead="What it said before stays readable under it, with who changed it.",
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.change_node(
                slug=slug,
                number=number,
                typed=_node_typed(form, is_kept=form.cleaned_data["is_kept"]),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
            done_url=at("theory", slug),
        )
    except WrittenMeanwhile:
        now = reads.node_versions(viewer, programme, number)[0]
        said = form.cleaned_data
        return show_conflict(
            request,
            form,
            page,
            differs=pages.node_conflict(now, said["words"], said["why"]),
            version=now.version,
        )


@require_http_methods(FORM)
def add_claim(request: ViewerRequest, slug: str) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_keep_theory(viewer))
    choices = pages.node_choices(reads.theory_of(viewer, slug))
    form = NewClaimForm(posted(request), nodes=choices)
    page = page_of(
        viewer,
        title="Claim that one thing leads to another",
        button="Claim it",
        back_url=at("theory", slug),
        lead="If the one, then the other, because … It stands as not tested until "
        "somebody adds evidence, for it or against it.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_claim(
            slug=slug,
            cause=form.cleaned_data["cause"],
            effect=form.cleaned_data["effect"],
            typed=_claim_typed(form, is_kept=True),
            by=viewer,
        ),
    )


@require_http_methods(FORM)
def change_claim(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_keep_theory(viewer))
    programme = reads.programme_at(viewer, slug)
    now = reads.claim_versions(viewer, programme, number)[0]
    form = ClaimForm(posted(request), initial=node_words.claim_typed(now))
    page = page_of(
        viewer,
        title=f"Change claim {number}",
        button="Save this version",
        back_url=at("claim", slug, number) if now.is_kept else at("theory", slug),
        lead="What it said before stays readable, with who changed it. Its evidence "
        "stays with it: look whether it still fits.",
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.change_claim(
                slug=slug,
                number=number,
                typed=_claim_typed(form, is_kept=form.cleaned_data["is_kept"]),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
            done_url=at("theory", slug),
        )
    except WrittenMeanwhile:
        now = reads.claim_versions(viewer, programme, number)[0]
        said = form.cleaned_data
        return show_conflict(
            request,
            form,
            page,
            differs=pages.claim_conflict(now, said["because"], said["holds_where"]),
            version=now.version,
        )


def _node_typed(form: Any, *, is_kept: bool) -> actions.NodeTyped:
    said = form.cleaned_data
    return actions.NodeTyped(
        said["words"], tuple(said["indicators"]), is_kept, said["why"]
    )


def _claim_typed(form: Any, *, is_kept: bool) -> actions.ClaimTyped:
    said = form.cleaned_data
    return actions.ClaimTyped(
        said["because"], said["holds_where"], is_kept, said["why"]
    )
