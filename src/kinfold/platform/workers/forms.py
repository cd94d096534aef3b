"""Parsing what an administrator says about a worker. Saves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES

ROLE_CHOICES = [(role.value, role.label) for role in Role if role in AUTHORITY_ROLES]


class WorkerForm(forms.Form):
    """Job title, roles and teams of somebody who works here."""

    job_title = forms.CharField(
        label="Job title",
        max_length=120,
        required=False,
        error_messages={"max_length": "Use 120 letters or fewer for the job title"},
    )
    roles = forms.MultipleChoiceField(
        label="What they do here",
        help_text="Each opens what that work needs and no more.",
        choices=ROLE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one role",
            "invalid_choice": "Choose roles from the list",
        },
    )
    teams = forms.MultipleChoiceField(
        label="Teams",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose teams from the list"},
    )

    def __init__(
        self, *args: Any, teams: Iterable[tuple[UUID, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(pk), name) for pk, name in teams]
        field = self.fields["teams"]
        if choices and isinstance(field, forms.MultipleChoiceField):
            field.choices = choices
        else:
            del self.fields["teams"]

    def chosen(self) -> dict[str, Any]:
        """What the actions take: roles as roles, teams as ids."""
        data = self.cleaned_data
        return {
            "job_title": data["job_title"],
            "roles": frozenset(Role(value) for value in data["roles"]),
            "team_ids": frozenset(UUID(pk) for pk in data.get("teams", [])),
        }


class InviteForm(WorkerForm):
    """A new person: who they are, and what they will do here."""

    field_order = ("name", "email", "job_title", "roles", "teams")

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={
            "required": "Enter their name",
            "max_length": "Use 200 letters or fewer for the name",
        },
    )
    email = forms.EmailField(
        label="Work email address",
        help_text="The invitation goes there, and they sign in with it.",
        max_length=254,
        error_messages={
            "required": "Enter their work email address",
            "invalid": "Enter an email address in the form name@example.org",
            "max_length": "This email address is too long",
        },
    )

    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().chosen() | {
            "name": data["name"],
            "email": data["email"].lower(),
        }
