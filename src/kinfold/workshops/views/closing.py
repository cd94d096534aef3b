"""What comes of a workshop: highlights, actions, and the journal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.limits import limited
from kinfold.records.views.asking import Asking, ask
from kinfold.workshops import actions, policy, presenters, selectors
from kinfold.workshops.forms import ActionForm, HighlightForm, JournalForm, WhyForm
from kinfold.workshops.pdf import render_journal
from kinfold.workshops.presenters import JournalPage
from kinfold.workshops.views.frame import ASKED, ask_over, crumbs, seen, url_of


@require_http_methods(ASKED)
def take_down(
    request: ViewerRequest, workshop_id: UUID, workshop_note_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    row = selectors.note(viewer, workshop_id, workshop_note_id)
    insist(policy.may_run(viewer))
    title = selectors.workshop(viewer, workshop_id).title
    form = WhyForm(posted(request))
    page = Asking(
        title="Take these words down?",
        button="Take them down",
        back_url=url_of(workshop_id),
        lead=f"“{row.words}” They are kept with your reason, and shown to "
        "nobody but those who run the workshop.",
        done="The words are down",
        more={"breadcrumbs": crumbs(title, workshop_id, "Take words down")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.take_down(
            workshop_id=workshop_id,
            note_id=workshop_note_id,
            why=form.cleaned_data["why"],
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
def ours(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    """The viewer's own authority's achievement and challenge."""
    viewer = request.viewer
    row = selectors.workshop(viewer, workshop_id)
    insist(policy.may_tell(viewer, viewer.authority_id))
    found = selectors.newest_highlights(viewer, row)
    mine = next((o for o in found if o.authority_id == viewer.authority_id), None)
    form = HighlightForm(
        posted(request),
        initial={
            "version": mine.version if mine else 0,
            "achievement": mine.achievement if mine else "",
            "challenge": mine.challenge if mine else "",
        },
    )
    page = Asking(
        title="Your achievement and your challenge",
        button="Save them",
        back_url=url_of(row.pk),
        lead=f"For {viewer.place_name}, at {row.title}. Everybody in the programme "
        "reads them.",
        more={"breadcrumbs": crumbs(row.title, row.pk, "Ours")},
    )
    return ask_over(
        request,
        form,
        page,
        lambda: actions.tell_highlight(
            workshop_id=workshop_id,
            achievement=form.cleaned_data["achievement"],
            challenge=form.cleaned_data["challenge"],
            seen_version=seen(form),
            by=viewer,
        ),
        lambda now: f"{now.achievement} {now.challenge}" if now else "nothing.",
    )


@require_http_methods(ASKED)
def add_action(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_run(viewer))
    shown = selectors.shown(viewer, workshop_id)
    form = ActionForm(
        posted(request),
        items=presenters.item_options(shown.items),
        initial={"item": request.GET.get("item", "")[:40]},
    )
    page = Asking(
        title="Write down an action",
        button="Save the action",
        back_url=url_of(workshop_id),
        lead=shown.row.title,
        more={"breadcrumbs": crumbs(shown.row.title, workshop_id, "An action")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_action(
            workshop_id=workshop_id,
            item_id=UUID(form.cleaned_data["item"])
            if form.cleaned_data["item"]
            else None,
            what=form.cleaned_data["what"],
            who=form.cleaned_data["who"],
            due_on=form.cleaned_data["due_on"],
            by=viewer,
        ),
    )


@require_POST
def done(
    request: ViewerRequest, workshop_id: UUID, workshop_action_id: UUID
) -> HttpResponse:
    actions.mark_done(
        workshop_id=workshop_id, action_id=workshop_action_id, by=request.viewer
    )
    messages.success(request, "Written down as done")
    return HttpResponseRedirect(url_of(workshop_id))


@require_http_methods(ASKED)
def make_journal(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_run(viewer))
    shown = selectors.shown(viewer, workshop_id)
    made = shown.journal
    items = presenters.item_options(shown.items)
    form = JournalForm(
        posted(request),
        items=items,
        notes=presenters.note_options(shown.items),
        initial={
            "version": made.version if made else 0,
            "intro": made.intro if made else "",
            "items": [str(one) for one in made.items]
            if made
            else [k for k, _ in items],
            "notes": [str(one) for one in made.notes] if made else [],
            "has_highlights": made.has_highlights if made else True,
            "has_actions": made.has_actions if made else True,
        },
    )
    page = Asking(
        title="Make the journal",
        button="Publish it to the programme",
        back_url=url_of(workshop_id),
        lead="Choose what stays of the day. What you leave out stays on the page of "
        "the workshop.",
        done="The journal is published",
        more={"breadcrumbs": crumbs(shown.row.title, workshop_id, "Journal")},
    )
    return ask_over(
        request,
        form,
        page,
        lambda: actions.make_journal(
            workshop_id=workshop_id,
            intro=form.cleaned_data["intro"],
            items=[UUID(one) for one in form.cleaned_data["items"]],
            notes=[UUID(one) for one in form.cleaned_data.get("notes", [])],
            has_highlights=form.cleaned_data["has_highlights"],
            has_actions=form.cleaned_data["has_actions"],
            seen_version=seen(form),
            by=viewer,
        ),
        lambda now: now.intro or "a journal without words at its beginning.",
    )


@require_safe
def journal(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    page = _journal(request, workshop_id)
    shown = page.workshop
    context = {
        "page": page,
        "row": shown.row,
        "actions": presenters.actions_table(shown, timezone.localdate()),
        "may_run": bool(policy.may_run(request.viewer)),
        "breadcrumbs": crumbs(shown.row.title, workshop_id, "Journal"),
    }
    return render_page(request, "workshops/journal.html", context)


@require_safe
@limited("papers", per_minute=30)
def paper(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    page = _journal(request, workshop_id)
    today = timezone.localdate()
    response = HttpResponse(
        render_journal(page, today=today), content_type="application/pdf"
    )
    name = slugify(page.title)[:60] or "journal"
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _journal(request: ViewerRequest, workshop_id: UUID) -> JournalPage:
    shown = selectors.shown(request.viewer, workshop_id)
    if shown.journal is None:
        raise NotFound("There is no journal yet")
    return presenters.journal_page(shown, shown.journal)
