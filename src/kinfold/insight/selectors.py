"""Reads of England's published panel, and of what an authority follows in it.

Viewer first. The panel is kept in memory and costs no query (ADR 6).

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: there is no such authority or measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied

from kinfold.insight import policy
from kinfold.insight.models import MeasureChoice, PracticeEvent
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.returns.models import Figure
from kinfold.returns.selectors import figures
from kinfold_core.decision import Decision
from kinfold_measures.areas import Area
from kinfold_measures.breaks import Break, breaks_of
from kinfold_measures.catalogue import (
    ALL_THEMES,
    BY_CODE,
    COLUMNS,
    PUBLISHED,
    THEMES,
    WORKFORCE,
)
from kinfold_measures.counted import UNITS
from kinfold_measures.england import Panel, kept_panel
from kinfold_measures.funnels import AreaFunnel, funnel_of
from kinfold_measures.language.definition import Definition, definitions
from kinfold_measures.measure import Measure, Unit
from kinfold_measures.ofsted import Judgement
from kinfold_measures.picture import Picture, picture_of
from kinfold_measures.standing import Standings, standings_of


@dataclass(frozen=True, slots=True)
class Directory:
    """Authorities that answer to the words looked for."""

    programme: tuple[Area, ...]
    by_region: tuple[tuple[str, tuple[Area, ...]], ...]
    ended: tuple[Area, ...]

    @property
    def count(self) -> int:
        others = sum(len(areas) for _, areas in self.by_region)
        return len(self.programme) + others + len(self.ended)


@dataclass(frozen=True, slots=True)
class AuthorityPictures:
    """One authority's pictures, under the themes of the catalogue."""

    area: Area
    themes: tuple[tuple[str, tuple[Picture, ...]], ...]
    judgements: tuple[Judgement, ...]
    years: tuple[int, int]
    version: str

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(p for _, pictures in self.themes for p in pictures)


def england(viewer: Viewer) -> Panel:
    """The whole panel, for someone who may see it."""
    _insist(policy.may_see_measures(viewer))
    return kept_panel(settings.PROJECT / "data" / "england", COLUMNS)


def authorities(viewer: Viewer, words: str = "") -> Directory:
    """The ten first, then England by region, then authorities that have ended.

    `words` must all be found in the name or region, in any order and case.
    """
    wanted = words.casefold().split()
    found = [
        area
        for area in england(viewer).areas.values()
        if all(word in f"{area.name} {area.region}".casefold() for word in wanted)
    ]
    others = [a for a in found if a.is_current and not a.is_in_programme]
    regions = sorted({area.region for area in others})
    return Directory(
        programme=tuple(area for area in found if area.is_in_programme),
        by_region=tuple(
            (region, tuple(area for area in others if area.region == region))
            for region in regions
        ),
        ended=tuple(area for area in found if not area.is_current),
    )


def authority(viewer: Viewer, slug: str) -> Area:
    area = england(viewer).by_slug(slug)
    if area is None:
        message = f"England has no authority at {slug!r}"
        raise NotFound(message)
    return area


def measure(viewer: Viewer, code: str) -> Measure:
    _insist(policy.may_see_measures(viewer))
    if code not in BY_CODE:
        message = f"No measure has the code {code!r}"
        raise NotFound(message)
    return BY_CODE[code]


def measures_by_theme(viewer: Viewer) -> tuple[tuple[str, tuple[Measure, ...]], ...]:
    _insist(policy.may_see_measures(viewer))
    return tuple(
        (theme, tuple(BY_CODE[code] for code in codes)) for theme, codes in ALL_THEMES
    )


def years(viewer: Viewer) -> tuple[int, int]:
    """The first year that any measure has, and the last."""
    return min(m.first_year for m in PUBLISHED), england(viewer).last_year


def pictures(viewer: Viewer, slug: str) -> AuthorityPictures:
    """Every picture of one authority's page."""
    panel, area = england(viewer), authority(viewer, slug)
    themes = tuple(
        (theme, tuple(picture_of(panel, BY_CODE[code], area) for code in codes))
        for theme, codes in THEMES
    )
    return AuthorityPictures(
        area=area,
        themes=themes,
        judgements=panel.judgements.get(area.code, ()),
        years=years(viewer),
        version=panel.version,
    )


