"""The clocks of kinship care: what must happen by when, and what follows if not.

Nothing here reads the time: "today" is always given. Days, never hours. A period "not
exceeding 16 weeks" has its last day one day before the same weekday 16 weeks on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kinfold_core.people.dates import day_in_words, last_day
from kinfold_core.practice.expectations import working_day
from kinfold_core.practice.kinship_law import (
    PLANNING_24,
    PLANNING_25,
    PRIVATE_8,
    PRIVATE_FROM_DAYS,
    Kind,
    Source,
    act,
)

TEMPORARY_WEEKS: Final = 16
LONGEST_WEEKS: Final = 24
VISIT_WEEKS: Final = 6
LATER_VISIT_WEEKS: Final = 12
FIRST_VISIT_WORKING_DAYS: Final = 7
NOTICE_MONTHS: Final = 3
SOON_DAYS: Final = 28
_DAYS_A_WEEK: Final = 7
_DAYS_A_YEAR: Final = 365
_MONTHS_A_YEAR: Final = 12


class What(StrEnum):
    """What can happen in an arrangement, to be written down with its day."""

    VIABILITY = "viability"
    TEMPORARY_APPROVAL = "temporary_approval"
    EXTENDED = "extended"
    REVIEW_ASKED = "review_asked"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    NOTIFIED = "notified"
    VISITED = "visited"
    NOTICE = "notice"
    APPLIED = "applied"
    ORDER_MADE = "order_made"
    RIGHTS = "rights"
    CHILD_SAID = "child_said"
    CARER_SAID = "carer_said"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    What.VIABILITY: "Looked at whether it could work, before full assessment",
    What.TEMPORARY_APPROVAL: "Approved for now (Regulation 24)",
    What.EXTENDED: "Approval made longer (Regulation 25)",
    What.REVIEW_ASKED: "Carer asked for the decision to be looked at again",
    What.APPROVED: "Approved as foster carer",
    What.NOT_APPROVED: "Not approved as foster carer",
    What.NOTIFIED: "The council was told of the private fostering",
    What.VISITED: "A worker visited, and spoke with the child alone",
    What.NOTICE: "Carer gave notice of applying to court",
    What.APPLIED: "Applied to court",
    What.ORDER_MADE: "The court made the order",
    What.RIGHTS: "Rights explained to the carer",
    What.CHILD_SAID: "What the child says of living there",
    What.CARER_SAID: "What the carer says",
}
_COURT = (What.NOTICE, What.APPLIED, What.ORDER_MADE)
_SAID = (What.CHILD_SAID, What.CARER_SAID)
TO_WRITE: Final[dict[Kind, tuple[What, ...]]] = {
    Kind.CLOSE_FAMILY: (What.VIABILITY, *_COURT, *_SAID),
    Kind.SHORT_STAY: _SAID,
    Kind.PRIVATE_FOSTERING: (What.NOTIFIED, What.VISITED, *_COURT, *_SAID),
    Kind.TEMPORARY_FOSTER: (
        What.VIABILITY, What.TEMPORARY_APPROVAL, What.EXTENDED, What.APPROVED,
        What.NOT_APPROVED, What.REVIEW_ASKED, *_COURT, *_SAID,
    ),
    Kind.KINSHIP_FOSTER: (What.APPROVED, *_COURT, *_SAID),
    Kind.CHILD_ARRANGEMENTS: (What.APPLIED, What.ORDER_MADE, *_SAID),
    Kind.SPECIAL_GUARDIANSHIP: (*_COURT, *_SAID),
    Kind.ADOPTION: (*_COURT, *_SAID),
    Kind.SUPPORT_PACKAGE: _SAID,
}  # fmt: skip
"""What is asked of each kind. Rights have a question of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened on a day. `until`: the last day of an extension.

    `kind` is what the arrangement was then: rights explained for one kind say nothing
    of another. `language` is the one in which rights were explained.
    """

    what: What
    on: date
    by: str = ""
    words: str = ""
    until: date | None = None
    kind: str = ""
    language: str = ""

    def is_rights_of(self, kind: Kind) -> bool:
        return self.what is What.RIGHTS and self.kind == kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time that runs. `last_on` is the last day on which it may be done.

    Attributes:
        done_on: when it was done, or the arrangement ended; None while it runs.
        after: what follows, and what to do, when it runs out.
        opens: True when the last day opens a door instead of closing one.
        is_stopped: the arrangement ended on `done_on`, and nothing was done.
    """

    title: str
    starts_on: date
    last_on: date
    source: Source
    after: str
    done_on: date | None = None
    opens: bool = False
    is_stopped: bool = False

    def days_left(self, today: date) -> int:
        """Days after today until the last one; below 0 once it has run out."""
        return (self.last_on - today).days

    def share(self, today: date) -> float:
        """How much of the time is gone, 0 to 1; for the drawn bar."""
        whole = max(1, (self.last_on - self.starts_on).days + 1)
        gone = ((self.done_on or today) - self.starts_on).days + 1
        return min(1.0, max(0.0, gone / whole))

    def state(self, today: date) -> str:
        """`done`, `late` (done after its day), `over`, `soon` or `runs`."""
        if self.done_on is not None:
            return "late" if self.done_on > self.last_on and not self.opens else "done"
        if self.opens:
            return "runs"
        left = self.days_left(today)
        return "over" if left < 0 else "soon" if left <= SOON_DAYS else "runs"

    def sentence(self, today: date) -> str:
        """Where it stands, in words that need no picture."""
        state, last = self.state(today), day_in_words(self.last_on)
        if self.done_on is not None:
            verb = "It ended" if self.is_stopped else "Done"
            done = f"{verb} on {day_in_words(self.done_on)}"
            late = (self.done_on - self.last_on).days
            return f"{done}, {how_long(late)} late." if state == "late" else f"{done}."
        if self.opens:
            left = self.days_left(today)
            is_open = "That day has come." if left <= 0 else f"In {how_long(left)}."
            return f"From {last}. {is_open}"
        left = self.days_left(today)
        if left < 0:
            return f"This ran out on {last}, {how_long(-left)} ago. {self.after}"
        if left == 0:
            return f"Today, {last}, is the last day. {self.after}"
        is_are = "is" if how_long(left).startswith("1 ") else "are"
        return f"{how_long(left)} {is_are} left, until {last}."


