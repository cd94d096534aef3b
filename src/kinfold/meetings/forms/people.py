"""Who is at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.meetings.details import PersonHere
from kinfold.meetings.forms.seating import must_not_meet
from kinfold.meetings.models import Attendance, Meeting
from kinfold.meetings.selectors import Offered, PlannedRow
from kinfold.networks.forms.fields import OneOf
from kinfold.platform.word_fields import Choice, Line
from kinfold.practice.forms.fields import CAPACITIES
from kinfold_core.practice.written import Named

OTHERS = 4
HOW = [("", "Not here"), *Attendance.Mode.choices]


class StartForm(forms.Form):
    """What kind of meeting, and who is there: those we know, then others by name."""

    hides_optional = True
    kind = OneOf(
        label="What kind of meeting is it?",
        choices=Meeting.Kind.choices,
        error_messages={"required": "Choose what kind of meeting it is"},
    )
    place = Line(
        label="Where?",
        required=False,
        help_text="For example: Nan Jo's kitchen. It is written down here only",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        offered: Sequence[Offered],
        me: UUID | None = None,
        asked: PlannedRow | None = None,
    ) -> None:
        super().__init__(data)
        came = [one.who for one in asked.people] if asked else []
        if asked:
            self.initial["kind"] = Meeting.Kind.FAMILY.value
            self.initial["place"] = asked.place
        self.offered = offered
        for one in offered:
            self.fields[_name(one)] = Choice(
                label=one.label,
                choices=HOW,
                required=False,
                help_text=_first_think(one),
            )
            is_me = me is not None and one.who.worker_id == me
            if is_me or any(who.is_same_as(one.who) for who in came):
                self.initial[_name(one)] = Attendance.Mode.ROOM.value
        for number in range(OTHERS):
            _ask_other(self, f"other_{number}", is_required=False)
        known = [one.who for one in offered]
        others = [who for who in came if not any(who.is_same_as(k) for k in known)]
        for number, who in enumerate(others[:OTHERS]):
            self.initial[f"other_{number}_name"] = who.name
            self.initial[f"other_{number}_capacity"] = "network"

    @property
    def asked_of_known(self) -> list[forms.BoundField]:
        return [self[_name(one)] for one in self.offered]

    @property
    def asked_of_others(self) -> list[list[forms.BoundField]]:
        return [_boxes(self, f"other_{number}") for number in range(OTHERS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        people = [
            PersonHere(who=one.who, capacity=one.capacity, mode=how)
            for one in self.offered
            if (how := cleaned.get(_name(one)))
        ]
        others = [_read_other(self, f"other_{number}") for number in range(OTHERS)]
        cleaned["people"] = [*people, *filter(None, others)]
        if not cleaned["people"] and not self.errors:
            self.add_error(None, "Say who is there. Choose at least one person")
        who = [one.who for one in cleaned["people"]]
        if message := must_not_meet(who, self.offered):
            self.add_error(None, message)
        return cleaned


class PersonForm(forms.Form):
    """Somebody who came later: a colleague, one of the family, or by name."""

    hides_optional = True

    def __init__(
        self,
        data: Any = None,
        *,
        offered: Sequence[Offered],
        workers: Sequence[tuple[str, str]],
        seated: Sequence[Named] = (),
    ) -> None:
        super().__init__(data)
        self.seated = seated
        self.offered, self.workers = offered, dict(workers)
        choices = [("", "Somebody else, by name")]
        choices += [(one.key, one.label) for one in offered]
        choices += [(f"worker:{key}", name) for key, name in workers]
        known = dict(choices)
        self.fields["who"] = Choice(
            label="Who is it?", choices=list(known.items()), required=False
        )
        _ask_other(self, "other", is_required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("who") or ""
        if not chosen:
            other = _read_other(self, "other")
            if other is None and not self.errors:
                self.add_error("who", "Choose who it is, or write their name")
            cleaned["person"] = other
            self._check_seats(other)
            return cleaned
        known = next((one for one in self.offered if one.key == chosen), None)
        worker_id = chosen.partition(":")[2]
        who = known.who if known else _worker(worker_id, self.workers)
        cleaned["person"] = PersonHere(
            who=who,
            capacity=known.capacity if known else "professional",
            mode=cleaned.get("other_how") or Attendance.Mode.ROOM.value,
        )
        self._check_seats(cleaned["person"])
        return cleaned

    def _check_seats(self, person: PersonHere | None) -> None:
        if person is None:
            return
        if message := must_not_meet([*self.seated, person.who], self.offered):
            self.add_error("who", message)


def _name(one: Offered) -> str:
    """By who it is and not by their place in the list, which may have changed."""
    return f"here_{one.key.replace(':', '_')}"


def _worker(worker_id: str, workers: dict[str, str]) -> Named:
    return Named(name=workers[worker_id], worker_id=UUID(worker_id))


def _ask_other(form: forms.Form, name: str, *, is_required: bool) -> None:
    form.fields[f"{name}_name"] = Line(
        label="Name", required=is_required, help_text="For example “Ms Bell (teacher)”"
    )
    form.fields[f"{name}_capacity"] = Choice(
        label="Who are they to the child?",
        choices=[("", "Choose"), *CAPACITIES],
        required=is_required,
    )
    form.fields[f"{name}_how"] = Choice(
        label="How are they here?",
        choices=Attendance.Mode.choices,
        required=False,
        initial=Attendance.Mode.ROOM.value,
    )


def _boxes(form: forms.Form, name: str) -> list[forms.BoundField]:
    return [form[f"{name}_{part}"] for part in ("name", "capacity", "how")]


def _read_other(form: forms.Form, name: str) -> PersonHere | None:
    said = form.cleaned_data
    called, capacity = said.get(f"{name}_name"), said.get(f"{name}_capacity")
    if not called:
        if capacity and f"{name}_name" not in form.errors:
            form.add_error(f"{name}_name", "Write their name")
        return None
    if not capacity:
        if f"{name}_capacity" not in form.errors:
            form.add_error(f"{name}_capacity", f"Say who {called} is to the child")
        return None
    return PersonHere(
        who=Named(name=called),
        capacity=capacity,
        mode=said.get(f"{name}_how") or Attendance.Mode.ROOM.value,
    )


def _first_think(one: Offered) -> str:
    if not one.caution:
        return ""
    return f"{one.who.name} is {one.caution}. Think first who should be in one room"
