"""One person: what is known of them, how to reach them, whom they belong to."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.people.actions import contacts as contact_actions
from kinfold.people.actions.homes import end_residence
from kinfold.people.actions.people import add_name as write_name
from kinfold.people.actions.people import add_reference as write_reference
from kinfold.people.actions.people import change_person
from kinfold.people.forms import people as asks
from kinfold.people.presenters import family as family_words
from kinfold.people.presenters import person as words
from kinfold.people.presenters.separations import separation_lines
from kinfold.people.selectors.family_page import person_page
from kinfold.people.selectors.hidden import hidden_address, protected_contact
from kinfold.people.selectors.parts import contact_for, residence_for
from kinfold.people.views.relating import back_url
from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.selectors.records import (
    PersonRecord,
    may_with_person,
    person_for,
)
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


def _asking(record: PersonRecord, **more: Any) -> Asking:
    back = reverse("people:person", args=[record.person.pk])
    return Asking(back_url=back, **more)


def _family_id(record: PersonRecord) -> UUID | None:
    return record.families[0].pk if record.families else None


@require_safe
def person(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """One person's page. A record joined with another leads to the one that is kept."""
    viewer = request.viewer
    record = person_for(viewer, person_id)
    one = record.person
    if one.merged_into_id:
        return HttpResponseRedirect(reverse("people:person", args=[one.merged_into_id]))
    page = person_page(viewer, record)
    may_edit = bool(may_with_person(viewer, Action.EDIT_FAMILY, record))
    audit.note_read(
        viewer,
        target=one,
        page="person",
        family_id=_family_id(record),
        person_id=one.pk,
    )
    context = {
        "person": one,
        "rows": words.about(page, today=timezone.localdate(), may_edit=may_edit),
        "homes": words.home_lines(
            page,
            may_edit=may_edit,
            may_unhide=bool(may_with_person(viewer, Action.CHANGE_STATUS, record)),
        ),
        "contacts": family_words.contact_lines(page.contacts, may_open_hidden=may_edit),
        "ties": words.ties(page),
        "separations": separation_lines(page.separations, may_edit=may_edit),
        "services": words.service_history(page),
        "merges": words.merge_lines(page),
        "families": record.families,
        "may_edit": may_edit,
        "may_merge": bool(viewer.may(Action.MERGE_PEOPLE)),
    }
    return render_page(request, "people/person.html", context)


