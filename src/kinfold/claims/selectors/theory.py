"""The theory of change with all that speaks for and against it.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: there is no such programme for them, or nothing of that number in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied

from kinfold.claims import policy
from kinfold.claims.models import (
    ClaimStory,
    ClaimVersion,
    Evidence,
    EvidenceTakenBack,
    NodeVersion,
    Rival,
    RivalAnswer,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority, Programme
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.claim_strength import Verdict, judge


@dataclass(frozen=True, slots=True)
class EvidenceNow:
    """A piece of evidence, and why it was taken back if it was."""

    row: Evidence
    taken_back: EvidenceTakenBack | None


@dataclass(frozen=True, slots=True)
class RivalNow:
    """Another explanation, and the newest answer to it."""

    row: Rival
    answer: RivalAnswer | None

    @property
    def is_open(self) -> bool:
        return self.answer is None or not self.answer.is_ruled_out


@dataclass(frozen=True, slots=True)
class ClaimNow:
    """A claim as it stands: its newest version, its ends, and what speaks about it."""

    version: ClaimVersion
    cause: NodeVersion
    effect: NodeVersion
    evidence: tuple[EvidenceNow, ...]
    rivals: tuple[RivalNow, ...]
    verdict: Verdict

    @property
    def number(self) -> int:
        return int(self.version.claim.number)

    @property
    def standing_evidence(self) -> tuple[Evidence, ...]:
        return tuple(one.row for one in self.evidence if one.taken_back is None)


@dataclass(frozen=True, slots=True)
class Theory:
    """A programme's theory of change. What was dropped is not among it."""

    programme: Programme
    nodes: tuple[NodeVersion, ...]
    claims: tuple[ClaimNow, ...]

    def node(self, number: int) -> NodeVersion:
        found = next((one for one in self.nodes if one.node.number == number), None)
        if found is None:
            raise NotFound(f"Nothing in the theory has the number {number}")
        return found

    def claim(self, number: int) -> ClaimNow:
        found = next((one for one in self.claims if one.number == number), None)
        if found is None:
            raise NotFound(f"No claim has the number {number}")
        return found


def open_programmes(viewer: Viewer) -> tuple[Programme, ...]:
    """Those whose learning they may read, the latest first. One query."""
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    return tuple(programmes_open_to(viewer))


def programme_at(viewer: Viewer, slug: str) -> Programme:
    """The programme of that name in an address. One query."""
    found = next((p for p in open_programmes(viewer) if p.slug == slug), None)
    if found is None:
        raise NotFound(f"No programme {slug!r}")
    return found


def authorities_of(viewer: Viewer, programme: Programme) -> tuple[Authority, ...]:
    """The authorities that are in it or were, by name. One query."""
    if not policy.may_read(viewer):
        return ()
    return tuple(
        Authority.objects.filter(programme_places__programme=programme)
        .distinct()
        .order_by("name")
    )


def theory_of(viewer: Viewer, slug: str) -> Theory:
    """The whole theory with its evidence. Seven queries, whatever its size."""
    programme = programme_at(viewer, slug)
    nodes = {one.node_id: one for one in _nodes(programme)}
    evidence, rivals = _evidence(programme), _rivals(programme)
    claims = [
        _claim_now(one, nodes, evidence[one.claim_id], rivals[one.claim_id])
        for one in _claims(programme)
        if one.is_kept
    ]
    return Theory(
        programme,
        tuple(one for one in nodes.values() if one.is_kept),
        tuple(one for one in claims if one.cause.is_kept and one.effect.is_kept),
    )


def node_versions(
    viewer: Viewer, programme: Programme, number: int
) -> tuple[NodeVersion, ...]:
    """Everything that one thing in the theory ever said, the newest first."""
    rows = NodeVersion.objects.filter(programme=programme, node__number=number)
    found = tuple(rows.select_related("node").order_by("-version"))
    if not found or not policy.may_read(viewer):
        raise NotFound(f"Nothing in the theory has the number {number}")
    return found


def claim_versions(
    viewer: Viewer, programme: Programme, number: int
) -> tuple[ClaimVersion, ...]:
    """Everything that one claim ever said, the newest first."""
    rows = ClaimVersion.objects.filter(programme=programme, claim__number=number)
    found = tuple(rows.select_related("claim").order_by("-version"))
    if not found or not policy.may_read(viewer):
        raise NotFound(f"No claim has the number {number}")
    return found


def stories_of(
    viewer: Viewer, programme: Programme, number: int
) -> tuple[ClaimStory, ...]:
    """The story of a claim as it was told, the newest first."""
    if not policy.may_read(viewer):
        return ()
    rows = ClaimStory.objects.filter(programme=programme, claim__number=number)
    return tuple(rows.order_by("-version"))


def _nodes(programme: Programme) -> Iterable[NodeVersion]:
    newest = (
        NodeVersion.objects.filter(programme=programme)
        .select_related("node")
        .order_by("node", "-version")
        .distinct("node")
    )
    return sorted(newest, key=lambda one: one.node.number)


def _claims(programme: Programme) -> Iterable[ClaimVersion]:
    newest = (
        ClaimVersion.objects.filter(programme=programme)
        .select_related("claim")
        .order_by("claim", "-version")
        .distinct("claim")
    )
    return sorted(newest, key=lambda one: one.claim.number)


def _evidence(programme: Programme) -> dict[UUID, list[EvidenceNow]]:
    gone = {
        one.evidence_id: one
        for one in EvidenceTakenBack.objects.filter(programme=programme)
    }
    found: dict[UUID, list[EvidenceNow]] = defaultdict(list)
    rows = Evidence.objects.filter(programme=programme).select_related("of_authority")
    for row in rows.order_by("-latest", "number"):
        found[row.claim_id].append(EvidenceNow(row, gone.get(row.pk)))
    return found


def _rivals(programme: Programme) -> dict[UUID, list[RivalNow]]:
    newest = (
        RivalAnswer.objects.filter(programme=programme)
        .order_by("rival", "-version")
        .distinct("rival")
    )
    answers = {one.rival_id: one for one in newest}
    found: dict[UUID, list[RivalNow]] = defaultdict(list)
    for row in Rival.objects.filter(programme=programme).order_by("number"):
        found[row.claim_id].append(RivalNow(row, answers.get(row.pk)))
    return found


def _claim_now(
    version: ClaimVersion,
    nodes: dict[UUID, NodeVersion],
    evidence: list[EvidenceNow],
    rivals: list[RivalNow],
) -> ClaimNow:
    return ClaimNow(
        version,
        nodes[version.claim.cause_id],
        nodes[version.claim.effect_id],
        tuple(evidence),
        tuple(rivals),
        judge(
            [one.row.piece for one in evidence if one.taken_back is None],
            rivals=len(rivals),
            open_rivals=sum(one.is_open for one in rivals),
        ),
    )
