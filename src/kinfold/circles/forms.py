"""Asking where somebody stands, and about a child's safety object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.circles.models import SafetyObjectTry
from kinfold.circles.selectors import ObjectRow
from kinfold.networks.forms.fields import ChooseMany, NamingForm, OneOf, past_day
from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.circles import (
    OUTSIDE,
    RINGS,
    ObjectDetails,
    PlaceDetails,
    PlaceRow,
)
from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.written import NOBODY

RING_CHOICES = [
    *((str(ring), label) for ring, label in RINGS.items()),
    (str(OUTSIDE), "Not in the circles any more"),
]


class PlaceForm(NamingForm):
    hides_optional = True
    ring = OneOf(
        label="Where do they stand?",
        choices=RING_CHOICES,
        error_messages={"required": "Choose a ring"},
    )
    child_wants = forms.BooleanField(
        label="A child would want them closer", required=False
    )
    inward = Words(
        label="What would let them move inward?",
        rows=2,
        required=False,
        help_text="Who could tell them, and what would make it safe to",
    )
    says_no = Words(label="Who would say no to that, and why?", rows=2, required=False)
    said_on = past_day("When did they say it?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        standing: PlaceRow | None = None,
    ) -> None:
        super().__init__(data)
        if standing is not None:
            self.initial |= {  # type: ignore[operator]
                "ring": str(standing.ring),
                "child_wants": standing.child_wants,
                "inward": standing.inward,
                "says_no": standing.says_no,
            }
        self.ask_who(
            "who", "Who is it?", people,
            standing=standing.who if standing else NOBODY,
        )  # fmt: skip
        self.ask_who(
            "said_by", "Which parent or child says so?",
            [one for one in people if one.is_family],
            missing="Say which parent or child said it",
        )  # fmt: skip
        self.order_fields(
            ["who", "who_other", "ring", "child_wants", "inward", "says_no",
             "said_by", "said_by_other", "said_on"]
        )  # fmt: skip

    @property
    def details(self) -> PlaceDetails:
        cleaned = self.cleaned_data
        return PlaceDetails(
            who=cleaned["who_named"],
            ring=int(cleaned["ring"]),
            said_by=cleaned["said_by_named"],
            said_on=cleaned["said_on"],
            child_wants=cleaned["child_wants"],
            inward=cleaned["inward"],
            says_no=cleaned["says_no"],
        )


class ObjectForm(NamingForm):
    """Carries in `version`, which a draft keeps too, which objects its page knew of."""

    hides_optional = True
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    child = OneOf(
        label="Which child?", error_messages={"required": "Choose which child"}
    )
    thing = Line(
        label="Which thing did they choose?",
        help_text="Small, and nothing that anybody else moves: a shell, a toy bus",
        error_messages={"required": "Say which thing it is"},
    )
    place = Line(
        label="Where does it lie?",
        help_text="Where those who look can see it, and the child can reach it",
        error_messages={"required": "Say where it lies"},
    )
    lookers = ChooseMany(
        label="Who looks?",
        error_messages={"required": "Choose who looks"},
        help_text="Of the network. Each gets a card of their own, and nobody else",
    )
    how_often = Line(
        label="How often?", error_messages={"required": "Say how often they look"}
    )
    what_they_do = Words(
        label="What do they do, and say, when it has been moved?",
        rows=3,
        help_text="They ask the child alone. It may never be asked in front of others",
        error_messages={"required": "Say what they do and say"},
    )
    agreed_on = past_day("When was it agreed with the child?")

    def __init__(
        self,
        data: Any = None,
        *,
        people: Sequence[Member],
        members: Sequence[tuple[str, str]],
        standing: Iterable[ObjectRow],
    ) -> None:
        seen = " ".join(str(one.id) for one in standing)
        super().__init__(data, initial={"version": seen})
        self.children = {
            str(one.person_id): one for one in born(people) if one.is_child
        }
        self.fields["child"].choices = [  # type: ignore[attr-defined]
            (key, one.name) for key, one in self.children.items()
        ]
        self.fields["lookers"].choices = list(members)  # type: ignore[attr-defined]
        self.ask_who(
            "kept_from", "Who must never hear of it?",
            [one for one in people if one.is_family and not one.is_child],
            missing="Say who must never hear of it",
            help_text="Whoever the child is afraid of",
        )  # fmt: skip
        self.ask_who(
            "also_from", "And who else?",
            [one for one in people if one.is_family and not one.is_child], missing="",
        )  # fmt: skip
        self.order_fields(
            ["child", "thing", "place", "lookers", "how_often", "what_they_do",
             "kept_from", "kept_from_other", "also_from", "also_from_other"]
        )  # fmt: skip

    @property
    def seen(self) -> frozenset[UUID]:
        """The objects that the writer saw; none when it cannot be read."""
        try:
            return frozenset(UUID(key) for key in self.cleaned_data["version"].split())
        except ValueError:
            return frozenset()

    @property
    def details(self) -> ObjectDetails:
        cleaned = self.cleaned_data
        asked = (cleaned["kept_from_named"], cleaned["also_from_named"])
        return ObjectDetails(
            child_id=UUID(cleaned["child"]),
            child_name=self.children[cleaned["child"]].name,
            thing=cleaned["thing"],
            place=cleaned["place"],
            how_often=cleaned["how_often"],
            what_they_do=cleaned["what_they_do"],
            lookers=tuple(UUID(key) for key in cleaned["lookers"]),
            kept_from=tuple(one for one in asked if one.name),
            agreed_on=cleaned["agreed_on"],
        )


class TryForm(forms.Form):
    worked = OneOf(
        label="Did somebody see it, and ask?",
        choices=SafetyObjectTry.Worked.choices,
        error_messages={"required": "Choose how it went"},
    )
    what_happened = Words(
        label="What happened?",
        help_text="And what is changed, if it did not work",
        error_messages={"required": "Write what happened"},
    )
    tried_on = past_day("When was it tried?")
