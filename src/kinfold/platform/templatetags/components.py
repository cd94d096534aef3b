"""Page parts as template tags: `{% load components %}`.

Small parts are functions that return markup; parts with a body are block tags; parts
with more than a line of markup have a template in `templates/components/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kinfold.platform.components import Rating
from kinfold.platform.drawings import draw_scale
from kinfold.platform.suggestions import suggestions_for

register = template.Library()

TONE_ICONS = {
    "calm": "info",
    "well": "circle-check",
    "worried": "circle-alert",
    "needs": "flag",
    "attention": "triangle-alert",
    "error": "circle-alert",
}
COLUMN_HEADINGS = {
    "worried": "What are we worried about?",
    "well": "What's working well?",
    "needs": "What needs to happen?",
}
COLUMN_ICONS = {"worried": "circle-alert", "well": "sprout", "needs": "footprints"}


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """One icon of the sprite. It is decoration: a word always stands beside it.

    Kept, because a page has dozens and their names are few and ours.
    """
    if not name:
        return SafeString("")
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        f" icon--{size}" if size else "",
        _sprite(),
        name,
    )


@cache
def _sprite() -> str:
    """The sprite's address, which never changes and is asked for dozens of times."""
    return static("kinfold/icons/sprite.svg")


@register.simple_tag
@lru_cache(maxsize=64)
def same(name: str, **values: Any) -> SafeString:
    """The part `name` as it was drawn for the very same values, or drawn now.

    For a long part that many ask for and that few changes reach. It can be neither old
    nor another viewer's: what it was drawn from is all that it is found by, so read
    that for each viewer anew. Each value is one of `kinfold.platform.components`. Not
    for what is in a person's record: what is kept outlives the answer.
    """
    return SafeString(render_to_string(f"components/{name}.html", values))


@register.simple_tag
def tag(text: str, tone: str = "calm", icon_name: str | None = None) -> SafeString:
    """A word with a tone. The word carries the meaning; the colour only helps."""
    picture = icon(icon_name) if icon_name else ""
    return format_html('<span class="tag tag--{}">{}{}</span>', tone, picture, text)


@register.simple_tag
def status_line(text: str, tone: str = "calm", icon_name: str = "") -> SafeString:
    """Where something stands, in one line: a mark and words."""
    return format_html(
        '<p class="status status--{}">{}<span>{}</span></p>',
        tone,
        icon(icon_name or TONE_ICONS.get(tone, "info")),
        text,
    )


@register.simple_tag
def person(name: str, detail: str = "", url: str = "", note: str = "") -> SafeString:
    """A person in one line: the name first, then what helps to know who this is."""
    named = format_html('<a href="{}">{}</a>', url, name) if url else name
    return format_html(
        '<p class="person">{}<span class="person__name">{}</span>'
        '<span class="person__detail">{}</span>{}</p>',
        icon("user"),
        named,
        detail,
        tag(note) if note else "",
    )


@register.simple_tag
def stat(
    value: object,
    sentence: str,
    definition_url: str = "",
    name: str = "What this counts",
) -> SafeString:
    """A number that never stands without the sentence that says what it means."""
    more = (
        format_html('<a class="stat__more" href="{}">{}</a>', definition_url, name)
        if definition_url
        else ""
    )
    return format_html(
        '<div class="stat"><p class="stat__value">{}</p>'
        '<p class="stat__sentence">{}</p>{}</div>',
        value,
        sentence,
        more,
    )


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How far a piece of work has come. `total` of 0 means not known yet."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("components/scale.html")
def scale(
    ratings: Sequence[Rating],
    low: str,
    high: str,
    question: str = "",
    heading: str = "Where people stand",
) -> dict[str, Any]:
    """A 0 to 10 scale with each rater's name where they stand, and the same as text."""
    return {
        "ratings": sorted(ratings, key=lambda rating: rating.score),
        "low": low,
        "high": high,
        "question": question,
        "heading": heading,
        "drawing": mark_safe(draw_scale(ratings)),  # noqa: S308  drawn and escaped there
    }


@register.inclusion_tag("components/quick_exit.html")
def quick_exit(
    url: str = "https://www.bbc.co.uk/weather", label: str = ""
) -> dict[str, str]:
    """Leave a family page at once for somewhere ordinary; `label` in their language."""
    return {"url": url, "label": label}


