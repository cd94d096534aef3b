"""For which children it is written what each one said at a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.family_finding.models import BlendedMeeting
from kinfold.family_finding.selectors import episodes_of
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.rows import EpisodeRow


@dataclass(frozen=True, slots=True)
class ToldOf:
    """`told`: the children it is written for; `left`: those still looked for."""

    told: tuple[EpisodeRow, ...]
    left: tuple[EpisodeRow, ...]

    @property
    def is_done(self) -> bool:
        return bool(self.told) and not self.left


def told_of(viewer: Viewer, family_id: UUID, meeting_id: UUID) -> ToldOf:
    """Of a meeting of an authorised family. Four queries."""
    rows = BlendedMeeting.objects.filter(
        authority_id=viewer.in_authority(), meeting_id=meeting_id
    )
    told = set(rows.values_list("episode_id", flat=True))
    episodes = episodes_of(viewer, family_id)
    return ToldOf(
        told=tuple(one for one in episodes if one.id in told),
        left=tuple(one for one in episodes if one.is_running and one.id not in told),
    )
