"""The design page: every part of the look with its states, on made-up words."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.platform import design_samples as samples
from kinfold.platform.components import FamilyHeader, Link
from kinfold.platform.fields import DayField


class VisitForm(forms.Form):
    """A form with one of each kind of question."""

    name = forms.CharField(
        label="What do people call them?",
        error_messages={"required": "Write the name people use for them"},
        help_text="The name they use themselves, then their full name if you know it.",
    )
    born_on = DayField(
        label="When were they born?",
        help_text="For example 12 3 2016",
        error_messages={"required": "Write the day they were born"},
    )
    about = forms.CharField(
        label="What did you see and hear?",
        help_text="Plain words. Say who said it.",
        max_length=400,
        error_messages={"required": "Write what you saw and heard"},
        widget=forms.Textarea({"rows": 4}),
    )
    part = forms.ChoiceField(
        label="Who are they in this family?",
        choices=[("child", "Child"), ("parent", "Parent or carer"), ("kin", "Kin")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who they are in this family"},
    )
    language = forms.ChoiceField(
        label="Language they like best",
        choices=[("", "Choose one"), ("en", "English"), ("pl", "Polish")],
        error_messages={"required": "Choose the language they like best"},
    )
    helps = forms.MultipleChoiceField(
        label="What would help?",
        choices=[("ring", "A phone call"), ("visit", "A visit"), ("lift", "A lift")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    drawing = forms.FileField(label="A drawing or photograph", required=False)
    password = forms.CharField(
        label="Your password",
        widget=forms.PasswordInput,
        error_messages={"required": "Type your password"},
    )
    is_read = forms.BooleanField(
        label="I have read this to them",
        error_messages={"required": "Read it to them first, then tick the box"},
    )


class NarrowForm(forms.Form):
    """What a filter bar holds."""

    hides_optional = True

    team = forms.ChoiceField(
        required=False, choices=[("", "Every team"), ("n", "North"), ("s", "South")]
    )
    worker = forms.CharField(required=False)


@login_not_required
@require_http_methods(["GET", "POST"])
def design(request: HttpRequest) -> HttpResponse:
    """The parts. A post shows the form refused, as a real page would."""
    is_posted = request.method == "POST"
    form = VisitForm(request.POST if is_posted else None, auto_id="asked_%s")
    wrong = {"born_on_day": "31", "born_on_month": "2", "born_on_year": "2016"}
    refused = VisitForm(wrong, auto_id="bad_%s")
    context = {
        "form": form,
        "refused": refused,
        "narrow": NarrowForm(auto_id="narrow_%s"),
        "breadcrumbs": [Link("Families", "/"), Link("How it looks", "")],
        "page_obj": Paginator(range(120), 25).page(2),
        "tabs": _tabs(),
        "table": samples.FAMILIES,
        "entries": samples.TIMELINE,
        "rows": samples.SUMMARY,
        "ratings": samples.RATINGS,
        "figure": samples.FIGURE,
        "multiples": samples.MULTIPLES,
        "tones": ("calm", "well", "worried", "needs", "attention"),
        "colours": samples.COLOURS,
    }
    status = 422 if is_posted and form.errors else 200
    return render(request, "design/parts.html", context, status=status)


@login_not_required
@require_http_methods(["GET"])
def family_page(request: HttpRequest) -> HttpResponse:
    """A family's page as it stands in its frame: header, tabs, map, scale."""
    here = reverse("platform:design-family")
    tabs = [("Map", "map"), ("Network", "network"), ("Plan", "shield-check")]
    tabs += [("Timeline", "history"), ("Children", "users"), ("Papers", "files")]
    header = FamilyHeader(
        name="The Okafor-Hale family",
        url=here,
        status_line="Child protection plan since 3 March · core group Thursday 14",
        members_line="Amira 9 · Kai 4 · baby due in May",
        worker_line="Worker: Amina Bello · Manager: Jo Price",
        tabs=tuple(Link(label, here, icon, label == "Map") for label, icon in tabs),
        is_restricted=True,
        is_synthetic=True,
    )
    context = {"family_header": header, "ratings": samples.RATINGS}
    return render(request, "design/family.html", context)


def _tabs() -> list[Link]:
    here = reverse("platform:design")
    return [
        Link("Parts", here, "layout-grid", is_current=True),
        Link("A family's page", reverse("platform:design-family"), "users"),
    ]
