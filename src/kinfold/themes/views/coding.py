"""The code book, coding answer by answer, agreement, and settling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.views.asking import Asking, add_error, ask, leave, with_version
from kinfold.records.views.asking import show as show_form
from kinfold.themes import policy
from kinfold.themes.actions import coding as actions
from kinfold.themes.forms import CodeForm, CodingForm, SettleForm
from kinfold.themes.presenters import agreement as told
from kinfold.themes.presenters import pages
from kinfold.themes.selectors import coding, collections
from kinfold.themes.selectors.collections import Answer, Code, Collected
from kinfold.themes.views.collections import collection_link, home_link

REFUSED, CHANGED = 422, 409


def crumbs(row: Collected, label: str) -> tuple[Link, ...]:
    return (home_link(), collection_link(row.pk, row.title), Link(label, ""))


@require_safe
def book(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    is_closed = coding.seats_of(viewer, row).is_anybody_done
    context = {
        "row": row,
        "codes": collections.wordings_of(viewer, row),
        "may_write": bool(policy.may_run(viewer)) and not is_closed,
        "is_closed": is_closed,
        "breadcrumbs": crumbs(row, "Code book"),
    }
    return render_page(request, "themes/book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write_code(
    request: ViewerRequest, collection_id: UUID, code_id: UUID | None = None
) -> HttpResponse:
    """Add a code, or give one other words."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    history = collections.code_with_history(viewer, row, code_id) if code_id else []
    insist(policy.may_run(viewer))
    standing = history[0] if history else None
    form = CodeForm(
        request.POST if request.method == "POST" else None, initial=_typed(standing)
    )
    if standing is None:
        del form.fields["is_dropped"]
    back = reverse("themes:book", args=[row.pk])
    page = Asking(
        title=f"The code “{standing.name}”" if standing else "Add a code",
        button="Save the code",
        back_url=back,
        lead="Both coders read this beside every answer. When a code changes, answers "
        "coded before are looked at again.",
        done="Saved in the code book",
        template="themes/code.html",
        more={"history": history[1:], "breadcrumbs": crumbs(row, "Code book")},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.write_code(
                collection_id=row.pk,
                code_id=code_id,
                seen_version=form.cleaned_data["version"] or 0,
                words={"is_dropped": False, **form.cleaned_data},
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        form.data = with_version(form.data, changed.current.version)
        page.more["changed"] = changed.current
        return show_form(request, form, page, status=CHANGED)


def _typed(standing: Code | None) -> dict[str, Any]:
    if standing is None:
        return {}
    words = {name: getattr(standing, name) for name in actions.WORDS}
    return {"version": standing.version, **words}


@require_POST
def sit(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """Take a seat as a coder, and begin."""
    row = collections.collection(request.viewer, collection_id)
    try:
        actions.take_seat(collection_id=row.pk, by=request.viewer)
    except CannotDo as error:
        return _refused(request, row, error)
    return HttpResponseRedirect(reverse("themes:coding", args=[row.pk]))


@require_POST
def end(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """Say that one is through."""
    row = collections.collection(request.viewer, collection_id)
    try:
        actions.end_coding(collection_id=row.pk, by=request.viewer)
    except CannotDo as error:
        return _refused(request, row, error)
    return HttpResponseRedirect(reverse("themes:agreement", args=[row.pk]))


def _refused(request: ViewerRequest, row: Collected, error: CannotDo) -> HttpResponse:
    context = {
        "row": row,
        "refused": error.message,
        "breadcrumbs": crumbs(row, "Coding"),
    }
    return render_page(request, "themes/refused.html", context, status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """One answer and the codes of the book; kept as soon as one is ticked."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    insist(policy.may_code(viewer))
    seats = coding.seats_of(viewer, row)
    insist(policy.has_seat(is_taken=seats.of(viewer) is not None))
    codes = collections.book_of(viewer, row)
    answers = list(collections.answers_of(viewer, row))
    own = coding.own_coding(viewer, row, seats)
    here = _here(request, row, answers, own)
    form = CodingForm(
        request.POST if request.method == "POST" else None,
        book=pages.book_options(codes),
        initial={
            "answer": here.pk if here else None,
            "codes": [str(one) for one in own.codes.get(here.pk, ())] if here else [],
        },
    )
    status = 200
    if request.method == "POST":
        if (saved := _coded(request, row, form, answers)) is not None:
            return saved
        status = REFUSED
    left = [a for a in answers if not own.is_up_to_date(a.pk, row.book_version)]
    context = {
        "row": row,
        "form": form,
        "here": pages.answer_shown(here) if here else None,
        "before": _beside(answers, here, -1),
        "after": _beside(answers, here, +1),
        "done": len(answers) - len(left),
        "total": len(answers),
        "is_coded": here is not None and here not in left,
        "given": pages.code_names(
            own.codes.get(here.pk, ()) if here else (),
            {one.code_id: one.name for one in codes},
        ),
        "is_over": seats.of(viewer).done_at is not None,  # type: ignore[union-attr]
        "codes": codes,
        "breadcrumbs": crumbs(row, "Coding"),
    }
    return render_page(
        request, "themes/coding.html", context, partial="kept", status=status
    )


def _here(
    request: ViewerRequest,
    row: Collected,
    answers: list[Answer],
    own: coding.Found,
) -> Answer | None:
    """The answer asked for or sent; else the first not coded; else the first."""
    sent, asked = request.POST.get("answer", ""), request.GET.get("answer", "")
    for one in answers:
        if (sent and str(one.pk) == sent) or (not sent and str(one.number) == asked):
            return one
    left = (a for a in answers if not own.is_up_to_date(a.pk, row.book_version))
    return next(left, answers[0] if answers else None)


def _beside(answers: list[Answer], here: Answer | None, step: int) -> int | None:
    """The number of the answer before or after."""
    place = answers.index(here) + step if here else -1
    return answers[place].number if 0 <= place < len(answers) else None


def _coded(
    request: ViewerRequest,
    row: Collected,
    form: CodingForm,
    answers: list[Answer],
) -> HttpResponse | None:
    """Keep it, and go to the next answer; None where something is wrong with it."""
    if not form.is_valid():
        return None
    try:
        coding_row = actions.code_answer(
            collection_id=row.pk,
            answer_id=form.cleaned_data["answer"],
            codes=form.chosen(),
            by=request.viewer,
        )
    except CannotDo as error:
        add_error(form, error)
        return None
    if request.htmx:
        context = {"kept_at": timezone.localtime(), "is_coded": True}
        return render_page(request, "themes/coding.html", context, partial="kept")
    here = next(one for one in answers if one.pk == coding_row.answer_id)
    after = _beside(answers, here, +1)
    url = reverse("themes:coding", args=[row.pk])
    return leave(request, f"{url}?answer={after}" if after else url)


@require_safe
def agreement(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """How far the two agree, and where they differ; once both are through."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    seats = coding.seats_of(viewer, row)
    both = coding.both_codings(viewer, row, seats)
    context: dict[str, Any] = {
        "row": row,
        "seats": seats,
        "may_settle": bool(policy.may_settle(viewer, seats.coders)),
        "breadcrumbs": crumbs(row, "Agreement"),
    }
    if both is not None:
        answers = list(collections.answers_of(viewer, row))
        codes = collections.book_of(viewer, row)
        ids = [one.pk for one in answers]
        settled = coding.settlings_of(viewer, row, seats)
        context |= {
            "table": told.agreement_table(codes, ids, both),
            "sentences": told.sentences(codes, ids, both),
            "names": [one.name for one in seats.taken],
            "differences": pages.differences(
                answers,
                both,
                {key: (frozenset(one.codes), one.why) for key, one in settled.items()},
                {one.code_id: one.name for one in codes},
                row,
            ),
        }
    return render_page(request, "themes/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(
    request: ViewerRequest, collection_id: UUID, answer_id: UUID
) -> HttpResponse:
    """What the two settle on for one answer."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    answer = collections.answer(viewer, row, answer_id)
    seats = coding.seats_of(viewer, row)
    insist(policy.may_settle(viewer, seats.coders))
    codes = collections.book_of(viewer, row)
    names = {one.code_id: one.name for one in codes}
    both = coding.both_codings(viewer, row, seats)
    standing = coding.settlings_of(viewer, row, seats).get(answer.pk)
    form = SettleForm(
        request.POST if request.method == "POST" else None,
        book=pages.book_options(codes),
        initial=_settled(standing),
    )
    page = Asking(
        title=f"Settle answer {answer.number}",
        button="Save what you settled",
        back_url=reverse("themes:agreement", args=[row.pk]),
        done="Settled. What each of you found first stays beside it",
        template="themes/settle.html",
        more={
            "answer": pages.answer_shown(answer),
            "found": _said_first(seats, both, answer, names),
            "breadcrumbs": crumbs(row, "Agreement"),
        },
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.settle_answer(
                collection_id=row.pk,
                answer_id=answer.pk,
                codes=form.chosen(),
                why=form.cleaned_data["why"],
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        now = changed.current
        form.data = with_version(form.data, now.version if now else 0)
        if now:
            page.more["changed"] = f"{pages.code_names(now.codes, names)}. {now.why}"
        return show_form(request, form, page, status=CHANGED)


def _settled(standing: coding.Settled | None) -> dict[str, Any]:
    if standing is None:
        return {"version": 0}
    return {
        "version": standing.version,
        "codes": [str(one) for one in standing.codes],
    }


def _said_first(
    seats: coding.Seats,
    both: tuple[coding.Found, coding.Found] | None,
    answer: Answer,
    names: dict[UUID, str],
) -> list[tuple[str, str]]:
    if both is None:
        return []
    return [
        (seat.name, pages.code_names(found.codes.get(answer.pk, ()), names))
        for seat, found in zip(seats.taken, both, strict=True)
    ]
