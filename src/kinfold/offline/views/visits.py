"""Visits of a family: who is taken along, what came home, and what is to be chosen."""

from __future__ import annotations

from operator import attrgetter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.child_words.selectors import people_around
from kinfold.networks.views.frame import Room, ask_again_if_stale
from kinfold.offline import actions, presenters, selectors
from kinfold.offline.actions.taking_along import WRITE
from kinfold.offline.forms import ChooseForm, TakeAlongForm, WhomForm, WhyForm
from kinfold.platform.audit import note_read
from kinfold.platform.htmx import go, go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.presenters.tabs import VOICE_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.records.views.asking import show as show_form
from kinfold_core.access import Action
from kinfold_core.practice.offline_bundle import PICTURE

ROOM = Room(
    home="offline:visits",
    label="Visits without a network",
    page="offline.page",
    form="offline.form",
    tab=VOICE_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        visits=presenters.visit_lines(
            selectors.visits_of(viewer, family_id), now=timezone.now()
        ),
        conflicts=presenters.conflict_lines(
            family_id, selectors.conflicts_of(viewer, ground.family)
        ),
        whom=presenters.whom_lines(family_id, selectors.whom_of(viewer, ground.family)),
        held=presenters.held_lines(family_id, selectors.held_of(viewer, ground.family)),
        may_write=bool(may_with(viewer, WRITE, ground.family)),
    )
    return render_page(request, "offline/visits.html", context)


@require_http_methods(WRITES)
def take_along(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Choose children; then the visit page asks for them, on the device in the hand."""
    ground = ground_of(request.viewer, family_id, WRITE)
    form = TakeAlongForm(posted(request), people=ground.people)
    page = ROOM.asking(
        request, ground, title="Take along for a visit", button="Take along",
        lead="First names, whom the child can name and the tools go with you on this "
        "device, locked with a passphrase of yours. No address, and nothing else of "
        "the record.",
        template="offline/take_along.html",
    )  # fmt: skip
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return show_form(request, form, page, status=status)
    try:
        taken = actions.take_along(
            family_id=family_id,
            child_ids=form.child_ids,
            days=form.days_chosen,
            by=request.viewer,
        )
    except CannotDo as error:
        form.add_error(
            error.field if error.field in form.fields else None, error.message
        )
        return show_form(request, form, page, status=422)
    ids = ",".join(str(one.pk) for one in taken)
    return go_to(request, f"{reverse('offline:shell')}#take={ids}")


@require_http_methods(WRITES)
def choose(
    request: ViewerRequest, family_id: UUID, visit_conflict_id: UUID
) -> HttpResponse:
    """Both wordings side by side, for whoever was at the visit or a manager."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_NETWORK)
    conflict, is_chosen = selectors.conflict_for(viewer, family_id, visit_conflict_id)
    if is_chosen:
        messages.info(request, "This was chosen already")
        return HttpResponseRedirect(reverse("offline:visits", args=[family_id]))
    form = ChooseForm(
        posted(request), seen=conflict.theirs, mine=conflict.mine,
        is_text=conflict.field not in {PICTURE, "scale", "consent", "disclosure"},
    )  # fmt: skip
    page = ROOM.asking(
        request,
        ground,
        title=presenters.label_of(conflict.field),
        lead=presenters.lead_of(conflict),
        template="offline/choose.html",
        sounds=presenters.sound_links(
            family_id,
            selectors.sounds_of(viewer, conflict.taken_id),
            conflict.item_id,
        ),
        hand_over_url=reverse("offline:hand-over", args=[family_id, conflict.id])
        if conflict.is_mine and not conflict.handed_over
        else "",
        wordings=(
            presenters.wording("In the visit", conflict.field, conflict.mine),
            presenters.wording("In Kinfold now", conflict.field, conflict.theirs),
        ),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.choose(
            family_id=family_id,
            conflict_id=visit_conflict_id,
            choice=form.cleaned_data["choice"],
            together=form.cleaned_data.get("together", ""),
            seen=form.cleaned_data["version"],
            by=viewer,
        ),
    )


@require_http_methods(WRITES)
def hand_over(
    request: ViewerRequest, family_id: UUID, visit_conflict_id: UUID
) -> HttpResponse:
    """Whoever was at the visit cannot choose: a manager does."""
    ground = ground_of(request.viewer, family_id)
    conflict, _ = selectors.conflict_for(request.viewer, family_id, visit_conflict_id)
    form = WhyForm(posted(request), label="Why can you not choose?")
    page = ROOM.asking(
        request,
        ground,
        title="Hand it over to a manager",
        button="Hand it over",
        lead=f"{presenters.label_of(conflict.field)}, {conflict.child_name}. Both "
        "wordings stay as they are until a manager of the family has chosen.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.hand_over(
            family_id=family_id,
            conflict_id=visit_conflict_id,
            why=form.cleaned_data["why"],
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def whom(request: ViewerRequest, family_id: UUID, whom_asked_id: UUID) -> HttpResponse:
    """Whom the child meant by a name that is nobody's for certain."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_NETWORK)
    row = selectors.whom_for(viewer, family_id, whom_asked_id)
    if row.is_settled:
        messages.info(request, "This was answered already")
        return HttpResponseRedirect(reverse("offline:visits", args=[family_id]))
    form = WhomForm(
        posted(request),
        row=row,
        people=people_around(viewer, ground, row.child_id),
    )
    note_read(
        viewer, target=ground.family, page="offline.whom", family_id=family_id,
        person_id=row.child_id,
    )  # fmt: skip
    page = ROOM.asking(
        request,
        ground,
        title=f"Whom did {row.child_name} mean?",
        button="Keep it so",
        lead=presenters.whom_lead(row),
    )
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.say_whom(
            family_id=family_id,
            asked_id=whom_asked_id,
            meant=form.meant,
            seen=form.cleaned_data["version"],
            by=viewer,
        ),
        differs=lambda _: form.differs,
        stamp=attrgetter("stamp"),
    )


@require_safe
def devices(request: ViewerRequest) -> HttpResponse:
    """The viewer's own devices, and the way to wipe one that is lost."""
    found = selectors.devices_of(request.viewer, now=timezone.now())
    context = {"devices": presenters.device_lines(found)}
    return render_page(request, "offline/devices.html", context)


@require_POST
def wipe(request: ViewerRequest, visit_device_id: UUID) -> HttpResponse:
    device = actions.ask_wipe(device_id=visit_device_id, by=request.viewer)
    messages.success(request, f"{device.label} is wiped the next time it has a network")
    return go(request, "offline:devices")
