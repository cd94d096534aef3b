"""Where somebody stands, what is known of them, and which role is closed for now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms

from kinfold.networks.forms.fields import (
    NamingForm,
    OneOf,
    OverNewest,
    day_within_a_year,
    past_day,
)
from kinfold.networks.models import NetworkMember
from kinfold.platform.word_fields import (
    LONGEST_REASON,
    Choice,
    Line,
    Words,
)
from kinfold_core import phrases
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.standing_by import (
    FOUND_VIA,
    RECORDED,
    STAND_WORDS,
    VIEWS,
    AboutDetails,
    ClosingDetails,
    ViewDetails,
)
from kinfold_core.practice.written import Named

ROLES = NetworkMember.Role.choices


class StepForm(NamingForm):
    stand = OneOf(
        label="What is so now?",
        choices=[(one.value, STAND_WORDS[one]) for one in RECORDED],
        help_text="Who heard the worry, said yes to something or did it is seen from "
        "what is written there already.",
        error_messages={"required": "Choose where they stand now"},
    )
    basis = Line(
        label="Who agreed, or what was said?",
        longest=LONGEST_REASON,
        help_text="For example: “Leanne, on Tuesday: ask him, he is good with Kai”. If "
        "nobody agreed, why it was right to ask all the same",
        error_messages={"required": "Say who agreed, or what was said"},
    )
    happened_on = past_day("Since which day?")

    def __init__(
        self, data: Any = None, *, people: Sequence[Member], me: Named
    ) -> None:
        super().__init__(data)
        self.ask_who(
            "said_by", "Who said so?", people, standing=me, missing="Say who said so"
        )
        self.order_fields(["stand", "basis", "said_by", "said_by_other"])


class ViewForm(NamingForm):
    view = OneOf(
        label="What do they say?",
        choices=[(key, phrases.capital(words)) for key, words in VIEWS.items()],
        error_messages={"required": "Choose what they said"},
    )
    words = Words(label="In their own words", rows=2, required=False)
    may_know = forms.BooleanField(
        label="The child says that the family and the network may know this",
        required=False,
        help_text="Without a tick only those who work with the family read it",
    )
    said_on = past_day("When?")

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self._people = people
        self.ask_who(
            "said_by", "Whose view is it?", people, missing="Say whose view it is",
            help_text="Each child's wish, and each parent's view",
        )  # fmt: skip
        self.order_fields(["said_by", "said_by_other", "view", "words", "may_know"])

    @property
    def details(self) -> ViewDetails:
        cleaned = self.cleaned_data
        chosen = cleaned["said_by"]
        return ViewDetails(
            said_by=cleaned["said_by_named"],
            is_child=any(one.is_child for one in self._people if one.key == chosen),
            view=cleaned["view"],
            words=cleaned["words"],
            said_on=cleaned["said_on"],
            may_know=cleaned["may_know"],
        )


class AboutForm(OverNewest):
    found_via = Choice(
        label="How did you come to know of them?",
        choices=[("", "Choose"), *FOUND_VIA.items()],
        required=False,
    )
    free_when = Line(
        label="When can they be there?",
        longest=LONGEST_REASON,
        required=False,
        help_text="Days and times, for example: “any night after six, not Thursdays”",
    )
    how_far = Line(
        label="How far away are they?",
        required=False,
        help_text="How long it takes them, never where they live",
    )
    reached_by = Line(label="How are they reached best?", required=False)
    languages = Line(label="Which languages do they speak?", required=False)
    needs = Line(
        label="What do they need to be able to take part?",
        longest=LONGEST_REASON,
        required=False,
        help_text="An interpreter, a lift, a room with no steps, to be rung",
    )
    checks = Line(
        label="What was looked at, as far as it was needed?",
        longest=LONGEST_REASON,
        required=False,
        help_text="For example: “Talked it through with him and Leanne. No police "
        "check is needed to ring on Saturdays”",
    )
    not_with = Line(
        label="With whom should they not be asked together?",
        longest=LONGEST_REASON,
        required=False,
    )

    def __init__(self, data: Any = None, *, standing: AboutDetails, stamp: str) -> None:
        super().__init__(data, initial={**asdict(standing), "version": stamp})

    @property
    def details(self) -> AboutDetails:
        cleaned = self.cleaned_data
        return AboutDetails(
            **{name: cleaned[name] for name in AboutDetails.__dataclass_fields__}
        )


class CloseRoleForm(NamingForm):
    """One role, never the person."""

    role = OneOf(
        label="Which role is closed to them for now?",
        choices=ROLES,
        error_messages={"required": "Choose which role"},
    )
    reason = Line(
        label="Why?",
        longest=LONGEST_REASON,
        help_text="What was seen or heard and when, not what somebody once was",
        error_messages={"required": "Say why"},
    )
    instead = Choice(
        label="What could they be instead?",
        choices=[("", "Nothing is offered yet"), *ROLES],
        required=False,
    )
    decided_on = past_day("When was it decided?")
    review_on = day_within_a_year(
        "When is it looked at again?",
        error_messages={"required": "Say when it is looked at again"},
    )

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.ask_who("decided_by", "Who decided?", people, missing="Say who decided")
        self.order_fields(
            ["role", "reason", "instead", "decided_by", "decided_by_other"]
        )

    @property
    def details(self) -> ClosingDetails:
        cleaned = self.cleaned_data
        return ClosingDetails(
            role=cleaned["role"],
            reason=cleaned["reason"],
            instead=cleaned["instead"],
            decided_by=cleaned["decided_by_named"],
            decided_on=cleaned["decided_on"],
            review_on=cleaned["review_on"],
        )


class LookAgainForm(NamingForm):
    outcome = OneOf(
        label="How is it now?",
        choices=[("open", "It is open to them again"), ("closed", "It stays closed")],
        error_messages={"required": "Choose how it is now"},
    )
    reason = Line(
        label="What is different, or is not?",
        longest=LONGEST_REASON,
        error_messages={"required": "Say why"},
    )
    looked_on = past_day("When was it looked at?")
    review_on = day_within_a_year(
        "If it stays closed, when is it looked at next?", required=False
    )

    def __init__(self, data: Any = None, *, people: Sequence[Member]) -> None:
        super().__init__(data)
        self.ask_who("decided_by", "Who decided?", people, missing="Say who decided")
        self.order_fields(["outcome", "reason", "decided_by", "decided_by_other"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stays = cleaned.get("outcome") == "closed"
        if stays and not cleaned.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", "Say when it is looked at again")
        return cleaned
