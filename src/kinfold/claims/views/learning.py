"""Learning questions, and cycles of plan, act, observe and reflect."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.claims import policy
from kinfold.claims.actions import learning as actions
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.forms import (
    CycleForm,
    PartForm,
    QuestionForm,
    StartForm,
    StepForm,
)
from kinfold.claims.presenters import learning as words
from kinfold.claims.presenters import pages
from kinfold.claims.presenters.words import at
from kinfold.claims.selectors import learning as reads
from kinfold.claims.selectors.learning import CycleNow, Learning
from kinfold.claims.selectors.theory import theory_of
from kinfold.claims.views.asking import crumbs, page_of, show_conflict
from kinfold.claims.views.evidence import of_whom
from kinfold.claims.views.theory import FORM
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.records.views.asking import ask


@require_safe
def questions(request: ViewerRequest, slug: str) -> HttpResponse:
    """What is asked, and what is tried."""
    viewer = request.viewer
    found = reads.learning_of(viewer, slug)
    context = {
        "programme": found.programme,
        "questions": words.questions_table(found, timezone.localdate()),
        "cycles": words.cycles_table(found.cycles, slug),
        "may_add": bool(policy.may_add(viewer)),
        "breadcrumbs": crumbs(slug, Link("Questions and cycles", "")),
    }
    return render_page(request, "claims/questions.html", context)


@require_safe
def question(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    found = reads.learning_of(viewer, slug)
    one = found.question(number)
    context = {
        "programme": found.programme,
        "question": one,
        "of_whom": words.whose_words(one.row),
        "due": words.due_words(one, timezone.localdate()),
        "steps": words.steps_told(one),
        "cycles": words.cycles_table(
            [c for c in found.cycles if c.row.question_id == one.row.pk], slug
        ),
        "may_go_on": _may_go_on(viewer, one.row),
        "may_add": bool(policy.may_add(viewer)),
        "breadcrumbs": _crumbs(slug, one.row.words),
    }
    return render_page(request, "claims/question.html", context)


def _crumbs(slug: str, here: str) -> tuple[Link, ...]:
    return crumbs(
        slug, Link("Questions and cycles", at("questions", slug)), Link(here, "")
    )


def _may_go_on(viewer: Viewer, row: Any) -> bool:
    return bool(
        policy.may_go_on_with(
            viewer, of_authority=row.of_authority_id, by_user_id=row.by_user_id
        )
    )


@require_http_methods(FORM)
def ask_question(request: ViewerRequest, slug: str) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    theory = theory_of(viewer, slug)
    choices = {
        **of_whom(viewer, theory),
        "claim": pages.claim_choices(theory),
    }
    form = QuestionForm(posted(request), choices=choices, initial=_asked(request))
    page = page_of(
        viewer,
        title="Ask a learning question",
        button="Ask it",
        back_url=at("questions", slug),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.ask_question(
            slug=slug,
            words=form.cleaned_data["words"],
            typed=actions.QuestionTyped(
                state="open",
                whose=form.cleaned_data["whose"],
                by_when=form.cleaned_data["by_when"],
            ),
            claim=_number(form, "claim"),
            of_authority=form.cleaned_data.get("of_authority") or None,
            by=viewer,
        ),
    )


@require_http_methods(FORM)
def move_question(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    one = reads.learning_of(viewer, slug).question(number)
    now = one.now
    form = StepForm(
        posted(request),
        states=words.STATES,
        initial=words.step_typed(now),
    )
    page = page_of(
        viewer,
        title="Where does the question stand?",
        button="Save where it stands",
        back_url=at("question", slug, number),
        lead=one.row.words,
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.move_question(
                slug=slug,
                number=number,
                typed=actions.QuestionTyped(
                    state=form.cleaned_data["state"],
                    whose=form.cleaned_data["whose"],
                    by_when=form.cleaned_data["by_when"],
                    said=form.cleaned_data["said"],
                ),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except WrittenMeanwhile:
        now = reads.learning_of(viewer, slug).question(number).now
        said = form.cleaned_data
        return show_conflict(
            request,
            form,
            page,
            differs=words.step_conflict(now, said["state"], said["said"]),
            version=now.version,
        )


@require_safe
def cycle(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    found = reads.learning_of(viewer, slug)
    one = found.cycle(number)
    may_go_on = _may_go_on(viewer, one.row)
    context = {
        "programme": found.programme,
        "cycle": one,
        "of_whom": words.whose_words(one.row),
        "start": words.start_words(one),
        "corrections": words.start_corrections(one),
        "parts": words.part_lines(one, slug, may_write=may_go_on),
        "links": words.cycle_links(one, found),
        "measure": words.measure_name(one.row.measure),
        "may_go_on": may_go_on,
        "may_add": bool(policy.may_add(viewer)),
        "breadcrumbs": _crumbs(slug, one.row.title),
    }
    return render_page(request, "claims/cycle.html", context)


@require_http_methods(FORM)
def begin_cycle(request: ViewerRequest, slug: str) -> HttpResponse:
    """A first cycle, or with `?after=` the next of one."""
    viewer = request.viewer
    insist(policy.may_add(viewer))
    theory, learning = theory_of(viewer, slug), reads.learning_of(viewer, slug)
    before = _before(request, learning)
    form = CycleForm(
        posted(request),
        choices={
            **of_whom(viewer, theory),
            "claim": pages.claim_choices(theory),
            "question": words.question_choices(learning),
        },
        initial=words.goes_on_from(before) if before else _asked(request),
    )
    page = page_of(
        viewer,
        title="Plan the next cycle" if before else "Plan a cycle",
        button="Begin it",
        back_url=at("questions", slug),
        lead=f"It goes on from “{before.row.title}”." if before else "",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_cycle(
            slug=slug,
            typed=actions.CycleTyped(
                title=form.cleaned_data["title"],
                planned=form.cleaned_data["planned"],
                start=form.cleaned_data["start"],
                claim=_number(form, "claim"),
                question=_number(form, "question"),
                continues=before.row.number if before else None,
                measure=form.cleaned_data["measure"],
                of_authority=form.cleaned_data.get("of_authority") or None,
            ),
            by=viewer,
        ),
    )


def _before(request: ViewerRequest, learning: Learning) -> CycleNow | None:
    asked = request.GET.get("after", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 7):
        raise NotFound("No cycle has such a number")
    return learning.cycle(int(asked))


def _asked(request: ViewerRequest) -> dict[str, Any]:
    """What the link that led here chose already."""
    return {k: v for k, v in request.GET.items() if k in {"claim", "question"}}


def _number(form: Any, name: str) -> int | None:
    said = form.cleaned_data.get(name)
    return int(said) if said else None


@require_http_methods(FORM)
def write_part(
    request: ViewerRequest, slug: str, number: int, part: str
) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    one = reads.learning_of(viewer, slug).cycle(number)
    if part not in words.ASKS:
        raise NotFound(f"A cycle has no part {part!r}")
    now = one.newest(part)
    form = PartForm(
        posted(request),
        asks=words.ASKS[part],
        initial={
            "version": now.version if now else 0,
            "words": now.words if now else "",
        },
    )
    page = page_of(
        viewer,
        title=words.PARTS[part],
        button="Save it",
        back_url=at("cycle", slug, number),
        lead=one.row.title,
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.write_part(
                slug=slug,
                number=number,
                part=part,
                words=form.cleaned_data["words"],
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except WrittenMeanwhile:
        now = reads.learning_of(viewer, slug).cycle(number).newest(part)
        return show_conflict(
            request,
            form,
            page,
            differs=words.part_conflict(now, form.cleaned_data["words"]),
            version=now.version if now else 0,
        )


@require_http_methods(FORM)
def correct_start(request: ViewerRequest, slug: str, number: int) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_add(viewer))
    one = reads.learning_of(viewer, slug).cycle(number)
    form = StartForm(
        posted(request),
        initial={"version": one.starts[0].version, "day": one.start},
    )
    page = page_of(
        viewer,
        title="Correct the day it started",
        button="Correct the day",
        back_url=at("cycle", slug, number),
        lead="The day that stood before is shown beside it. A day that is moved until "
        "the figures fit shows nothing.",
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.correct_start(
                slug=slug,
                number=number,
                day=form.cleaned_data["day"],
                why=form.cleaned_data["why"],
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except WrittenMeanwhile:
        now = reads.learning_of(viewer, slug).cycle(number).starts[0]
        return show_conflict(
            request,
            form,
            page,
            differs=words.start_conflict(now, form.cleaned_data["day"]),
            version=now.version,
        )
