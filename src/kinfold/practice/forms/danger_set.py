"""Writing a danger statement with its goal and its scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.platform.word_fields import Line, Words
from kinfold.practice.forms.fields import (
    ShownForm,
    key_of,
)
from kinfold_core.practice.living_map import Member, born
from kinfold_core.practice.vocabulary import Concept, Pack, label
from kinfold_core.practice.written import (
    GOAL_WORDS,
    SCALE_WORDS,
    STATEMENT_WORDS,
    DangerSetDetails,
    ImpactDetails,
    Named,
)

LONGEST_SIGN = 500
MOST_WORRIED = 30
MOST_SIGNS = 20


class DangerSetForm(ShownForm):
    """Three steps of one thought: the worry, the goal and the scale between them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    worried = forms.MultipleChoiceField(
        label="Who is worried?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick everybody who shares this worry",
    )
    worried_others = Words(
        label="Anybody else who is worried",
        help_text="One on each line, with how they know the family: Ms Bell (teacher)",
        rows=2,
        required=False,
    )
    existing_safety_preface = Words(
        label="What is already being done well about this?",
        help_text="You may begin with what somebody has done to keep them safe.",
        rows=2,
        required=False,
    )
    worried_about = Words(
        label="What has happened that worries you?",
        help_text="What has been seen or heard, and when. No labels.",
        rows=4,
        required=False,
    )
    what_might_happen = Words(
        label="What might happen if nothing changes?",
        help_text="Say might or could: this has not happened.",
        rows=3,
        required=False,
    )
    why_believed = Words(
        label="Why do people believe this could happen?",
        help_text="Needed when nothing like it has happened before.",
        rows=2,
        required=False,
    )
    agency_goal = Words(
        label="What do we need to see?",
        help_text="What people will be doing, day to day, when we need not be there.",
        rows=4,
        required=False,
    )
    family_goal = Words(
        label="What does the family want, in their words?", rows=3, required=False
    )
    child_hope = Words(label="What do the children hope for?", rows=2, required=False)
    observable_signs = Words(
        label="How will we see it?",
        help_text="At least two signs, one on each line: who will be doing what.",
        rows=3,
        required=False,
    )
    sustained_for = Line(
        label="For how long must it be seen?",
        longest=120,
        required=False,
        help_text="For example, six months, hard Fridays included",
    )
    who_confirms = Line(
        label="Who will say that they see it?",
        longest=300,
        required=False,
        help_text="For example, Nan, Ms Bell at school, and Amira herself",
    )
    anchor_0 = Words(
        label="What would 0 look like?",
        help_text="About this worry, in this family, at its worst.",
        rows=2,
        required=False,
    )
    anchor_10 = Words(
        label="What would 10 look like?",
        help_text="About this worry, when everybody could relax.",
        rows=2,
        required=False,
    )

    reached_when = Line(
        label="What on this scale would be enough for the next stage?",
        longest=300,
        required=False,
        help_text="For example, when Nan and Ms Bell both say 7 or more",
    )
    family_version_text = Words(
        label="How would the family say it themselves?",
        help_text="Only if their own words for it are different.",
        rows=3,
        required=False,
    )
    child_version_text = Words(
        label="How is it told to the children?",
        help_text="In words a child of their age knows.",
        rows=3,
        required=False,
    )

    STATEMENT = ("existing_safety_preface", "worried_about", "what_might_happen")
    GOAL = (
        "agency_goal", "family_goal", "child_hope", "observable_signs", "sustained_for",
        "who_confirms",
    )  # fmt: skip
    PLAIN = (*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS)

    def __init__(
        self,
        data: Any = None,
        *,
        standing: DangerSetDetails,
        people: Sequence[Member],
        version: int = 1,
    ) -> None:
        super().__init__(data)
        self.standing, self.people = standing, people
        # what stands in the boxes, whole or half written, for the rules to read
        self.typed = standing
        self.initial["version"] = version
        self._offer_names()
        for name in self.PLAIN:
            self.initial[name] = getattr(standing, name)
        self.initial["observable_signs"] = "\n".join(standing.observable_signs)
        self.children = [member for member in people if member.is_child]
        texts = {impact.child_id: impact.text for impact in standing.impacts}
        for number, child in enumerate(self.children):
            self.fields[f"impact_{number}"] = Words(
                label=f"What might it do to {child.name}?", rows=2, required=False
            )
            self.initial[f"impact_{number}"] = texts.get(child.person_id, "")  # type: ignore[arg-type]
        self.ask_showing(standing.showing)

    def _offer_names(self) -> None:
        """The family and the writer to tick; others who stand already stay written."""
        known = {member.key: member for member in self.people}
        standing = self.standing.worried_people
        extra = [
            (key_of(named), named.name)
            for named in standing
            if (named.person_id or named.worker_id) and key_of(named) not in known
        ]
        offered = [(member.key, member.label) for member in born(self.people)]
        self.fields["worried"].choices = [*offered, *extra]  # type: ignore[attr-defined]
        self.initial["worried"] = [key_of(n) for n in standing if key_of(n) != "other"]
        others = [named.name for named in standing if key_of(named) == "other"]
        self.initial["worried_others"] = "\n".join(others)

    def begin_scale(self, pack: Pack) -> None:
        """Offer what 0 and 10 usually mean here, as a place to begin."""
        for name, concept in (
            ("anchor_0", Concept.SCALE_0),
            ("anchor_10", Concept.SCALE_10),
        ):
            usual = label(pack, concept).one
            field = self.fields[name]
            field.help_text = f"{field.help_text} Many begin from: {usual}."

    @property
    def statement_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.STATEMENT]

    @property
    def impact_fields(self) -> list[forms.BoundField]:
        return [self[f"impact_{number}"] for number in range(len(self.children))]

    @property
    def goal_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.GOAL]

    @property
    def scale_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SCALE_WORDS]

    def clean_observable_signs(self) -> tuple[str, ...]:
        signs = _lines(self.cleaned_data["observable_signs"])
        if len(signs) > MOST_SIGNS:
            raise forms.ValidationError(
                f"These are {len(signs)} signs. Keep the {MOST_SIGNS} that matter most"
            )
        if any(len(sign) > LONGEST_SIGN for sign in signs):
            raise forms.ValidationError(
                f"One sign is longer than {LONGEST_SIGN} letters. Put each on its line"
            )
        return signs

    def clean_worried_others(self) -> tuple[str, ...]:
        names = _lines(self.cleaned_data["worried_others"])
        if len(names) > MOST_WORRIED or any(len(name) > 200 for name in names):
            raise forms.ValidationError(
                "Put one name on each line, with how they know the family"
            )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.typed = DangerSetDetails(
            worried_people=self._worried(cleaned),
            impacts=self._impacts(cleaned),
            observable_signs=cleaned.get("observable_signs", ()),
            showing=self.clean_showing(),
            **{name: cleaned.get(name, "") for name in self.PLAIN},
        )
        if self.errors:
            return cleaned
        if self.typed.is_empty:
            raise forms.ValidationError(
                "Begin with who is worried, or what they are worried about"
            )
        cleaned["details"] = self.typed
        return cleaned

    def _worried(self, cleaned: dict[str, Any]) -> tuple[Named, ...]:
        """In the order they stood, then those newly ticked, then those written."""
        ticked = set(cleaned.get("worried", ()))
        named = {key_of(one): one for one in self.standing.worried_people}
        known = named | {
            member.key: member.as_named()
            for member in self.people
            if member.key not in named
        }
        chosen = [one for key, one in known.items() if key in ticked]
        written = [Named(name=name) for name in cleaned.get("worried_others", ())]
        by_name = {one.name: one for one in [*written, *chosen]}
        ordered = [one.name for one in [*chosen, *written]]
        return tuple(by_name[name] for name in dict.fromkeys(ordered))

    def _impacts(self, cleaned: dict[str, Any]) -> tuple[ImpactDetails, ...]:
        """Children in the order they stood; those who have left keep their words."""
        here = {child.person_id: number for number, child in enumerate(self.children)}
        kept = [
            impact
            for impact in self.standing.impacts
            if impact.child_id not in here
            or cleaned.get(f"impact_{here[impact.child_id]}")
        ]
        rows = {impact.child_id: impact for impact in kept}
        for number, child in enumerate(self.children):
            text = cleaned.get(f"impact_{number}", "")
            if text and child.person_id:
                rows[child.person_id] = ImpactDetails(
                    child_id=child.person_id, child_name=child.name, text=text
                )
        return tuple(sorted(rows.values(), key=lambda row: row.child_id.hex))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
