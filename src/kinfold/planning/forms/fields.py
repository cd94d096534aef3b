"""Who is named in a plan: ticked from the network and family, or written out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.networks.forms.fields import ChooseMany
from kinfold.platform.word_fields import Choice, Line
from kinfold_core.practice.plan_written import NO_ONE, PlanPerson, Who

WRITTEN_OUT = "network"
OTHER = "other"
LONGEST_LIST = 500


def of_the_family(people: Sequence[PlanPerson]) -> list[PlanPerson]:
    """Those whose rule it can be: family and network, never a worker (I5)."""
    return [one for one in people if one.capacity]


class PlanPeopleForm(forms.Form):
    """Asks whom a rule names; `some(name)` and `one(name)` are then who that is."""

    hides_optional = True

    def ask_some(
        self,
        name: str,
        label: str,
        people: Sequence[PlanPerson],
        *,
        standing: Sequence[Who] = (),
        help_text: str = "",
        missing: str = "",
    ) -> None:
        """A box for each, and a line for others, parted by commas."""
        self._some = {**getattr(self, "_some", {}), name: (people, standing, missing)}
        left = [who for who in standing if who.keys and not _known(who, people)]
        gone = [(f"stands:{index}", who.name) for index, who in enumerate(left)]
        self._gone = {
            **getattr(self, "_gone", {}),
            **{(name, key): who for (key, _), who in zip(gone, left, strict=True)},
        }
        self.fields[name] = ChooseMany(
            label=label,
            choices=[*((one.key, one.label) for one in people), *gone],
            required=False,
            help_text=help_text,
        )
        self.fields[f"{name}_other"] = Line(
            label="Somebody else, by name",
            longest=LONGEST_LIST,
            required=False,
            help_text="More than one: part them with commas",
        )
        self.initial[name] = [
            *(one.key for one in people if _stands(one, standing)),
            *(key for key, _ in gone),
        ]
        written = [who.name for who in standing if not who.keys]
        self.initial[f"{name}_other"] = ", ".join(written)

    def ask_one(
        self, name: str, label: str, people: Sequence[PlanPerson], *,
        missing: str, help_text: str = "",
    ) -> None:  # fmt: skip
        """A list of names, and a line for somebody who is not in it."""
        self._one = {**getattr(self, "_one", {}), name: (people, missing)}
        choices = [(one.key, one.label) for one in people]
        self.fields[name] = Choice(
            label=label,
            choices=[("", "Choose"), *choices, (OTHER, "Somebody else")],
            required=False,
            help_text=help_text,
        )
        self.fields[f"{name}_other"] = Line(
            label="Their name, if it is somebody else", required=False
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, (people, _standing, missing) in getattr(self, "_some", {}).items():
            found = self._ticked(name, people)
            if missing and not found and name not in self.errors:
                self.add_error(name, missing)
            cleaned[f"{name}_who"] = tuple(found)
        for name, (people, missing) in getattr(self, "_one", {}).items():
            person = self._chosen(name, people)
            if person is None and not {name, f"{name}_other"} & self.errors.keys():
                self.add_error(name, missing)
            cleaned[f"{name}_who"] = person.who if person else NO_ONE
            cleaned[f"{name}_capacity"] = person.capacity if person else ""
        return cleaned

    def some(self, name: str) -> tuple[Who, ...]:
        people: tuple[Who, ...] = self.cleaned_data[f"{name}_who"]
        return people

    def one(self, name: str) -> Who:
        who: Who = self.cleaned_data[f"{name}_who"]
        return who

    def capacity(self, name: str) -> str:
        return str(self.cleaned_data[f"{name}_capacity"])

    def _ticked(self, name: str, people: Sequence[PlanPerson]) -> list[Who]:
        keys = self.cleaned_data.get(name) or []
        gone = getattr(self, "_gone", {})
        found = [one.who for one in people if one.key in keys]
        found += [
            who for (field, key), who in gone.items() if field == name and key in keys
        ]
        for written in (self.cleaned_data.get(f"{name}_other") or "").split(","):
            bare = " ".join(written.split())[:200]
            if bare and all(bare.casefold() != who.name.casefold() for who in found):
                found.append(Who(name=bare))
        return found

    def _chosen(self, name: str, people: Sequence[PlanPerson]) -> PlanPerson | None:
        chosen = self.cleaned_data.get(name) or ""
        written = self.cleaned_data.get(f"{name}_other") or ""
        if chosen in {"", OTHER} and written:
            return PlanPerson(OTHER, Who(name=written), "", WRITTEN_OUT)
        if chosen == OTHER and f"{name}_other" not in self.errors:
            self.add_error(f"{name}_other", "Write their name")
        return next((one for one in people if one.key == chosen), None)


def _known(who: Who, people: Sequence[PlanPerson]) -> bool:
    return any(who.keys & one.who.keys for one in people)


def _stands(one: PlanPerson, standing: Sequence[Who]) -> bool:
    return any(one.who.keys & who.keys for who in standing)