def how_long(days: int) -> str:
    """Days as people say them: "1 day", "13 days", "7 weeks", "7 weeks and 2 days"."""
    weeks, rest = divmod(days, _DAYS_A_WEEK)
    counted = f"{rest} day" if rest == 1 else f"{rest} days"
    if weeks < 2:
        return f"{days} day" if days == 1 else f"{days} days"
    return f"{weeks} weeks and {counted}" if rest else f"{weeks} weeks"


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day when it has no such day."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    last = last_day(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def clocks_of(
    kind: Kind,
    started_on: date,
    happened: Sequence[Happening],
    *,
    ended_on: date | None,
    today: date,
) -> tuple[Clock, ...]:
    """Every clock of an arrangement, those of its kind first.

    `happened` is in order of its days. An arrangement that ended stops its clocks.
    """
    clocks: list[Clock] = []
    if kind is Kind.TEMPORARY_FOSTER:
        clocks += _temporary(started_on, happened)
    elif kind is Kind.SHORT_STAY:
        clocks.append(_short_stay(started_on))
    elif kind is Kind.PRIVATE_FOSTERING:
        clocks += _private(started_on, happened)
    clocks += _notice(happened)
    if ended_on is None:
        return tuple(clocks)
    return tuple(
        clock if clock.done_on else _stopped(clock, ended_on) for clock in clocks
    )


def _stopped(clock: Clock, on: date) -> Clock:
    return Clock(
        title=clock.title, starts_on=clock.starts_on, last_on=clock.last_on,
        source=clock.source, after=clock.after, done_on=on, opens=clock.opens,
        is_stopped=True,
    )  # fmt: skip