def picture(viewer: Viewer, slug: str, code: str) -> Picture:
    """One measure of one authority."""
    area, wanted = authority(viewer, slug), measure(viewer, code)
    return picture_of(england(viewer), wanted, area)


@dataclass(frozen=True, slots=True)
class InFull:
    """One measure of one authority with all that belongs on its page."""

    picture: Picture
    funnel: AreaFunnel | None
    """None where the counts behind the figures are not published."""
    beside: tuple[Picture, ...]
    """The balancing measures, then the workforce's."""
    judgements: tuple[Judgement, ...]


def in_full(viewer: Viewer, slug: str, code: str) -> InFull:
    """Everything a measure's own page shows."""
    panel, shown = england(viewer), picture(viewer, slug, code)
    measure, area = shown.measure, shown.area
    codes = dict.fromkeys((*measure.balanced_by, *WORKFORCE))
    codes.pop(measure.code, None)
    return InFull(
        picture=shown,
        funnel=funnel_of(panel, measure, area, panel.last_year),
        beside=tuple(picture_of(panel, BY_CODE[other], area) for other in codes),
        judgements=panel.judgements.get(area.code, ()),
    )


def standings(viewer: Viewer, code: str, year: int) -> Standings:
    """The ten among all of England's authorities in one year."""
    _insist(policy.may_compare_authorities(viewer))
    panel = england(viewer)
    return standings_of(panel, measure(viewer, code), year, panel.programme())


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)


@dataclass(frozen=True, slots=True)
class Goal:
    """A measure an authority follows, with the aim it set itself."""

    choice: MeasureChoice
    picture: Picture | None
    """None where England's panel does not know the authority."""


@dataclass(frozen=True, slots=True)
class CountedGoal:
    """A measure of its own returns that an authority follows."""

    choice: MeasureChoice
    definition: Definition
    figures: tuple[Figure, ...]
    """Of all cases; none while nothing was counted."""


@dataclass(frozen=True, slots=True)
class Goals:
    """What an authority follows, and what changed in its practice."""

    area: Area | None
    followed: tuple[Goal, ...]
    counted: tuple[CountedGoal, ...]
    events: tuple[PracticeEvent, ...]


@dataclass(frozen=True, slots=True)
class Followable:
    """A measure that can be followed: published, or counted on own returns, or both."""

    code: str
    title: str
    short: str
    meaning: str
    unit: Unit


def followable(viewer: Viewer) -> dict[str, Followable]:
    """Every measure that can be followed: the published first, by their codes."""
    _insist(policy.may_see_measures(viewer))
    published = [
        Followable(one.code, one.title, one.short, one.meaning, one.unit)
        for one in PUBLISHED
    ]
    counted = [
        Followable(one.code, one.title, one.title, one.meaning, UNITS[one.kind])
        for one in definitions().values()
        if one.code not in BY_CODE
    ]
    return {one.code: one for one in (*published, *counted)}


def to_follow(viewer: Viewer, code: str) -> Followable:
    found = followable(viewer).get(code)
    if found is None:
        message = f"No measure has the code {code!r}"
        raise NotFound(message)
    return found


def own_area(viewer: Viewer) -> Area | None:
    """The viewer's authority among England's; None where the panel has none such."""
    panel = england(viewer)
    return panel.by_slug(Authority.objects.get(pk=viewer.in_authority()).slug)


def newest_choices(viewer: Viewer) -> dict[str, MeasureChoice]:
    """The choice that counts, of every measure that ever had one. One query."""
    _insist(policy.may_see_measures(viewer))
    rows = MeasureChoice.objects.filter(authority_id=viewer.in_authority())
    newest = rows.select_related("chosen_by").order_by("code", "-version")
    return {row.code: row for row in newest.distinct("code")}


def choice_of(viewer: Viewer, code: str) -> MeasureChoice | None:
    """The choice about one measure that counts."""
    return newest_choices(viewer).get(code)


def choices_before(viewer: Viewer, code: str) -> tuple[MeasureChoice, ...]:
    """Every choice about a measure, the newest first."""
    _insist(policy.may_see_measures(viewer))
    rows = MeasureChoice.objects.filter(authority_id=viewer.in_authority(), code=code)
    return tuple(rows.select_related("chosen_by").order_by("-version"))


