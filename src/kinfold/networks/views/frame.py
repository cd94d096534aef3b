"""What the pages of a network and of the plans have around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kinfold.platform.components import Link
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page
from kinfold.records.errors import StaleVersion
from kinfold.records.presenters.header import sections_of
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_core.findings import Finding

STALE = 409
Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """One page of a family with the forms that write on it.

    `home` is its url name; `tab` the one in the header it belongs to; `page` and
    `form` are what the audit calls looking at it and writing on it. `under` is the page
    of the tab that leads to it, where it is none of them itself.
    """

    home: str
    label: str
    page: str
    form: str
    tab: str
    under: str = ""

    def url(self, ground: Ground, at: str = "") -> str:
        address = reverse(self.home, args=[ground.family.pk])
        return f"{address}#{at}" if at else address

    def context(
        self, ground: Ground, *, crumb: str = "", **more: Any
    ) -> dict[str, Any]:
        """The frame of this page, or of a form of it. No query."""
        family = ground.family
        crumbs = [Link(family.name, reverse("people:family", args=[family.pk]))]
        if crumb:
            crumbs.append(Link(self.label, self.url(ground)))
        crumbs.append(Link(crumb or self.label, ""))
        more["sections"] = sections_of(family, self.under or self.home, self.tab)
        return context_of(ground, current=self.tab, breadcrumbs=crumbs, **more)

    def asking(
        self,
        request: ViewerRequest,
        ground: Ground,
        *,
        title: str,
        button: str = "Save",
        lead: str = "",
        at: str = "",
        template: str = "networks/ask.html",
        **more: Any,
    ) -> Asking:
        """A form of this page under the family's header: a look at its people."""
        note_page(request, ground, self.form)
        context = self.context(ground, crumb=title)
        del context["family_header"]
        return Asking(
            title=title,
            button=button,
            lead=lead,
            back_url=self.url(ground, at),
            template=template,
            family_header=self.context(ground)["family_header"],
            more=context | more,
        )


def ask_again_if_stale(
    request: ViewerRequest,
    form: Form,
    page: Asking,
    save: Callable[[], object],
    *,
    differs: Callable[[Any], Sequence[tuple[str, str, str]]],
    stamp: Callable[[Any], int | str] = attrgetter("version"),
) -> HttpResponse:
    """`ask`, and when somebody saved first both wordings, with nothing lost.

    `differs` gives each question, what stands and what was typed; `stamp` what the
    form then carries of what stands.
    """
    try:
        return ask(request, form, page, save)
    except StaleVersion as error:
        page.more["conflict"] = [
            row for row in differs(error.current) if row[1] != row[2]
        ]
        form.data = with_version(form.data, stamp(error.current))
        return show(request, form, page, status=STALE)


def beside(
    url: str, form: Form, after: str, say: Callable[[Mapping[str, Any]], Findings]
) -> dict[str, Any]:
    """What a page needs so that the rules speak below the question `after`.

    `url` answers what is being typed (`answer_rules`). They are asked when the page is
    drawn: what was kept of an earlier visit is in the boxes by then.
    """
    return {
        "rules_url": url,
        "rules_after": after,
        "rules": lambda: say(typed_in(form)),
    }


def typed_in(form: Form) -> Mapping[str, Any]:
    """What stands in the boxes, as far as it can be read."""
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data
    return {
        name: form.get_initial_for_field(field, name)
        for name, field in form.fields.items()
    }


def answer_rules(
    request: ViewerRequest, findings: Findings, needed: str = "Needed"
) -> HttpResponse:
    """What the rules say of words that are still being typed. Nothing is saved.

    It shows no word of the record that was not just sent, so no look is noted.
    """
    context = {"findings": findings, "needed": needed}
    return render(request, "networks/_partials/said.html", context)
