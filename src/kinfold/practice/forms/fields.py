"""Questions that several forms ask: who it is, and whether the family is shown it."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from kinfold.platform.word_fields import LONGEST_REASON, Choice, Line
from kinfold.records.forms.fields import look_again_day
from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.written import NOBODY, SHOWN, Named, Showing

OTHER = "other"
CAPACITIES = (
    ("child", "A child of the family"),
    ("parent", "A parent or carer"),
    ("family", "Somebody else of the family"),
    ("network", "A friend or neighbour"),
    ("professional", "A professional"),
)


def name_choices(
    people: Sequence[Member], *, nobody: str, standing: Named = NOBODY
) -> list[tuple[str, str]]:
    """Whom a list of names offers: the family, the writer, and whoever stands there.

    It asks who says or does something, so a baby who is not born yet is not in it.
    """
    choices = [("", nobody)]
    choices += [(member.key, member.label) for member in born(people)]
    if standing.name and key_of(standing) not in dict(choices):
        choices.append((key_of(standing), standing.name))
    return [*choices, (OTHER, "Somebody else")]


def key_of(named: Named) -> str:
    """The value that stands for somebody in a list of names."""
    if named.person_id:
        return f"person:{named.person_id}"
    if named.worker_id:
        return f"worker:{named.worker_id}"
    return OTHER if named.name else ""


def add_name_fields(
    form: forms.Form,
    name: str,
    *,
    label: str,
    people: Sequence[Member],
    nobody: str,
    standing: Named = NOBODY,
    is_required: bool = False,
    help_text: str = "",
) -> None:
    """A list of names, and a line for somebody who is not in it."""
    form.fields[name] = Choice(
        label=label,
        choices=name_choices(people, nobody=nobody, standing=standing),
        required=is_required,
        help_text=help_text,
        error_messages={"required": "Choose who, or choose somebody else"},
    )
    form.fields[f"{name}_other"] = Line(
        label="Their name, if it is somebody else",
        required=False,
        help_text="And how they know the family, for example “Ms Bell (teacher)”",
    )
    form.initial.setdefault(name, key_of(standing))
    is_written_out = standing.name and key_of(standing) == OTHER
    form.initial.setdefault(f"{name}_other", standing.name if is_written_out else "")


def clean_name(
    form: forms.Form, name: str, people: Sequence[Member], standing: Named = NOBODY
) -> Named:
    """Whom the list and the line together name; errors go to the line."""
    chosen = form.cleaned_data.get(name) or ""
    written = form.cleaned_data.get(f"{name}_other") or ""
    if chosen == OTHER or (not chosen and written):
        if not written and f"{name}_other" not in form.errors:
            form.add_error(f"{name}_other", "Write their name")
        return Named(name=written)
    if chosen and chosen == key_of(standing):
        return standing
    member = next((m for m in people if m.key == chosen), None)
    return member.as_named() if member else NOBODY


def add_capacity_field(form: forms.Form) -> None:
    """Asked of somebody written out; known of children and workers."""
    form.fields["capacity"] = Choice(
        label="If it is somebody else, who are they to the child?",
        choices=[("", "Choose"), *CAPACITIES],
        required=False,
    )


def clean_capacity(form: forms.Form, name: str, people: Sequence[Member]) -> str:
    """In what capacity the person in the list `name` speaks; errors at `capacity`."""
    key = form.cleaned_data.get(name)
    member = next((one for one in people if one.key == key), None)
    if member and member.is_child:
        return "child"
    if member and member.worker_id:
        return "professional"
    chosen = form.cleaned_data.get("capacity") or ""
    if not chosen and member:
        return "family"
    if not chosen and not form.errors:
        form.add_error("capacity", "Say who they are to the child")
    return str(chosen)


class ShownForm(forms.Form):
    """Asks whether the family is shown it. Yes, unless somebody says why not."""

    hides_optional = True
    SHOWING = ("is_hidden", "hidden_reason", "hidden_review_on")

    def ask_showing(self, standing: Showing) -> None:
        """Add the questions, last of all."""
        self.fields["is_hidden"] = forms.BooleanField(
            label="Keep this out of the family's copy for now", required=False
        )
        self.fields["hidden_reason"] = Line(
            label="Why should they not see it yet?",
            longest=LONGEST_REASON,
            required=False,
            help_text="For example, it would put Leanne in danger if it were read "
            "at home",
        )
        self.fields["hidden_review_on"] = look_again_day()
        self.initial["is_hidden"] = not standing.is_visible
        self.initial["hidden_reason"] = standing.reason
        self.initial["hidden_review_on"] = standing.review_on

    @property
    def asked_of_showing(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SHOWING]

    @property
    def is_showing_open(self) -> bool:
        is_hidden = self.initial["is_hidden"] or self.data.get("is_hidden")
        return bool(is_hidden) or any(name in self.errors for name in self.SHOWING)

    def clean_showing(self) -> Showing:
        """What was said about the family seeing it; errors stand at what is missing."""
        if not self.cleaned_data.get("is_hidden"):
            return SHOWN
        reason = self.cleaned_data.get("hidden_reason") or ""
        review_on = self.cleaned_data.get("hidden_review_on")
        if not reason and "hidden_reason" not in self.errors:
            self.add_error(
                "hidden_reason", "Say why the family should not see this yet"
            )
        if review_on is None and "hidden_review_on" not in self.errors:
            self.add_error(
                "hidden_review_on", "Enter when this will be looked at again"
            )
        return Showing(is_visible=False, reason=reason, review_on=review_on)
