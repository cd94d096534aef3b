"""A danger statement with its goal and its scale, as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from kinfold.platform.addresses import address
from kinfold.practice.presenters import words
from kinfold.practice.presenters.entry_card import hidden_line
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice import map_findings as rules
from kinfold_core.practice import scales
from kinfold_core.practice.living_map import DangerRow, LivingMap, RatingRow
from kinfold_core.practice.scale_drawing import Dot, draw
from kinfold_core.practice.vocabulary import Concept, label, numbered

PARTS = {
    "statement": ("R-DS", "R-H", "R-CF"),
    "goal": ("R-SG",),
    "scale": ("R-SC",),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One person's place on a scale, in words."""

    name: str
    place: str
    is_number: bool
    line: str
    why_not_lower: str
    one_higher: str
    moved: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class ScalePicture:
    title: str
    sentence: str
    has_different_views: bool
    drawing: SafeString
    dots: tuple[Dot, ...]
    anchor_0: str
    anchor_10: str
    said: tuple[Said, ...]
    rate_url: str


@dataclass(frozen=True, slots=True)
class DangerCard:
    """A danger statement, its goal and its scale, wherever they stand on the page."""

    row: DangerRow
    name: str
    worried: str
    hidden: str
    findings: tuple[Finding, ...]
    scale: ScalePicture
    url: str
    edit_url: str

    @property
    def statement_findings(self) -> tuple[Finding, ...]:
        return by_part(self.findings)["statement"]

    @property
    def goal_findings(self) -> tuple[Finding, ...]:
        return by_part(self.findings)["goal"]

    @property
    def scale_findings(self) -> tuple[Finding, ...]:
        return by_part(self.findings)["scale"]

    @property
    def has_goal(self) -> bool:
        return bool(self.row.agency_goal or self.row.family_goal or self.row.child_hope)


def by_part(findings: tuple[Finding, ...]) -> dict[str, tuple[Finding, ...]]:
    """What the rules say of the statement, of its goal and of its scale."""
    return {
        part: tuple(f for f in findings if f.rule.startswith(rules_of))
        for part, rules_of in PARTS.items()
    }


def danger_card(
    danger: DangerRow, living_map: LivingMap, *, now: datetime
) -> DangerCard:
    family_id = living_map.family_id
    name = numbered(living_map.vocabulary, Concept.DANGER, danger.number)
    scale = phrases.capital(label(living_map.vocabulary, Concept.SCALE).one)
    return DangerCard(
        row=danger,
        name=name,
        worried=phrases.listed([named.name for named in danger.worried_people]),
        hidden=hidden_line(danger),
        findings=rules.danger_findings(danger, living_map.entries, now=now),
        scale=scale_picture(danger, family_id, title=f"{scale} for {name}"),
        url=address("versions:danger", family_id, danger.id),
        edit_url=address("practice:edit-danger", family_id, danger.id),
    )


def scale_picture(
    danger: DangerRow, family_id: UUID, *, title: str, is_for_family: bool = False
) -> ScalePicture:
    """The picture of a scale and the same in words.

    `is_for_family` leaves out the answers that the family is not shown for now.
    """
    answers = tuple(r for r in danger.ratings if r.is_visible or not is_for_family)
    latest = tuple(r for r in danger.now if r.is_visible or not is_for_family)
    picture = scales.picture(_rated(latest))
    dots = tuple(
        Dot(rating.rater.name, rating.value, _before(rating, answers))
        for rating in latest
        if rating.value is not None
    )
    return ScalePicture(
        title=title,
        sentence=picture.sentence if dots or not latest else words.NOBODY_GAVE_A_NUMBER,
        has_different_views=picture.has_different_views(),
        drawing=mark_safe(draw(dots)) if dots else SafeString(""),  # noqa: S308  escaped there
        dots=dots,
        anchor_0=danger.anchor_0,
        anchor_10=danger.anchor_10,
        said=tuple(_said(rating, _before(rating, answers)) for rating in latest),
        rate_url=address("scaling:rate", family_id, danger.id),
    )


def _rated(answers: tuple[RatingRow, ...]) -> list[scales.Rated]:
    return [
        scales.Rated(
            rater=rating.rater.name,
            value=float(rating.value),
            rated_on=rating.rated_on,
            rated_at=rating.recorded_at,
        )
        for rating in answers
        if rating.value is not None
    ]


def _before(rating: RatingRow, answers: tuple[RatingRow, ...]) -> Decimal | None:
    """What the same person said the time before, if it was a number."""
    earlier = [
        other.value
        for other in answers
        if other.id != rating.id
        and other.value is not None
        and other.rater.is_same_as(rating.rater)
    ]
    return earlier[-1] if earlier else None


def _said(rating: RatingRow, before: Decimal | None) -> Said:
    is_number = rating.value is not None
    occasion = words.OCCASIONS.get(rating.occasion, "")
    when = " ".join(part for part in (day_in_words(rating.rated_on), occasion) if part)
    moved = ""
    if rating.value is not None and before is not None:
        is_moved = rating.value != before
        moved = f"was {phrases.number(before)}" if is_moved else "the same as before"
    return Said(
        name=rating.rater.name,
        place=(
            phrases.number(rating.value)
            if rating.value is not None
            else words.NO_NUMBER[rating.answer]
        ),
        is_number=is_number,
        line=when,
        why_not_lower=rating.why_not_lower,
        one_higher=rating.one_higher,
        moved=moved,
        is_visible=rating.is_visible,
    )