def events(viewer: Viewer) -> tuple[PracticeEvent, ...]:
    """What changed in practice, the first first; what was taken back too."""
    _insist(policy.may_see_measures(viewer))
    rows = PracticeEvent.objects.filter(authority_id=viewer.in_authority())
    rows = rows.select_related("written_by", "taken_back_by")
    return tuple(rows.order_by("earliest", "latest", "written_at", "pk"))


def event(viewer: Viewer, event_id: UUID) -> PracticeEvent:
    found = next((one for one in events(viewer) if one.pk == event_id), None)
    if found is None:
        message = f"No event {event_id}"
        raise NotFound(message)
    return found


def goals(viewer: Viewer) -> Goals:
    """What the authority follows, in the order of the catalogue. Five queries."""
    panel, area, choices = england(viewer), own_area(viewer), newest_choices(viewer)
    followed = [
        Goal(choices[one.code], picture_of(panel, one, area) if area else None)
        for one in PUBLISHED
        if one.code in choices and choices[one.code].is_followed
    ]
    return Goals(
        area, tuple(followed), _counted_goals(viewer, choices), standing_events(viewer)
    )


def _counted_goals(
    viewer: Viewer, choices: Mapping[str, MeasureChoice]
) -> tuple[CountedGoal, ...]:
    """Those that are not published, in the order of their codes."""
    codes = [
        code
        for code, choice in choices.items()
        if choice.is_followed and code not in BY_CODE and code in definitions()
    ]
    # asked for none it would be asked for all
    counted = figures.figures_of(viewer, *codes) if codes else ()
    return tuple(
        CountedGoal(
            choices[code],
            definitions()[code],
            tuple(f for f in counted if f.code == code and not f.breakdown),
        )
        for code in codes
    )


def standing_events(viewer: Viewer) -> tuple[PracticeEvent, ...]:
    """Those that were not taken back, in the order of their days."""
    return tuple(one for one in events(viewer) if one.taken_back_at is None)


@dataclass(frozen=True, slots=True)
class CountedInFull:
    """A measure with all that was counted of it on the authority's own returns."""

    definition: Definition
    figures: tuple[Figure, ...]
    beside: tuple[Figure, ...]
    """Those of the balancing measure, where it was counted."""
    breaks: tuple[Break, ...]
    choices: tuple[MeasureChoice, ...]
    """Every choice about it, the newest first."""
    workforce: tuple[Picture, ...]
    """What England publishes of those who do the work there; none where it knows
    no such authority."""

    @property
    def is_rough(self) -> bool:
        """More was withheld than is needed, in the count they are all of."""
        return bool(self.figures[0].recount.is_rough)


def counted_measures(viewer: Viewer) -> dict[str, Figure]:
    """The newest figure of each measure that was counted, by its code. Two queries."""
    newest = figures.newest_figures(viewer)
    return {one.code: one for one in newest if one.code in definitions()}


def counted_in_full(viewer: Viewer, code: str) -> CountedInFull:
    """Every figure of one measure, the whole and its parts; and what belongs to it."""
    message = f"Nothing was counted of {code!r}"
    definition = definitions().get(code)
    if definition is None:
        raise NotFound(message)
    counted = figures.figures_of(viewer, code, definition.balancing)
    found = tuple(one for one in counted if one.code == code)
    if not found:
        raise NotFound(message)
    area = own_area(viewer)
    return CountedInFull(
        definition,
        found,
        tuple(one for one in counted if one.code == definition.balancing),
        breaks_of(definition, area),
        choices_before(viewer, code),
        workforce(viewer, area) if area else (),
    )


def may_be_shown(viewer: Viewer) -> bool:
    """Whether there is a programme's page that the viewer may show a measure on."""
    may = policy.may_show_to_programme(viewer)
    return bool(may) and programmes_open_to(viewer).exists()


def workforce(viewer: Viewer, area: Area) -> tuple[Picture, ...]:
    """What is published of the people who do the work. No query."""
    panel = england(viewer)
    return tuple(picture_of(panel, BY_CODE[code], area) for code in WORKFORCE)
