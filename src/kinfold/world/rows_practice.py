"""A made-up map as rows of the practice tables, with its first wordings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from kinfold.practice.as_written import as_json
from kinfold.practice.models import (
    ChildImpact,
    DangerSetRevision,
    DangerStatement,
    Disagreement,
    HarmedChild,
    HarmMoment,
    MapEntry,
    MapEntryRevision,
    Mapping,
    SafetyGoal,
    SafetyScale,
    ScaleRating,
    VersionStep,
    WorriedPerson,
)
from kinfold.vocabulary.reading import reading_age
from kinfold.world.drafts import (
    EntryDraft,
    FamilyDraft,
    MapDraft,
    RatingDraft,
    SetDraft,
)
from kinfold.world.rows_people import Written
from kinfold.world.sheets import Ids, Sheets, at_ten
from kinfold_core.practice.written import (
    DangerSetDetails,
    EntryDetails,
    ImpactDetails,
    Named,
)

STEPS_AFTER = {
    "draft": (),
    "shared": (),
    "family_responded": ("family_responded",),
    "current": ("family_responded", "current"),
}
_age = lru_cache(maxsize=50_000)(reading_age)


class MapRows:
    """Puts one family's map on the sheets."""

    def __init__(
        self, sheets: Sheets, ids: Ids, draft: FamilyDraft, written: Written
    ) -> None:
        if written.worker_id is None:
            raise ValueError(f"{draft.reference} is allocated to nobody")
        self._sheets, self._ids, self._written = sheets, ids, written
        self._worker_id = written.worker_id
        self._worker_first_name = draft.worker_name.split()[0]
        self._draft = draft
        self._here = {"authority_id": written.authority_id}
        self._mapping_id = ids.next()
        self._purpose = ""

    def add(self, made: MapDraft) -> list[UUID]:
        """Put the map on the sheets. Returns its danger statements."""
        shared = made.shared_on
        self._purpose = made.purpose
        self._sheets.add(
            Mapping,
            id=self._mapping_id,
            family_id=self._written.family_id,
            purpose=made.purpose,
            status=made.status,
            started_by_id=self._worker_id,
            started_at=at_ten(made.started_on),
            shared_with_family_at=at_ten(shared) if shared else None,
            shared_with_family_by_id=self._worker_id if shared else None,
            shared_format="printed" if shared else "",
            shared_with_whom="the family" if shared else "",
            shared_version=1 if shared else None,
            shared_on=shared,
            current_version=1 if made.status == "current" else None,
            **self._here,
        )
        self._step("draft", made.started_on)
        if shared:
            self._step("shared", shared, format="printed", with_whom="the family")
            for kind in STEPS_AFTER[made.status]:
                self._step(kind, shared)
        dangers = [
            self._set(one, place, made.started_on)
            for place, one in enumerate(made.sets, start=1)
        ]
        positions: dict[str, int] = {}
        for entry in made.entries:
            position = positions[entry.category] = positions.get(entry.category, 0) + 1
            self._entry(entry, position, dangers, made.started_on)
        return dangers

    def _step(self, kind: str, day: date, **given: str) -> None:
        self._sheets.add(
            VersionStep,
            id=self._ids.next(),
            mapping_id=self._mapping_id,
            version=1,
            kind=kind,
            purpose=self._purpose,
            happened_on=day,
            recorded_by_id=self._worker_id,
            recorded_at=at_ten(day),
            **{"format": "", "with_whom": ""} | given,
            **self._here,
        )

    def _signed(self, day: date) -> dict[str, Any]:
        return {
            **self._here,
            "entered_by_id": self._worker_id,
            "entered_at": at_ten(day),
            "changed_by_id": self._worker_id,
            "changed_at": at_ten(day),
        }

    def _named(self, name: str, key: int | None) -> Named:
        """A person of the family by key; the family's own worker by name."""
        if key is not None:
            return Named(name=name, person_id=self._written.people[key])
        is_worker = name.split(" (")[0] == self._worker_first_name
        return Named(name=name, worker_id=self._worker_id if is_worker else None)

    def _set(self, one: SetDraft, position: int, day: date) -> UUID:
        danger_id = self._ids.next()
        details = self._set_details(one)
        impacts = "\n".join(impact.text for impact in details.impacts)
        text = f"{one.worried_about}\n{one.what_might_happen}\n{impacts}"
        self._sheets.add(
            DangerStatement,
            id=danger_id,
            mapping_id=self._mapping_id,
            position=position,
            state=one.state,
            worried_about=one.worried_about,
            what_might_happen=one.what_might_happen,
            why_believed=one.why_believed,
            reading_age=_age(text),
            **self._signed(day),
        )
        self._beside(one, details, danger_id)
        self._sheets.add(
            DangerSetRevision,
            id=self._ids.next(),
            danger_id=danger_id,
            version=1,
            change="written",
            map_version=1,
            words=as_json(details),
            changed_by_id=self._worker_id,
            changed_at=at_ten(day),
            **self._here,
        )
        if one.dispute:
            key, words = one.dispute
            self._sheets.add(
                Disagreement,
                id=self._ids.next(),
                danger_id=danger_id,
                person_id=self._written.people[key],
                name=self._draft.people[key].called,
                words=words,
                said_on=day,
                recorded_by_id=self._worker_id,
                recorded_at=at_ten(day),
                **self._here,
            )
        return danger_id

    def _set_details(self, one: SetDraft) -> DangerSetDetails:
        people = self._draft.people
        return DangerSetDetails(
            worried_people=tuple(self._named(name, key) for name, key in one.worried),
            worried_about=one.worried_about,
            what_might_happen=one.what_might_happen,
            why_believed=one.why_believed,
            impacts=tuple(
                ImpactDetails(
                    child_id=self._written.people[key],
                    child_name=people[key].called,
                    text=text,
                )
                for key, text in one.impacts
            ),
            agency_goal=one.agency_goal,
            family_goal=one.family_goal,
            child_hope=one.child_hope,
            observable_signs=one.signs,
            sustained_for=one.sustained_for,
            anchor_0=one.anchor_0,
            anchor_10=one.anchor_10,
        )

    def _beside(
        self, one: SetDraft, details: DangerSetDetails, danger_id: UUID
    ) -> None:
        """The people, the impacts, the goal, the scale and its ratings."""
        here = {**self._here, "danger_id": danger_id}
        for position, named in enumerate(details.worried_people):
            self._sheets.add(
                WorriedPerson,
                id=self._ids.next(),
                person_id=named.person_id,
                worker_id=named.worker_id,
                name=named.name,
                position=position,
                **here,
            )
        for impact in details.impacts:
            self._sheets.add(
                ChildImpact,
                id=self._ids.next(),
                child_id=impact.child_id,
                child_name=impact.child_name,
                text=impact.text,
                **here,
            )
        self._goal_and_scale(one, here)

    def _goal_and_scale(self, one: SetDraft, here: dict[str, Any]) -> None:
        self._sheets.add(
            SafetyGoal,
            id=self._ids.next(),
            agency_goal=one.agency_goal,
            family_goal=one.family_goal,
            child_hope=one.child_hope,
            observable_signs=list(one.signs),
            sustained_for=one.sustained_for,
            **here,
        )
        scale_id = self._ids.next()
        self._sheets.add(
            SafetyScale,
            id=scale_id,
            anchor_0=one.anchor_0,
            anchor_10=one.anchor_10,
            **here,
        )
        newest: dict[str, UUID] = {}
        for rating in one.ratings:
            before = newest.get(rating.name)
            newest[rating.name] = self._rating(rating, scale_id, before)

    def _rating(self, rating: RatingDraft, scale_id: UUID, before: UUID | None) -> UUID:
        rating_id = self._ids.next()
        person = rating.person
        self._sheets.add(
            ScaleRating,
            id=rating_id,
            scale_id=scale_id,
            rater_person_id=None if person is None else self._written.people[person],
            rater_worker_id=self._worker_id if person is None else None,
            rater_name=rating.name,
            capacity=rating.capacity,
            answer=rating.answer,
            value=None if rating.value is None else Decimal(str(rating.value)),
            reason_why_not_lower=rating.why_not_lower,
            what_would_make_one_higher=rating.one_higher,
            occasion=rating.occasion,
            rated_on=rating.rated_on,
            is_confirmed_by_rater=True,
            supersedes_id=before,
            recorded_by_id=self._worker_id,
            recorded_at=at_ten(rating.rated_on),
            **self._here,
        )
        return rating_id

    def _entry(
        self, entry: EntryDraft, position: int, dangers: list[UUID], day: date
    ) -> None:
        entry_id = self._ids.next()
        details = self._entry_details(entry, dangers)
        self._sheets.add(
            MapEntry,
            id=entry_id,
            mapping_id=self._mapping_id,
            position=position,
            category=entry.category,
            text=entry.text,
            is_own_words=entry.is_own_words,
            said_by_person_id=details.said_by.person_id,
            said_by_worker_id=details.said_by.worker_id,
            said_by_name=entry.said_by_name,
            source_type=entry.source,
            happened_earliest_on=entry.happened.earliest if entry.happened else None,
            happened_latest_on=entry.happened.latest if entry.happened else None,
            is_happened_about=bool(entry.happened and entry.happened.is_about),
            impact=entry.impact,
            danger_id=details.danger_id,
            who_person_id=details.who.person_id,
            who_worker_id=details.who.worker_id,
            who_name=entry.who_name,
            due_on=entry.due_on,
            done_on=entry.done_on,
            outcome=entry.outcome,
            about=entry.about,
            how_often=entry.how_often,
            seen_by=entry.seen_by,
            reading_age=None if entry.is_own_words else _age(entry.text),
            **self._signed(day),
        )
        self._matrix(entry_id, details)
        self._sheets.add(
            MapEntryRevision,
            id=self._ids.next(),
            entry_id=entry_id,
            version=1,
            change="written",
            map_version=1,
            words=as_json(details) | {"withdrawn_reason": ""},
            changed_by_id=self._worker_id,
            changed_at=at_ten(day),
            **self._here,
        )

    def _matrix(self, entry_id: UUID, details: EntryDetails) -> None:
        """The first time, the worst and the last, and whom it hurt."""
        here = {**self._here, "entry_id": entry_id}
        for moment in details.moments:
            self._sheets.add(HarmMoment, id=self._ids.next(), **asdict(moment), **here)
        for child in details.children:
            self._sheets.add(
                HarmedChild,
                id=self._ids.next(),
                child_id=child.person_id,
                child_name=child.name,
                **here,
            )

    def _entry_details(self, entry: EntryDraft, dangers: list[UUID]) -> EntryDetails:
        """The entry as somebody would have typed it."""
        return EntryDetails(
            category=entry.category,
            text=entry.text,
            is_own_words=entry.is_own_words,
            said_by=self._named(entry.said_by_name, entry.said_by),
            source_type=entry.source,
            happened=entry.happened,
            impact=entry.impact,
            danger_id=None if entry.danger is None else dangers[entry.danger],
            who=self._named(entry.who_name, entry.who),
            due_on=entry.due_on,
            done_on=entry.done_on,
            outcome=entry.outcome,
            about=entry.about,
            how_often=entry.how_often,
            seen_by=entry.seen_by,
            moments=entry.moments,
            children=tuple(
                self._named(self._draft.people[key].called, key) for key in entry.harmed
            ),
        )
