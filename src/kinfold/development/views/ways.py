"""A person's way: begin it, walk it, look at it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.development import policy
from kinfold.development.actions import ways as actions
from kinfold.development.forms import (
    SOMEBODY_ELSE,
    AnswerForm,
    BeginForm,
    NextForm,
    ObservationForm,
    PieceForm,
    StepForm,
)
from kinfold.development.presenters import training, ways
from kinfold.development.selectors import steps as steps_of
from kinfold.development.selectors import ways as reads
from kinfold.development.views.asking import ASKED, ask_over, crumbs
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.views.asking import Asking, ask
from kinfold_core.people.dates import day_in_words


@require_http_methods(ASKED)
def begin(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = steps_of.programme(viewer, programme_id)
    insist(policy.may_walk(viewer))
    guides = bool(policy.may_guide(viewer))
    me = [(str(viewer.worker_id), f"My own ({viewer.name})")]
    who = training.worker_options(reads.workers(viewer)) if guides else me
    form = BeginForm(posted(request), who=who, may_name=guides)
    page = Asking(
        title="Begin a way",
        button="Begin it",
        back_url=reverse("development:home"),
        lead=f"In {programme.name}. Whose way it is, a practice leader and the quality "
        "lead see it; a director sees counts, and the programme counts without names.",
        done="Begun",
        more=crumbs(Link("Begin a way", "")),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_way(
            programme_id=programme_id,
            trajectory=form.cleaned_data["trajectory"],
            worker_id=None
            if form.cleaned_data["who"] == SOMEBODY_ELSE
            else UUID(form.cleaned_data["who"]),
            name=form.cleaned_data.get("name", ""),
            by=viewer,
        ),
    )


@require_safe
def way(request: ViewerRequest, way_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = reads.way(viewer, way_id)
    steps = steps_of.steps(viewer, shown.row.programme_id)
    context = {
        "row": shown.row,
        "trajectory": ways.trajectory_words(shown.row),
        "steps": ways.step_cards(shown, steps),
        "seen": ways.seen_cards(shown.observed, steps),
        "nexts": shown.nexts,
        "history": ways.history(shown),
        "may_guide": bool(policy.may_guide(viewer)),
        "may_answer": bool(policy.may_answer_observation(viewer, shown.row.worker_id)),
        **crumbs(Link(shown.row.name, "")),
    }
    return render_page(request, "development/way.html", context)


@require_http_methods(ASKED)
def write_step(request: ViewerRequest, way_id: UUID) -> HttpResponse:
    insist(policy.may_guide(request.viewer))
    shown = reads.way(request.viewer, way_id)
    form = StepForm(
        posted(request),
        steps=_options(request, shown),
        initial={"version": shown.steps_version},
    )
    return ask_over(
        request,
        form,
        _page(shown, "Write down a step", "Save the step"),
        lambda: actions.write_step(
            way_id=way_id,
            code=form.cleaned_data["code"],
            is_taken=form.cleaned_data["taken"] == "yes",
            day=form.cleaned_data["day"],
            words=form.cleaned_data["words"],
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        ),
        now=lambda one: (one.version if one else 0, ways.step_now(one)),
    )


@require_http_methods(ASKED)
def add_piece(request: ViewerRequest, way_id: UUID) -> HttpResponse:
    shown = reads.way(request.viewer, way_id)
    form = PieceForm(
        posted(request),
        request.FILES or None,
        steps=_options(request, shown),
    )
    page = _page(
        shown,
        "Put something into the portfolio",
        "Put it in",
        template="development/ask_piece.html",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_piece(
            way_id=way_id,
            code=form.cleaned_data["code"],
            title=form.cleaned_data["title"],
            words=form.cleaned_data["words"],
            link=form.cleaned_data["link"],
            upload=form.cleaned_data["file"],
            by=request.viewer,
        ),
    )


@require_http_methods(ASKED)
def observe(request: ViewerRequest, way_id: UUID) -> HttpResponse:
    insist(policy.may_guide(request.viewer))
    shown = reads.way(request.viewer, way_id)
    form = ObservationForm(
        posted(request),
        steps=_options(request, shown),
        initial={"observer": request.viewer.name},
    )
    return ask(
        request,
        form,
        _page(shown, "Practice that was observed", "Keep what was seen"),
        lambda: actions.write_observation(
            way_id=way_id,
            **{
                name: form.cleaned_data[name]
                for name in ("code", "observer", "day", "seen", "next_words")
            },
            by=request.viewer,
        ),
    )


@require_http_methods(ASKED)
def answer(request: ViewerRequest, observation_id: UUID) -> HttpResponse:
    """What the person who was seen says to it."""
    seen = reads.observation(request.viewer, observation_id)
    insist(policy.may_answer_observation(request.viewer, seen.way.worker_id))
    form = AnswerForm(posted(request))
    back = reverse("development:way", args=[seen.way_id])
    page = Asking(
        title="Answer what was seen",
        button="Keep the answer",
        back_url=back,
        lead=f"{seen.observer} saw on {day_in_words(seen.day)}: {seen.seen}",
        more=crumbs(Link(seen.way.name, back), Link("Answer", "")),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.answer_observation(
            observation_id=observation_id,
            words=form.cleaned_data["words"],
            by=request.viewer,
        ),
    )


@require_http_methods(ASKED)
def write_next(request: ViewerRequest, way_id: UUID) -> HttpResponse:
    shown = reads.way(request.viewer, way_id)
    stands = shown.line.next
    form = NextForm(
        posted(request),
        initial={
            "version": shown.next_version,
            "words": stands.words if stands else "",
            "by_day": stands.by_day if stands else None,
        },
    )
    return ask_over(
        request,
        form,
        _page(shown, "What is the next step?", "Save what is next"),
        lambda: actions.write_next(
            way_id=way_id,
            words=form.cleaned_data["words"],
            by_day=form.cleaned_data["by_day"],
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        ),
        now=lambda one: (one.version, f"“{one.words}”") if one else (0, "nothing yet"),
    )


def _options(request: ViewerRequest, shown: reads.WayShown) -> list[tuple[str, str]]:
    steps = steps_of.steps(request.viewer, shown.row.programme_id)
    return ways.step_options(steps, shown.row.trajectory)


def _page(
    shown: reads.WayShown,
    title: str,
    button: str,
    *,
    template: str = "records/ask.html",
) -> Asking:
    back = reverse("development:way", args=[shown.row.pk])
    label = ways.trajectory_words(shown.row)
    return Asking(
        title=title,
        button=button,
        back_url=back,
        lead=f"{shown.row.name}, {label}. Nothing that was written before is lost.",
        template=template,
        more=crumbs(Link(shown.row.name, back), Link(title, "")),
    )
