"""What the rules of Family Finding look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold_core.practice.family_finding.measures import Counts
from kinfold_core.practice.family_finding.rows import EpisodeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """One episode as the rules see it. Days since: None when it has not happened."""

    child: str
    is_screened: bool = True
    identified: int = 0
    maternal: int = 0
    paternal: int = 0
    sources: int = 0
    contacted: int = 0
    engaged: int = 0
    days: int = 0
    days_engaged: int | None = None
    meetings: int = 0
    days_met: int | None = None
    plans: int = 0
    target_plans: int = 3
    days_planned: int | None = None
    is_decided: bool = False
    days_decided: int | None = None
    says_who_stays: bool = False
    offers: int = 0
    rated: int = 0
    unowned: int = 0
    lifetime: int = 0
    late: tuple[tuple[int, int], ...] = ()  # month, how many were not asked
    wrongly: tuple[str, ...] = ()


def facts_of(episode: EpisodeRow, counts: Counts, today: date) -> FindingFacts:
    def since(day: date | None) -> int | None:
        return None if day is None else (today - day).days

    return FindingFacts(
        child=episode.child_name,
        is_screened=episode.is_screened,
        identified=counts.identified,
        maternal=counts.maternal,
        paternal=counts.paternal,
        sources=counts.sources,
        contacted=counts.contacted,
        engaged=counts.engaged,
        days=counts.days,
        days_engaged=since(counts.first_engaged),
        meetings=counts.meetings,
        days_met=since(counts.last_met),
        plans=counts.plans,
        target_plans=counts.target_plans,
        days_planned=since(counts.last_plan),
        is_decided=counts.decided_on is not None,
        days_decided=since(counts.decided_on),
        says_who_stays=counts.says_who_stays,
        offers=counts.offers,
        rated=counts.rated,
        unowned=counts.unowned,
        lifetime=counts.lifetime,
        late=tuple(
            (one.month, one.due - one.asked) for one in counts.asked if one.is_late
        ),
        wrongly=counts.wrongly,
    )
