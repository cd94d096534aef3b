"""Around a made-up plan: the journal of it, and colleagues who thought with the worker.

Thin on purpose: every room of every worker has something in it, and no family has all.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import models

from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.monitoring.models import JournalEntry, JournalReading
from kinfold.supervision.models import (
    Attendee,
    CaseDecision,
    CaseSupervision,
    GroupSupervision,
    SessionDraft,
)
from kinfold.world.drafts import FamilyDraft
from kinfold.world.rows_people import Written
from kinfold.world.sheets import Ids, Sheets, at_ten
from kinfold_core.practice.running_order import MINUTES

GROUP_SHARE: Final = 0.22
CASE_SHARE: Final = 0.35
PROUD_SHARE: Final = 0.08
RED_SHARE: Final = 0.06
JOURNAL_EVERY: Final = 17
SEATED: Final = 3
# What went well, what was hard, what they did; {h} somebody who helps, {c} a child.
_DAYS: Final = (
    ("{h} came before it got loud.", "", "We drank tea until nine."),
    ("{c} slept all night.", "{c} asked twice who was coming.", "We showed the list on the fridge."),
    ("A quiet week.", "", ""),
    ("{c} laughed at tea-time.", "The money ran out on Thursday.", "{h} brought bread and stayed."),
    ("We rang before it was too much.", "{h} was at work and could not come at once.", "We waited together on the phone."),
)  # fmt: skip
_RED: Final = ("", "Nobody came for an hour, and it was loud.", "{h} took {c} home and rang us.")  # fmt: skip
_LEARNED: Final = (
    "Nobody of us had asked {h} what the evenings are like.",
    "We write about {c} and have not sat with {c} for a month.",
    "I was working harder than the family and had not said so.",
)
_FOR_OTHERS: Final = (
    "Ask who is there at eight in the evening, and not only at eleven in the morning.",
    "Say the worry out loud before you offer help: people help better when they know.",
    "Before you write a goal, ask the child what would be different on a good day.",
)
_CASES: Final = (
    ("We have not met everybody who helps.", "They ring before it gets hard.", "Meet all of them once, together."),
    ("The numbers have not moved for two months.", "Everybody still gives them, and says why.", "Ask what one higher would look like."),
    ("I am not sure that the children know why I come.", "They ask me now.", "Finish the words and pictures."),
)  # fmt: skip
_PROUD: Final = (
    ("I waited, and let the grandmother finish.", "She said who else would come. I had never asked."),
    ("I drew the three columns on the back of an envelope.", "The father took the pen and wrote in the middle one."),
    ("I said sorry for the months in which nobody came.", "After that we could talk about the evenings."),
)  # fmt: skip
# ruff: noqa: E501  (what one person said to a line)


def add_around(
    sheets: Sheets,
    ids: Ids,
    draft: FamilyDraft,
    written: Written,
    *,
    lived_from: date | None,
    colleagues: list[UUID],
    seed: int,
    today: date,
) -> None:
    """What chance, from the seed, puts around this family's map and plan.

    `colleagues`: those of the worker's team, its manager first.
    """
    helpers = [one for one in draft.people if one.part == "network" and one.given]
    children = [one for one in draft.people if one.part == "child"]
    if draft.map is None or not helpers or not children or len(colleagues) < SEATED:
        return
    rng = Random(f"{seed}:{draft.number}:around")  # noqa: S311  not a secret
    rows = AroundRows(sheets, ids, draft, written, colleagues, today)
    rows.say = {"h": helpers[0].called, "c": children[0].called}
    if lived_from:
        rows.journal(rng, helpers[0].key, lived_from)
    if rng.random() < GROUP_SHARE:
        rows.group(rng)
    if rng.random() < CASE_SHARE:
        rows.case(rng)
    if rng.random() < PROUD_SHARE:
        rows.proud(rng)


class AroundRows:
    """Puts on the sheets what stands around one family's map."""

    def __init__(
        self,
        sheets: Sheets,
        ids: Ids,
        draft: FamilyDraft,
        written: Written,
        colleagues: list[UUID],
        today: date,
    ) -> None:
        if draft.map is None:
            raise ValueError(f"{draft.reference} has no map")
        self._sheets, self._ids, self._written = sheets, ids, written
        self._worker_id = written.worker_id
        self._manager_id, *others = colleagues
        self._others = [one for one in others if one != self._worker_id][:SEATED]
        self._begun = draft.map.started_on
        self._last = draft.closed_on or today
        self._is_open = draft.closed_on is None
        self.say: dict[str, str] = {}

    def _add(self, model: type[models.Model], **values: Any) -> UUID:
        row_id = self._ids.next()
        authority_id = self._written.authority_id
        self._sheets.add(model, id=row_id, authority_id=authority_id, **values)
        return row_id

    def _said(self, words: str) -> str:
        return words.format(**self.say)

    def _between(self, rng: Random) -> date:
        days = max(1, (self._last - self._begun).days)
        return self._begun + timedelta(days=rng.randrange(days))

    def journal(self, rng: Random, helper: int, lived_from: date) -> None:
        """Every few weeks a line; now and then one that means: look now."""
        on = lived_from + timedelta(days=3)
        while on <= self._last:
            is_red = rng.random() < RED_SHARE
            well, hard, did = map(self._said, _RED if is_red else rng.choice(_DAYS))
            entry_id = self._add(
                JournalEntry, family_id=self._written.family_id, name=self.say["h"],
                person_id=self._written.people[helper], capacity="network",
                happened_on=on, went_well=well, hard=hard, what_we_did=did,
                is_red_flag=is_red, feeling=2 if is_red else rng.randrange(5, 10),
                recorded_by_id=self._manager_id if is_red else self._worker_id,
                recorded_at=at_ten(on),
            )  # fmt: skip
            # what is some weeks old was read; the newest may wait for the worker
            if (
                not is_red
                or not self._is_open
                or (self._last - on).days > JOURNAL_EVERY
            ):
                self._add(
                    JournalReading, entry_id=entry_id, reader_id=self._worker_id,
                    read_at=at_ten(min(self._last, on + timedelta(days=2))),
                )  # fmt: skip
            on += timedelta(days=JOURNAL_EVERY + rng.randrange(8))

    def group(self, rng: Random) -> None:
        """A group supervision that was held, with what some of them wrote."""
        on = self._between(rng)
        session_id = self._add(
            GroupSupervision, family_id=self._written.family_id, state="learned",
            planned_on=on, place="The small room", presenter_id=self._worker_id,
            facilitator_id=self._manager_id, minutes=list(MINUTES),
            presenter_goal="Words for the worry that the family would agree with.",
            what_is_hard="I hear two stories and believe both.",
            clarity_before=Decimal(rng.randrange(2, 5)),
            clarity_after=Decimal(rng.randrange(6, 9)),
            dangers_read_out_at=at_ten(on), goals_read_out_at=at_ten(on),
            learning_points=self._said(rng.choice(_LEARNED)),
            outcome=self._said("We will ask {h} to meet us with everybody."),
            for_others=rng.choice(_FOR_OTHERS), held_at=at_ten(on),
            learned_by_id=self._manager_id, learned_at=at_ten(on),
            planned_by_id=self._worker_id, planned_at=at_ten(on - timedelta(days=7)),
        )  # fmt: skip
        for worker_id in self._others:
            self._add(Attendee, session_id=session_id, worker_id=worker_id)
        for kind, words, audience in (
            ("danger", "On some evenings nobody comes when {c} calls.", ""),
            ("goal", "Somebody {c} trusts is there within half an hour.", ""),
            ("question", "Who would {c} ring first?", "child"),
        ):
            author_id = rng.choice(self._others)
            self._add(
                SessionDraft, session_id=session_id, kind=kind, text=self._said(words),
                audience=audience, author_id=author_id, typed_by_id=author_id,
                typed_at=at_ten(on),
            )  # fmt: skip

    def case(self, rng: Random) -> None:
        """Worker and manager looked at the work together, and decided one thing."""
        on = self._between(rng)
        worried, working, needs = rng.choice(_CASES)
        case_id = self._add(
            CaseSupervision, family_id=self._written.family_id,
            worker_id=self._worker_id, supervisor_id=self._manager_id, held_on=on,
            worried=worried, working=working, needs=needs,
            next_on=on + timedelta(days=28), recorded_by_id=self._manager_id,
            recorded_at=at_ten(on),
        )  # fmt: skip
        self._add(
            CaseDecision, supervision_id=case_id, text=needs, reason=worried,
            who_id=self._worker_id, due_on=on + timedelta(days=14),
            decided_by_id=self._manager_id, decided_at=at_ten(on),
        )  # fmt: skip

    def proud(self, rng: Random) -> None:
        """Work that went well, told to everybody, naming nobody."""
        on = self._between(rng)
        proud_of, difference = rng.choice(_PROUD)
        self._add(
            AppreciativeInquiry, worker_id=self._worker_id, proud_of=proud_of,
            difference=difference, learned="To leave more room.", value=Decimal(8),
            shared_with="authority", shared_at=at_ten(on), written_at=at_ten(on),
        )  # fmt: skip