@register.simple_block_tag
def card(
    content: str, title: str = "", url: str = "", tone: str = "", level: int = 2
) -> SafeString:
    """A sheet of paper with, perhaps, a title that may be a link."""
    named = format_html('<a href="{}">{}</a>', url, title) if url else title
    heading = (
        format_html('<h{} class="card__title">{}</h{}>', level, named, level)
        if title
        else ""
    )
    extra = f" card--{tone}" if tone else ""
    return format_html('<div class="card{}">{}{}</div>', extra, heading, content)


@register.simple_block_tag
def notice(content: str, tone: str = "calm", title: str = "") -> SafeString:
    """Something the reader should know now, beside the words, never in their way."""
    heading = format_html('<p class="notice__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice notice--{}">{}<div class="notice__body">{}{}</div></div>',
        tone,
        icon(TONE_ICONS.get(tone, "info")),
        heading,
        content,
    )


@register.simple_block_tag
def empty(
    content: str,
    title: str = "",
    action_url: str = "",
    action_label: str = "",
    icon_name: str = "sprout",
) -> SafeString:
    """Nothing here yet: two sentences that teach, and the first step."""
    step = (
        format_html(
            '<a class="govuk-button" href="{}" role="button" draggable="false">{}</a>',
            action_url,
            action_label,
        )
        if action_url
        else ""
    )
    heading = format_html('<p class="empty__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="empty">{}{}<div class="empty__words">{}</div>{}</div>',
        icon(icon_name, "large"),
        heading,
        content,
        step,
    )


@register.simple_block_tag
def column(
    content: str,
    kind: str,
    title: str = "",
    add_url: str = "",
    add_label: str = "Add",
    level: int = 2,
) -> SafeString:
    """One of the map's three columns: always colour and icon and words."""
    words = title or COLUMN_HEADINGS[kind]
    add = (
        format_html(
            '<a class="column__add" href="{}">{}{}</a>',
            add_url,
            icon("plus"),
            add_label,
        )
        if add_url
        else ""
    )
    return format_html(
        '<section class="column column--{}" aria-labelledby="column-{}">'
        '<header class="column__head">{}<h{} class="column__title" id="column-{}">'
        "{}</h{}></header>{}{}</section>",
        kind,
        kind,
        icon(COLUMN_ICONS[kind]),
        level,
        kind,
        words,
        level,
        content,
        add,
    )


@register.simple_block_tag(takes_context=True)
def dialog(
    context: Context, content: str, id: str, title: str, cancel_url: str = "#"
) -> SafeString:
    """A dialog. Links to `#id` open it without script; with script it is modal."""
    values = {"content": content, "id": id, "title": title, "cancel_url": cancel_url}
    return render_to_string("components/dialog.html", values)


@register.simple_tag
def optional(field: BoundField) -> SafeString:
    """Say which questions may be left: most forms ask only what they need."""
    is_asked = field.field.required or getattr(field.form, "hides_optional", False)
    return SafeString("" if is_asked else ' <span class="optional">(optional)</span>')


@register.simple_tag
def error_links(
    form: BaseForm | BaseFormSet[Any] | Sequence[Any],
) -> list[dict[str, str]]:
    """Each error of a form, or of several, with the id where it can be mended."""
    if not isinstance(form, BaseForm):
        several = form.forms if isinstance(form, BaseFormSet) else form
        return [link for one in several for link in error_links(one)]
    links = [
        {"id": "form_error", "text": str(text)} for text in form.non_field_errors()
    ]
    for field in form:
        links += [{"id": _first_box(field), "text": str(e)} for e in field.errors]
    return links


@register.simple_tag
def has_errors(forms: Iterable[object] | None) -> bool:
    """True when a form on the page was refused, or one of several."""
    if isinstance(forms, list | tuple):
        return any(has_errors(one) for one in forms)
    errors = getattr(forms, "errors", None)
    return any(errors) if isinstance(errors, list) else bool(errors)


def _first_box(field: BoundField) -> str:
    """The id of the element that takes the typing: the first of a group."""
    boxes = getattr(field.field.widget, "widgets_names", None)
    if boxes:
        return f"{field.auto_id}{boxes[0]}"
    if field.use_fieldset:
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


@register.simple_tag
def joined(values: Iterable[object], separator: str = " · ") -> SafeString:
    """Words with dots between them, leaving out what is empty."""
    return format_html_join(separator, "{}", ((value,) for value in values if value))


@register.inclusion_tag("components/to_read.html", takes_context=True)
def to_read(context: Context, *topics: str) -> dict[str, Any]:
    """What there is to read about the topics of the page; nothing shows nothing.
    One query."""
    viewer = getattr(context.get("request"), "viewer", None)
    return {"links": suggestions_for(viewer, topics) if viewer else []}
