"""The registry, a study's design, what it found, and its files."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.studies import policy, selectors
from kinfold.studies.presenters import design as design_words
from kinfold.studies.presenters import registry as words
from kinfold.studies.presenters import results as found
from kinfold.studies.presenters import running
from kinfold.studies.study import Study
from kinfold_evaluation.registry.book import as_written
from kinfold_evaluation.registry.protocol import as_toml
from kinfold_evaluation.report.paper import as_paper
from kinfold_evaluation.report.web import as_page
from kinfold_measures.formulas import harmless

KINDS = {
    "protocol": ("toml", "application/toml"),
    "book": ("jsonl", "application/jsonl"),
    "data": ("csv", "text/csv"),
    "results": ("json", "application/json"),
    "table": ("csv", "text/csv"),
    "report": ("pdf", "application/pdf"),
    "page": ("html", "text/html"),
}


@require_safe
def registry(request: ViewerRequest) -> HttpResponse:
    """Every protocol, and whether it still is what was registered."""
    studies = selectors.studies(request.viewer)
    context = {
        "table": words.registry_table(studies),
        "refused": [study for study in studies if study.refused],
        "may_write": policy.may_write_studies(request.viewer),
    }
    return render_page(request, "studies/registry.html", context)


@require_safe
def design(request: ViewerRequest, study: str) -> HttpResponse:
    """What was promised, who is compared with whom, and what could be seen."""
    one = selectors.study_called(request.viewer, study)
    layout = words.layout_of_study(one)
    context = {
        "study": one,
        "state_tone": words.TONES[one.state],
        "promise": words.promise_rows(one.said),
        "standing": words.standing_rows(one),
        "outcomes": words.outcomes_table(one),
        "analyses": words.analyses_table(one),
        "deviations": words.deviations_table(one),
        "opened_before": words.opened_before_words(one),
        "compared": words.compared(one),
        "layout": layout,
        "windows": design_words.windows_figure(layout) if layout else None,
        "power": design_words.power_table(one),
        "run": running.run_card(selectors.last_run_of(request.viewer, one)),
        "may_run": one.programme_id and policy.may_write_studies(request.viewer),
        "breadcrumbs": crumbs(one),
    }
    # the part for a run that is over asks no more, so the polling ends by itself
    return render_page(request, "studies/design.html", context, partial="run")


@require_safe
def results(request: ViewerRequest, study: str) -> HttpResponse:
    """Each outcome's honest paragraph; none where the protocol was changed."""
    one = selectors.study_called(request.viewer, study)
    context = {
        "study": one,
        "in_front": found.in_front(one),
        "cards": found.cards(one, request.viewer.place_name),
        "strength": found.strength_table(one),
        "deviations": words.deviations_table(one),
        "opened_before": words.opened_before_words(one),
        "compared": words.compared(one),
        "standing": words.standing_rows(one),
        "breadcrumbs": (*crumbs(one), Link("What it found", "")),
    }
    return render_page(request, "studies/results.html", context)


@require_safe
def outcome(request: ViewerRequest, study: str, number: int) -> HttpResponse:
    """One outcome with every picture, table and doubt. It is called by its number: what
    heads its column may be any words."""
    one = selectors.study_called(request.viewer, study)
    column = dict(enumerate(one.answers, 1)).get(number)
    if column is None:
        raise NotFound("outcome")
    finding = found.finding(one, column, request.viewer.place_name)
    here = reverse("studies:results", args=[one.key])
    context = {
        "study": one,
        "finding": finding,
        "breadcrumbs": (
            *crumbs(one),
            Link("What it found", here),
            Link(finding.title, ""),
        ),
    }
    return render_page(request, "studies/outcome.html", context)


@require_safe
@limited("files of studies", per_minute=30)
def taken_away(request: ViewerRequest, study: str, what: str) -> HttpResponse:
    """A file of the study. Of a changed one only its book, which proves the change."""
    one = selectors.study_called(request.viewer, study)
    content = _file(request, one, what)
    if what not in KINDS or not content:
        raise NotFound("file")
    ending, kind = KINDS[what]
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    name = f"{one.key}-{what}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def crumbs(study: Study) -> tuple[Link, ...]:
    return (
        Link("Studies", reverse("studies:home")),
        Link(study.title, reverse("studies:design", args=[study.key])),
    )


def _file(request: ViewerRequest, study: Study, what: str) -> str | bytes:
    if what == "book":
        return "".join(map(as_written, study.lines))
    if study.refused:
        return ""
    if what == "table":
        return _table(study)
    if what in {"report", "page"} and study.answers:
        made = selectors.report_of(request.viewer, study)
        return as_paper(made) if what == "report" else as_page(made)
    files = {
        "protocol": as_toml(study.said),
        "data": study.panel,
        "results": study.results,
    }
    return files.get(what, "")


def _table(study: Study) -> str:
    """Every analysis of every outcome, a line each."""
    if not study.answers:
        return ""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["outcome", "analysis", "effect", "error", "p", "refused"])
    for column, answers in study.answers.items():
        for name, answer in answers.items():
            effect = answer.get("att", answer.get("effect"))
            told = (answer.get("se"), answer.get("p_value"))
            refused = str(answer.get("cannot_be_answered", ""))
            lines.writerow(
                [harmless(column), harmless(name), effect, *told, harmless(refused)]
            )
    return out.getvalue()
