"""The page of a story: where it stands, its frames, and what is still needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from kinfold.practice.presenters.words import moment
from kinfold.voice.presenters.drawn import drawn, told
from kinfold.voice.selectors.rows import (
    FrameRow,
    SayNeeded,
    SayRow,
    StoryRow,
)
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import listed
from kinfold_core.practice.story import (
    Answer,
    CopyForm,
    Decided,
    How,
    Purpose,
    State,
)

STEPS = (State.IDEA, State.DRAFT, State.AGREED, State.READ, State.IN_USE)
TONES = {
    Answer.AGREE: "well", Answer.SEEN: "calm", Answer.CHANGES: "attention",
    Answer.NO: "attention", Answer.NOT_SAFE: "calm", Answer.NOT_REACHED: "calm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrameCard:
    row: FrameRow
    number: int
    title: str
    picture: SafeString
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class SayLine:
    """What somebody says now. `is_older`: of words that were changed since."""

    person_id: str
    name: str
    answer: str
    tone: str
    words: str
    when: str
    is_needed: bool
    is_older: bool


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child: when it was read to them, what they said, what they keep."""

    child_id: str
    called: str
    readings: tuple[tuple[str, str, str, str], ...]
    copy: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    row: StoryRow
    for_whom: str
    purpose: str
    steps: tuple[tuple[str, bool, bool], ...]
    state_line: str
    frames: tuple[FrameCard, ...]
    taken_out: tuple[tuple[FrameRow, str], ...]
    says: tuple[SayLine, ...]
    decisions: tuple[tuple[str, str, str], ...]
    children: tuple[ChildLine, ...]
    findings: tuple[Finding, ...]
    has_words: bool

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.is_blocking)

    @property
    def may_be_agreed(self) -> bool:
        return self.row.state == State.DRAFT and self.has_words

    @property
    def may_be_read(self) -> bool:
        return self.row.state in (State.AGREED, State.READ, State.IN_USE)

    @property
    def may_be_followed(self) -> bool:
        return self.row.state in (State.READ, State.IN_USE)

    @property
    def is_heard(self) -> bool:
        return bool(self.row.readings)

    @property
    def needs_decision(self) -> bool:
        return any(frame.is_new_to_child for frame in self.row.frames)


def story_page(
    row: StoryRow,
    parents: tuple[SayNeeded, ...],
    findings: tuple[Finding, ...],
    *,
    now: datetime,
    today: date,
) -> StoryPage:
    """Everything a page of a story shows."""
    return StoryPage(
        row=row,
        for_whom=listed([child.called for child in row.children]),
        purpose=Purpose(row.purpose).label,
        steps=_steps(row.state),
        state_line=_state_line(row, today),
        frames=frame_cards(row),
        taken_out=tuple(
            (frame, frame.words or frame.section.label) for frame in row.taken_out
        ),
        says=_says(row, parents),
        decisions=tuple(
            (
                Decided(d.decided).label,
                d.reason,
                f"{d.by}, {moment(d.at, now=now)}"
                + (
                    "" if d.words_version == row.words_version else ", of earlier words"
                ),
            )
            for d in row.decisions
        ),
        children=tuple(_child(row, str(c.child_id), c.called) for c in row.children),
        findings=findings,
        has_words=any(frame.words for frame in row.frames),
    )


def frame_cards(row: StoryRow) -> tuple[FrameCard, ...]:
    """Each frame with its picture drawn, in the order of the story."""
    last = len(row.frames)
    return tuple(
        FrameCard(
            frame,
            number,
            frame.section.label,
            drawn(frame.picture, said=told(frame)),
            number == 1,
            number == last,
        )
        for number, frame in enumerate(row.frames, start=1)
    )


def _steps(state: State) -> tuple[tuple[str, bool, bool], ...]:
    """Each step's word, whether it was passed, and whether it stands there."""
    at = STEPS.index(state) if state in STEPS else len(STEPS)
    return tuple(
        (step.label, place < at, place == at) for place, step in enumerate(STEPS)
    )


def _state_line(row: StoryRow, today: date) -> str:
    if row.state == State.UPDATED:
        return "A newer version follows this story. It stays as the children heard it."
    if row.state in (State.READ, State.IN_USE):
        again = row.look_again_on
        if again is None:
            return "Its words stay as they were heard. Children may go on drawing."
        verb = "Look at it again" if again >= today else "It was to be looked at again"
        return f"{verb} on {day_in_words(again)}."
    if row.state == State.AGREED:
        return f"Agreed, noted by {row.agreed_by}. It can be read to the child."
    return "Still a draft: nothing here has been told to a child."


def _says(row: StoryRow, parents: tuple[SayNeeded, ...]) -> tuple[SayLine, ...]:
    latest = [say for say in row.says if say.is_latest]
    known = {say.person_id: say for say in latest if say.person_id}
    lines = [
        _say(row, known[parent.person_id], is_needed=True)
        if parent.person_id in known
        else SayLine(
            str(parent.person_id), parent.name, "Not asked yet", "attention", "", "",
            is_needed=True, is_older=False,
        )
        for parent in parents
    ]  # fmt: skip
    needed = {parent.person_id for parent in parents}
    others = [say for say in latest if say.person_id not in needed]
    return (*lines, *(_say(row, say, is_needed=False) for say in others))


def _say(row: StoryRow, say: SayRow, *, is_needed: bool) -> SayLine:
    return SayLine(
        person_id=str(say.person_id or ""),
        name=say.name,
        answer=Answer(say.answer).label,
        tone=TONES[Answer(say.answer)],
        words=say.words or say.why_not_asked,
        when=f"{day_in_words(say.said_on)}, noted by {say.recorded_by}",
        is_needed=is_needed,
        is_older=say.words_version != row.words_version and not say.why_not_asked,
    )


def _child(row: StoryRow, child_id: str, called: str) -> ChildLine:
    copy = next((c for c in row.copies if str(c.child_id) == child_id), None)
    return ChildLine(
        child_id=child_id,
        called=called,
        readings=tuple(
            (
                f"{day_in_words(r.read_on)}, {r.place}. {How(r.how).label}, "
                f"by {r.read_by}" + (f", with {r.with_whom}." if r.with_whom else "."),
                r.child_words,
                r.child_questions,
                r.who_answers,
            )
            for r in row.readings
            if str(r.child_id) == child_id
        ),
        copy=_copy(copy.form, copy.kept_where, copy.why_not) if copy else "",
    )


def _copy(form: str, kept_where: str, why_not: str) -> str:
    if form == CopyForm.NOT_YET:
        return f"No copy yet: {why_not}"
    said = f"Has {CopyForm(form).label.lower()}"
    return f"{said}, kept: {kept_where}" if kept_where else f"{said}."
