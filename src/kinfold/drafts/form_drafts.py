"""For every form about a family: what was typed into it before is in the boxes again.

A form that `records.views.asking` asks takes part by itself. A page of its own says

    form = VisitForm(posted(request), ...)
    ...
    draft = draft_for(request, form, title="Write down a visit")   # the view's one line

and has two includes in its template (`docs/how-to/pages.md`). The rest happens by
itself: `kinfold.drafts.middleware` keeps, starts again and lets go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form, MultiWidget, Textarea, TextInput
from django.http import QueryDict
from django.utils import timezone

from kinfold.drafts.own_pages import is_own
from kinfold.drafts.presenters import clock
from kinfold.drafts.selectors import draft_at
from kinfold.drafts.typed import Boxes
from kinfold.platform.http import ViewerRequest

# more questions than this take longer than a minute, also when each is only chosen
FEW_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class DraftOfForm:
    """What the parts of a page that belong to a draft need to know.

    `said` is when it was kept, in words; "" when nothing was put back.
    """

    path: str
    title: str
    said: str = ""


def draft_of_page(request: ViewerRequest, form: Form, title: str) -> DraftOfForm | None:
    """`draft_for`, when the page is of one family and there is something to lose."""
    match = request.resolver_match
    is_kept = match and ("family_id" in match.kwargs or is_own(match.view_name))
    if not is_kept or not has_much_to_lose(form):
        return None
    return draft_for(request, form, title=title)


def has_much_to_lose(form: Form) -> bool:
    """Whether somebody writes words into it, or answers for longer than a minute."""
    asked = form.visible_fields()
    return len(asked) > FEW_QUESTIONS or any(
        isinstance(field.field.widget, Textarea | TextInput) for field in asked
    )


def draft_for(
    request: ViewerRequest,
    form: Form,
    *,
    title: str,
    path: str = "",
    parts: Iterable[Form] = (),
) -> DraftOfForm:
    """Fill a form that was opened with what this worker left in it. One query.

    The answer to a sending shows what was sent, and asks nothing. The caller has
    authorised the viewer for the family of this page. `path` is where a form is sent
    that stands with others on one page; else it is the page's own. `parts` are forms
    that are sent together with it.
    """
    path = path or request.path
    is_opened = request.method in {"GET", "HEAD"} or path != request.path
    kept = draft_at(request.viewer, path) if is_opened else None
    if kept is None or not kept.boxes:
        return DraftOfForm(path, title)
    for one in (form, *parts):
        fill(one, kept.boxes)
    said = clock(kept.kept_at, now=timezone.now())
    return DraftOfForm(path, title, said)


def fill(form: Form, boxes: Boxes) -> None:
    """Let the boxes that were touched begin with what was typed."""
    typed = QueryDict(mutable=True)
    for name, values in boxes.items():
        typed.setlist(name, list(values))
    for field in form:
        if set(_names(field)) & boxes.keys():
            form.initial[field.name] = _value(field, typed)


def _names(field: BoundField) -> list[str]:
    """The names that a question's boxes are sent under."""
    widget = field.field.widget
    if isinstance(widget, MultiWidget):
        suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]
        return [field.html_name + suffix for suffix in suffixes]
    return [field.html_name]


def _value(field: BoundField, typed: QueryDict) -> Any:
    """What the boxes hold: of a date, those not touched keep what stands in them."""
    widget = field.field.widget
    if isinstance(widget, MultiWidget):
        # not `field.initial`, which would be remembered as it is now
        standing = field.form.get_initial_for_field(field.field, field.name)
        parts = standing if isinstance(standing, list) else widget.decompress(standing)
        parts = parts or [None] * len(widget.widgets)
        return [
            (typed[name] if typed.getlist(name) else "") if name in typed else part
            for name, part in zip(_names(field), parts, strict=True)
        ]
    return widget.value_from_datadict(typed, {}, field.html_name)
