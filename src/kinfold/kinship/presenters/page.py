"""The page of kinship: options by person, arrangements with their clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from kinfold.kinship.presenters.facts import (
    Years,
    care_findings,
    family_findings,
    sides_thought_of,
)
from kinfold.kinship.selectors.kinship import Kinship
from kinfold.platform.components import TimelineEntry, Tone
from kinfold.sides.presenters import (
    ask_url,
    parent_words,
    side_of_whom,
    what_to_ask,
)
from kinfold.sides.row_making import Descent
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.relationships import Side
from kinfold_core.practice.kinship import (
    Care,
    Decliner,
    OptionRow,
    Step,
    StepRow,
    options_in_words,
)
from kinfold_core.practice.kinship_care import (
    ARRANGED,
    HOW_IT_CAME,
    LEGAL_STATUS,
    CareRow,
    SupportRow,
)
from kinfold_core.practice.kinship_clocks import Clock, Happening
from kinfold_core.practice.kinship_law import CHECKED_ON
from kinfold_core.practice.sides import SideRow

BAR = 300
"""How wide the bar of a clock is drawn, in its own units."""
TONES: dict[Step, Tone] = {
    Step.THOUGHT_OF: "calm",
    Step.OFFERED: "needs",
    Step.WEIGHED: "needs",
    Step.AGREED: "well",
    Step.DECLINED: "calm",
    Step.REOPENED: "needs",
}
OUTCOMES = {"goes_on": "It goes on", "changed": "It changes", "ended": "It ended"}


@dataclass(frozen=True, slots=True)
class OptionCard:
    row: OptionRow
    who_to: str
    children: str
    state: str
    tone: Tone
    now: str
    steps: tuple[TimelineEntry, ...]
    decide_url: str
    begin_url: str


@dataclass(frozen=True, slots=True)
class SideView:
    """A side of which nobody was thought of: what was tried, and what to ask."""

    name: str
    of_whom: str
    question: str
    ask_url: str
    add_url: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as a bar and a sentence that says the same."""

    title: str
    sentence: str
    state: str
    law: str
    law_url: str
    width: int
    icon: str


@dataclass(frozen=True, slots=True)
class Helped:
    row: SupportRow
    about: str
    looks: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class CareCard:
    row: CareRow
    title: str
    kind: str
    since: str
    ended: str
    facts: tuple[tuple[str, str], ...]
    nights: tuple[str, ...]
    clocks: tuple[ClockView, ...]
    rights: str
    happened: tuple[TimelineEntry, ...]
    support: tuple[Helped, ...]
    findings: tuple[Finding, ...]
    urls: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KinshipPage:
    counted: str
    findings: tuple[Finding, ...]
    empty_sides: tuple[SideView, ...]
    options: tuple[OptionCard, ...]
    cares: tuple[CareCard, ...]
    ended: tuple[CareCard, ...]


def kinship_page(
    family_id: UUID,
    kinship: Kinship,
    descent: Descent,
    years: Years,
    *,
    today: date,
) -> KinshipPage:
    sides, children = sides_thought_of(kinship, descent), descent.children
    cards = [_care(family_id, row, kinship, years, today) for row in kinship.cares]
    return KinshipPage(
        counted=options_in_words(kinship.options),
        findings=family_findings(kinship, sides, children),
        empty_sides=tuple(
            _side(family_id, row, children) for row in sides.rows if not row.people
        ),
        options=tuple(
            _option(family_id, row, descent, today) for row in kinship.options
        ),
        cares=tuple(one for one in cards if one.row.is_running),
        ended=tuple(one for one in cards if not one.row.is_running),
    )


def _side(family_id: UUID, row: SideRow, children: Mapping[UUID, str]) -> SideView:
    add = reverse("kinship:add-option", args=[family_id])
    about = {"side": str(row.side)}
    if len(row.children) == 1:
        about["child"] = str(row.children[0])
    return SideView(
        name=side_of_whom(row, children),
        of_whom=parent_words(row) if row.children else "",
        question=what_to_ask(row),
        ask_url=ask_url(family_id, row.side, row.children),
        add_url=f"{add}?{urlencode(about)}",
    )


def _side_in_words(row: OptionRow, descent: Descent) -> str:
    """Whose side it is; of which child, where the children have other parents."""
    side = phrases.capital(Side(row.side).label)
    if row.child_id or not descent.why_not_for_all(row.who, row.side):
        return side
    of = descent.on_side(row.who, row.side).children
    names = [name for key, name in descent.children.items() if key in of]
    return f"{side} of {phrases.listed(names)}" if names else f"{side}, not said whose"


def _option(
    family_id: UUID, row: OptionRow, descent: Descent, today: date
) -> OptionCard:
    side = _side_in_words(row, descent)
    last = row.last
    begin = reverse("kinship:begin-care", args=[family_id])
    now = ""
    if last is not None:
        on = day_in_words(last.decided_on)
        now = f"{phrases.as_sentence(last.why)} {last.decided_by.name}, {on}."
    return OptionCard(
        row=row,
        who_to=" · ".join(part for part in (row.relationship, side) if part),
        children=row.child_name or "All the children",
        state=row.now.label,
        tone=TONES[row.now],
        now=now,
        steps=tuple(_step(step, today) for step in reversed(row.steps)),
        decide_url=reverse("kinship:decide-option", args=[family_id, row.id]),
        begin_url=f"{begin}?option={row.id}" if row.now is Step.AGREED else "",
    )


def _step(step: StepRow, today: date) -> TimelineEntry:
    return TimelineEntry(
        title=step.kind.label,
        when=day_in_words(step.decided_on),
        datetime=step.decided_on.isoformat(),
        text=" ".join(step_lines(step, today)),
        by=step.decided_by.name,
        icon="check" if step.kind is Step.AGREED else "message-circle",
    )