def _last(happened: Sequence[Happening], what: What) -> Happening | None:
    return next((one for one in reversed(happened) if one.what is what), None)


def _first_after(
    happened: Sequence[Happening], what: What, on: date
) -> Happening | None:
    return next((one for one in happened if one.what is what and one.on >= on), None)


def _through(starts_on: date, weeks: int) -> date:
    """The last day of so many weeks that begin on a day."""
    return starts_on + timedelta(weeks=weeks) - timedelta(days=1)


def _temporary(started_on: date, happened: Sequence[Happening]) -> list[Clock]:
    approval = _last(happened, What.TEMPORARY_APPROVAL)
    begins = approval.on if approval else started_on
    approved = _first_after(happened, What.APPROVED, begins)
    asked = _first_after(happened, What.REVIEW_ASKED, begins)
    longer = _first_after(happened, What.EXTENDED, begins)
    if asked and not approved:
        # reg. 25(1)(b) and (3): it lasts until the outcome is known
        return []
    last_on = _through(begins, TEMPORARY_WEEKS)
    title, source = "Approved for now: 16 weeks", PLANNING_24
    if longer:
        most = _through(begins, LONGEST_WEEKS)
        last_on = min(longer.until or most, most)
        title, source = "Approved for now, made longer: 24 weeks at most", PLANNING_25
    return [
        Clock(
            title=title,
            starts_on=begins,
            last_on=last_on,
            source=source,
            after="Unless the carer is approved, or the time is made longer, the "
            "council must find the child another home and end the placement. Bring "
            "it to your manager today.",
            done_on=approved.on if approved else None,
        )
    ]


def _short_stay(started_on: date) -> Clock:
    return Clock(
        title="A short stay: under 28 days",
        starts_on=started_on,
        last_on=started_on + timedelta(days=PRIVATE_FROM_DAYS - 2),
        source=act("66"),
        after="Unless the carer is close family, this is private fostering now, and "
        "the council must be told.",
    )


def _private(started_on: date, happened: Sequence[Happening]) -> list[Clock]:
    told = _last(happened, What.NOTIFIED)
    clocks = [
        Clock(
            title="The council is told",
            starts_on=min(told.on, started_on) if told else started_on,
            last_on=started_on,
            source=PRIVATE_8,
            after="The carer and the parents must tell the council at once.",
            done_on=told.on if told else None,
        )
    ]
    if told is None:
        return clocks
    first = _first_after(happened, What.VISITED, told.on)
    clocks.append(
        Clock(
            title="First visit: 7 working days",
            starts_on=told.on,
            last_on=working_day(told.on, FIRST_VISIT_WORKING_DAYS),
            source=PRIVATE_8,
            after="A worker must see the home, the carer and the child.",
            done_on=first.on if first else None,
        )
    )
    visit = _last(happened, What.VISITED)
    if first and visit:
        is_first_year = (visit.on - told.on).days < _DAYS_A_YEAR
        weeks = VISIT_WEEKS if is_first_year else LATER_VISIT_WEEKS
        clocks.append(
            Clock(
                title=f"Next visit: every {weeks} weeks",
                starts_on=visit.on,
                last_on=visit.on + timedelta(weeks=weeks),
                source=PRIVATE_8,
                after="The child must be seen, and spoken with alone.",
            )
        )
    return clocks


def _notice(happened: Sequence[Happening]) -> list[Clock]:
    notice = _last(happened, What.NOTICE)
    if notice is None:
        return []
    applied = _first_after(happened, What.APPLIED, notice.on)
    made = _first_after(happened, What.ORDER_MADE, notice.on)
    done = applied or made
    return [
        Clock(
            title="Three months' notice before applying",
            starts_on=notice.on,
            last_on=months_after(notice.on, NOTICE_MONTHS),
            source=act("14A"),
            after="The council writes its report for the court.",
            done_on=done.on if done else None,
            opens=True,
        )
    ]
