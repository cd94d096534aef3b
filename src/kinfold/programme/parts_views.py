"""Waves and roles of a programme: each is asked on a page of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.platform.http import ViewerRequest, posted
from kinfold.programme import cohort_selectors as cohort
from kinfold.programme import parts_actions as actions
from kinfold.programme import parts_presenters as presenters
from kinfold.programme import parts_selectors as selectors
from kinfold.programme.cohort_views import ASKED, page_of
from kinfold.programme.cohort_words import ended_words
from kinfold.programme.over_newer import ask_over
from kinfold.programme.parts_forms import (
    EndRoleForm,
    GiveRoleForm,
    NameRoleForm,
    WaveForm,
    WavePlaceForm,
)
from kinfold.records.views.asking import ask, settled


@require_http_methods(ASKED)
def add_wave(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    row = cohort.programme(request.viewer, programme_id)
    cohort.insist_leads(request.viewer, programme_id)
    form = WaveForm(posted(request))
    page = page_of("Add a wave", "Add it", f"{row.name}. Authorities of a wave begin "
                   "together.")  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.keep_wave(
            programme_id=programme_id, wave=_together(form), by=request.viewer
        ),
    )


@require_http_methods(ASKED)
def change_wave(
    request: ViewerRequest, programme_id: UUID, wave_number: int
) -> HttpResponse:
    cohort.programme(request.viewer, programme_id)
    cohort.insist_leads(request.viewer, programme_id)
    row = selectors.wave(request.viewer, programme_id, wave_number)
    form = WaveForm(
        posted(request),
        initial={
            "version": row.version,
            "name": row.name,
            "begins_on": row.begins_on,
        },
    )
    return ask_over(
        request,
        form,
        page_of("Change a wave", "Save it"),
        lambda: actions.keep_wave(
            programme_id=programme_id,
            wave=_together(form),
            number=wave_number,
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        ),
        lambda changed: (
            changed.current.version,
            f"{presenters.wave_words(changed.current)}.",
        ),
    )


def _together(form: WaveForm) -> actions.Together:
    said = form.cleaned_data
    return actions.Together(said["name"], said["begins_on"])


@require_http_methods(ASKED)
def put_in_wave(
    request: ViewerRequest, programme_id: UUID, journey_of: UUID
) -> HttpResponse:
    row = cohort.place(request.viewer, programme_id, journey_of)
    cohort.insist_leads(request.viewer, programme_id)
    waves = selectors.waves(request.viewer, programme_id)
    standing = selectors.wave_place(request.viewer, programme_id, journey_of)
    form = WavePlaceForm(
        posted(request),
        waves=presenters.wave_choices(waves),
        initial={
            "version": standing.version if standing else 0,
            "wave": str((standing and standing.wave) or "none"),
        },
    )

    def save() -> None:
        said = form.cleaned_data
        actions.put_in_wave(
            programme_id=programme_id,
            place=journey_of,
            wave=None if said["wave"] == "none" else int(said["wave"]),
            seen_version=said["version"] or 0,
            by=request.viewer,
        )

    return ask_over(
        request,
        form,
        page_of(f"The wave of {row.authority.name}", "Save it"),
        save,
        lambda changed: (
            changed.current.version if changed.current else 0,
            f"{presenters.place_words(changed.current, waves)}.",
        ),
    )


@require_http_methods(ASKED)
def give_role(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    row = cohort.programme(request.viewer, programme_id)
    cohort.insist_leads(request.viewer, programme_id)
    form = GiveRoleForm(posted(request))
    return ask(
        request,
        form,
        page_of("Add somebody to the programme", "Give the role", f"{row.name}."),
        lambda: actions.give_role(
            programme_id=programme_id, **form.cleaned_data, by=request.viewer
        ),
    )


@require_http_methods(ASKED)
def name_role(
    request: ViewerRequest, programme_id: UUID, journey_of: UUID
) -> HttpResponse:
    row = cohort.place(request.viewer, programme_id, journey_of)
    cohort.insist_speaks(request.viewer, programme_id)
    form = NameRoleForm(posted(request))
    return ask(
        request,
        form,
        page_of(
            f"Name somebody of {row.authority.name}",
            "Name them",
            "Everybody in the programme reads whom to ask there.",
        ),
        lambda: actions.name_role(
            programme_id=programme_id,
            place=journey_of,
            **form.cleaned_data,
            by=request.viewer,
        ),
    )


@require_http_methods(ASKED)
def end_role(request: ViewerRequest, held_role_id: UUID) -> HttpResponse:
    """By the programme's lead, or of an authority's own by its director."""
    row = selectors.role_to_end(request.viewer, held_role_id)
    form = EndRoleForm(posted(request))
    lead = "What it opened closes at once." if row.user_id else ""
    page = page_of(
        f"{row.name}: no more {row.get_kind_display().lower()}",
        "Save the day",
        f"{lead} That they held it stays to be read.",
    )
    ended = selectors.ending_of(request.viewer, row)
    if ended and request.method != "POST":
        return settled(request, page, ended_words(row.name, ended))
    return ask(
        request,
        form,
        page,
        lambda: actions.end_role(
            held_role_id=held_role_id, **form.cleaned_data, by=request.viewer
        ),
    )