def step_lines(step: StepRow, today: date) -> list[str]:
    """Everything that was written of a step, a sentence or two each."""
    lines = [phrases.as_sentence(step.why)]
    if step.declined_by:
        lines.append(f"No was said by: {Decliner(step.declined_by).label.lower()}.")
    if step.not_for:
        cannot = [Care(one).label for one in step.not_for]
        lines.append(f"Not for now: {phrases.listed(cannot)}.")
    for label, words in (
        ("Could still be", step.still_for),
        ("They say", step.carer_words),
        ("The child says", step.child_words),
        ("Asked", step.asked_whom),
        ("Also thought of", step.alternatives),
    ):
        if words:
            lines.append(f"{label}: {phrases.as_sentence(words)}")
    if step.look_again_on:
        day = day_in_words(step.look_again_on)
        was = "was to be looked at" if step.look_again_on < today else "is looked at"
        lines.append(f"This {was} again on {day}.")
    return lines


def _care(
    family_id: UUID, row: CareRow, kinship: Kinship, years: Years, today: date
) -> CareCard:
    texts = {one.id: one.text for one in kinship.nights}
    since = f"Since {day_in_words(row.started_on)}, {_days(row.days(today))}."
    ended = ""
    if row.ended_on:
        since = f"From {day_in_words(row.started_on)} to {day_in_words(row.ended_on)}."
        ended = phrases.as_sentence(row.ended_reason)
    return CareCard(
        row=row,
        title=f"{row.child_name} with {row.carers}",
        kind=row.law_kind.label,
        since=since,
        ended=ended,
        facts=_facts(row),
        nights=tuple(texts[key] for key in row.rule_ids if key in texts),
        clocks=tuple(clock_view(one, today) for one in row.clocks(today)),
        rights=_rights(row),
        happened=tuple(_happened(one) for one in reversed(row.happened)),
        support=tuple(_support(family_id, one) for one in row.support),
        findings=care_findings(row, kinship, years, today),
        urls=_urls(family_id, row),
    )


def _urls(family_id: UUID, row: CareRow) -> dict[str, str]:
    """What can be done with an arrangement, and the family time that goes with it."""
    urls = {
        name.replace("-", "_"): reverse(f"kinship:{name}", args=[family_id, row.id])
        for name in _PAGES
    }
    if row.family_time_id:
        page = reverse("family_time:family-time", args=[family_id])
        urls["family_time"] = f"{page}#ladder-{row.family_time_id}"
    return urls


_PAGES = (
    "change-care", "happened", "support", "rights", "explained", "end-care", "history",
)  # fmt: skip


def _days(days: int) -> str:
    return "the first day" if days == 1 else f"{days} days"


def _facts(row: CareRow) -> tuple[tuple[str, str], ...]:
    arranged = ARRANGED.get(row.arranged, "")
    if row.arranged_words:
        arranged = f"{phrases.as_sentence(arranged)} {row.arranged_words}".strip()
    facts = (
        ("Order", LEGAL_STATUS.get(row.legal_status, "")),
        (
            "Parental responsibility",
            row.responsibility or _told_the_carer(row.law_kind.law.responsibility),
        ),
        ("The child says", row.child_view),
        ("Meant to be", row.permanence),
        ("How it came about", HOW_IT_CAME.get(row.how, "")),
        ("Did the service arrange it?", arranged),
        ("Assessments", row.assessments),
    )
    return tuple((label, words) for label, words in facts if words)


def _told_the_carer(words: str) -> str:
    """Their paper says "you": beside the record it must be plain who that is."""
    return f"Not written down here. The carer's paper says: “{words}”"


def clock_view(clock: Clock, today: date) -> ClockView:
    state = clock.state(today)
    icons = {"done": "circle-check", "late": "circle-check", "runs": "hourglass"}
    return ClockView(
        title=clock.title,
        sentence=clock.sentence(today),
        state=state,
        law=clock.source.citation,
        law_url=clock.source.url,
        width=round(BAR * clock.share(today)),
        icon=icons.get(state, "clock-alert"),
    )


def _rights(row: CareRow) -> str:
    told = row.rights
    if told is None:
        return ""
    on = day_in_words(told.on)
    asked = f" {row.carer.name}: {told.words}" if told.words else ""
    return f"{told.by} explained it on {on}, in {told.language}.{asked}"


def _happened(one: Happening) -> TimelineEntry:
    until = f"Until {day_in_words(one.until)}. " if one.until else ""
    language = f"In {one.language}. " if one.language else ""
    return TimelineEntry(
        title=one.what.label,
        when=day_in_words(one.on),
        datetime=one.on.isoformat(),
        text=f"{until}{language}{one.words}".strip(),
        by=one.by,
        icon="calendar",
    )


def _support(family_id: UUID, row: SupportRow) -> Helped:
    parts = [
        row.amount,
        f"from {row.given_by}",
        f"since {day_in_words(row.started_on)}",
    ]
    if row.next_review_on:
        parts.append(f"looked at on {day_in_words(row.next_review_on)}")
    return Helped(
        row=row,
        about=" · ".join(part for part in parts if part),
        looks=tuple(
            f"{day_in_words(one.reviewed_on)}: {OUTCOMES[one.outcome]}. {one.words}"
            for one in row.reviews
        ),
        url=""
        if row.is_ended
        else reverse("kinship:look-at-support", args=[family_id, row.id]),
    )


def law_checked() -> str:
    """When the table of the law was last looked through."""
    return f"The law as of {day_in_words(CHECKED_ON)}, for England."
