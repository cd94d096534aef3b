"""The words an authority uses: reading them, trying others, going back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.vocabulary import actions
from kinfold.vocabulary.errors import WordsChanged
from kinfold.vocabulary.forms import GoBackForm, PackForm, ServicesForm
from kinfold.vocabulary.presenters import (
    SERVICES,
    crumbs,
    differences,
    pack_lines,
    pack_url,
    sample_map,
    service_differences,
    version_lines,
    version_name,
    words_table,
)
from kinfold.vocabulary.selectors import (
    pack_at,
    pack_versions,
    status_choice,
    status_versions,
    words_in_force,
)
from kinfold_core.access import Action
from kinfold_core.practice.vocabulary import Pack, Vocabulary

ASKS = ["GET", "HEAD", "POST"]


@require_safe
def packs(request: ViewerRequest) -> HttpResponse:
    words = _words(request)
    context = {"packs": pack_lines(words)}
    return render_page(request, "vocabulary/packs.html", context)


@require_safe
def show(request: ViewerRequest, code: str) -> HttpResponse:
    pack = _pack(_words(request), code)
    context = {
        "pack": pack,
        "breadcrumbs": crumbs(Link(pack.name, "")),
        "version": version_name(pack.version),
        "table": words_table(pack),
        "sample": sample_map(pack),
        "versions": version_lines(pack_versions(request.viewer, code), code=code),
    }
    return render_page(request, "vocabulary/pack.html", context)


@require_http_methods(ASKS)
def change(request: ViewerRequest, code: str) -> HttpResponse:
    """Change the words of a pack; `look` shows a map in them and keeps nothing."""
    standing = _pack(_words(request), code)
    if request.method != "POST":
        return _ask(request, PackForm(standing=standing), standing)
    form = PackForm(request.POST, standing=standing)
    is_whole = form.is_valid()
    typed = form.typed()
    if request.htmx or "look" in request.POST:
        return _ask(request, form, typed)
    if not is_whole:
        return _ask(request, form, typed)
    try:
        kept = actions.write_pack(
            pack=typed,
            seen_version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
            by=request.viewer,
        )
    except WordsChanged as error:
        form.data = request.POST.copy()
        form.data["version"] = str(error.standing.version)
        conflict = differences(error.standing, typed)
        return _ask(request, form, typed, conflict=conflict)
    messages.success(request, f"{kept.name} is in these words now.")
    return go(request, "vocabulary:pack", code=code)


def _ask(
    request: ViewerRequest,
    form: PackForm,
    shown: Pack,
    conflict: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    pack = form.standing
    context = {
        "form": form,
        "pack": pack,
        "breadcrumbs": crumbs(Link(pack.name, pack_url(pack.code)), Link("Change", "")),
        "sample": sample_map(shown),
        "is_typed": form.is_bound,
        "conflict": conflict,
    }
    # while somebody is still typing, an empty box is no refusal
    is_refused = bool(form.errors) and not request.htmx
    return render_page(
        request,
        "vocabulary/change.html",
        context,
        partial="preview",
        status=409 if conflict is not None else 422 if is_refused else 200,
    )


@require_http_methods(ASKS)
def version(request: ViewerRequest, code: str, number: int) -> HttpResponse:
    """One version beside the words in force; posted to, it is in force again."""
    now = _pack(_words(request), code)
    then = pack_at(request.viewer, code, number)
    if then is None:
        raise NotFound("version")
    form = GoBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = actions.go_back_to(
            code=code,
            version=number,
            why=form.cleaned_data["why"],
            by=request.viewer,
        )
        messages.success(request, f"{kept.name} is in those words again.")
        return go(request, "vocabulary:pack", code=code)
    title = f"{then.name}: {version_name(number).lower()}"
    context = {
        "form": form,
        "title": title,
        "breadcrumbs": crumbs(Link(now.name, pack_url(code)), Link(title, "")),
        "differences": differences(then, now),
        "sample": sample_map(then),
        "is_in_force": number == now.version,
    }
    return render_page(
        request, "vocabulary/version.html", context, status=422 if form.errors else 200
    )


@require_http_methods(ASKS)
def services(request: ViewerRequest) -> HttpResponse:
    """Which service speaks in which pack."""
    words, standing = _words(request), status_choice(request.viewer)
    form = ServicesForm(
        request.POST if request.method == "POST" else None,
        services=SERVICES,
        packs=[(code, pack.name) for code, pack in words.packs.items()],
        chosen=standing.packs,
        version=standing.version,
    )
    extra: dict[str, Any] = {}
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            actions.choose_packs(
                packs=form.chosen(),
                seen_version=form.cleaned_data["version"],
                why=form.cleaned_data["why"],
                by=request.viewer,
            )
        except WordsChanged as error:
            now = error.standing
            form.data = request.POST.copy()
            form.data["version"] = str(now.version)
            status = 409
            extra["conflict"] = service_differences(now.packs, form.chosen(), words)
        else:
            messages.success(request, "Each service speaks in these words now.")
            return go(request, "vocabulary:packs")
    context = {
        "form": form,
        "breadcrumbs": crumbs(Link("Which service speaks in which", "")),
        "versions": version_lines(status_versions(request.viewer)),
        **extra,
    }
    return render_page(request, "vocabulary/services.html", context, status=status)


def _words(request: ViewerRequest) -> Vocabulary:
    """The words in force, for whoever may change them.

    Raises:
        PermissionDenied: they are not the viewer's to change.
    """
    decision = request.viewer.may(Action.EDIT_VOCABULARY)
    if not decision:
        raise PermissionDenied(decision.reason)
    return words_in_force(request.viewer)


def _pack(words: Vocabulary, code: str) -> Pack:
    pack = words.packs.get(code)
    if pack is None:
        raise NotFound("pack")
    return pack