@require_http_methods(ASKS)
def edit_person(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Change what is known. Two people at once: both versions are shown, none lost."""
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    audit.note_read(
        viewer,
        target=record.person,
        page="person form",
        family_id=_family_id(record),
        person_id=person_id,
    )
    form = asks.PersonForm(request.POST or None, initial=_initial(record))
    page = Asking(
        back_url=back_url(request, record),
        title=f"What is known of {record.person.short_name}",
        button="Save",
        lead="A name that changes is kept as an earlier name, so it is still found.",
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: change_person(
                person_id=person_id,
                details=form.details(),
                version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as error:
        page.more["conflict"] = _conflict(form, error.current)
        form.data = with_version(form.data, error.current.version)
        return show(request, form, page, status=409)


FIELDS = [name for name in asks.PersonForm.base_fields if name != "version"]


def _initial(record: PersonRecord) -> dict[str, Any]:
    return {name: getattr(record.person, name) for name in [*FIELDS, "version"]}


def _conflict(form: asks.PersonForm, current: Any) -> list[tuple[str, str, str]]:
    """What differs: the question, what stands now, what was typed."""
    found = []
    for name in FIELDS:
        now = _said(getattr(current, name))
        typed = _said(form.cleaned_data.get(name))
        if now != typed:
            found.append((str(form.fields[name].label), now, typed))
    return found


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(value) or "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value or "Nothing")


@require_http_methods(ASKS)
def add_name(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    form = asks.NameForm(request.POST or None)
    page = _asking(
        record,
        title=f"Another name of {record.person.short_name}",
        button="Add the name",
        lead="They are found under every name they have or had.",
    )
    return ask(
        request,
        form,
        page,
        lambda: write_name(person_id=person_id, by=viewer, **form.cleaned_data),
    )


@require_http_methods(ASKS)
def add_reference(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    form = asks.ReferenceForm(request.POST or None)
    page = _asking(
        record,
        title=f"A number that {record.person.short_name} has elsewhere",
        button="Add the number",
    )
    return ask(
        request,
        form,
        page,
        lambda: write_reference(
            person_id=person_id, system=form.system, by=viewer, **form.cleaned_data
        ),
    )


@require_http_methods(ASKS)
def add_contact(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    form = asks.ContactForm(request.POST or None, initial={"safety": "unknown"})
    page = _asking(
        record,
        title=f"How to reach {record.person.short_name}",
        button="Save",
        lead="Ask them who else sees their phone and their messages.",
    )
    return ask(
        request,
        form,
        page,
        lambda: contact_actions.add_contact(
            person_id=person_id, details=form.details(), by=viewer
        ),
    )


@require_http_methods(ASKS)
def change_contact(
    request: ViewerRequest, person_id: UUID, contact_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    contact = contact_for(viewer, person_id, contact_id)
    form = asks.ChangeContactForm(
        request.POST or None,
        initial={
            "safety": contact.safety,
            "how_safe": contact.how_safe,
            "shown_safety": contact.safety_shown,
        },
    )
    page = _asking(
        record, title=f"Is it safe to reach {record.person.short_name}?", button="Save"
    )

    def save() -> None:
        found = form.cleaned_data
        contact_actions.change_safety(
            contact_id=contact_id,
            person_id=person_id,
            safety=found["safety"],
            how_safe=found["how_safe"],
            shown=found["shown_safety"],
            by=viewer,
        )
        if found["ended_on"]:
            contact_actions.end_contact(
                contact_id=contact_id,
                person_id=person_id,
                ended_on=found["ended_on"],
                by=viewer,
            )

    try:
        return ask(request, form, page, save)
    except StaleVersion as error:
        now = error.current
        page.more["conflict"] = [
            (
                "Is it safe to use?",
                f"{now.get_safety_display()}. {now.how_safe}".strip(),
                dict(asks.SAFETIES)[form.cleaned_data["safety"]],
            )
        ]
        form.data = typed = request.POST.copy()
        typed["shown_safety"] = now.safety_shown
        return show(request, form, page, status=409)


@require_http_methods(ASKS)
def end_home(
    request: ViewerRequest, person_id: UUID, residence_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    residence_for(viewer, person_id, residence_id)
    form = asks.EndForm(request.POST or None)
    page = _asking(
        record, title=f"{record.person.short_name} no longer lives there", button="Save"
    )
    return ask(
        request,
        form,
        page,
        lambda: end_residence(
            residence_id=residence_id,
            person_id=person_id,
            ended_on=_day(form),
            by=viewer,
        ),
    )


def _day(form: asks.EndForm) -> date:
    day: date = form.cleaned_data["ended_on"]
    return day


@require_safe
def show_address(
    request: ViewerRequest, person_id: UUID, residence_id: UUID
) -> HttpResponse:
    """A hidden address. Opening this page is written down."""
    viewer = request.viewer
    one, text = hidden_address(viewer, person_id, residence_id)
    audit.note_read(viewer, target=one, page="hidden address", person_id=one.pk)
    context = {"person": one, "text": text, "what": "Hidden address"}
    return render_page(request, "people/hidden.html", context)


@require_safe
def show_contact(
    request: ViewerRequest, person_id: UUID, contact_id: UUID
) -> HttpResponse:
    """A protected number. Opening this page is written down."""
    viewer = request.viewer
    one, contact, text = protected_contact(viewer, person_id, contact_id)
    audit.note_read(viewer, target=one, page="protected contact", person_id=one.pk)
    context = {
        "person": one,
        "text": text,
        "what": contact.get_kind_display(),
        "how": f"{contact.get_safety_display()}. {contact.how_safe}",
    }
    return render_page(request, "people/hidden.html", context)
