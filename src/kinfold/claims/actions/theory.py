"""Adapting the theory of change. Every version stays."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kinfold.claims import policy
from kinfold.claims.actions.keeping import insist, keep, keep_numbered
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.models import (
    Claim,
    ClaimStory,
    ClaimVersion,
    NodeVersion,
    TheoryNode,
)
from kinfold.claims.selectors import theory as reads
from kinfold.claims.shipped import SHIPPED_WHY, shipped_theory
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_measures.catalogue import BY_CODE


@dataclass(frozen=True, slots=True)
class NodeTyped:
    """What somebody wants one thing in the theory to say."""

    words: str
    indicators: tuple[str, ...]
    is_kept: bool
    why: str


@dataclass(frozen=True, slots=True)
class ClaimTyped:
    """What somebody wants a claim to say."""

    because: str
    holds_where: str
    is_kept: bool
    why: str


@transaction.atomic
def begin_theory(*, slug: str, by: Viewer) -> None:
    """Begin with the theory that Kinfold ships. Again changes nothing.

    Raises:
        PermissionDenied: the theory is not theirs to keep.
        NotFound: there is no such programme for them.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    programme = reads.programme_at(by, slug)
    one_at_a_time(f"the theory of {programme.pk} is begun")
    if TheoryNode.objects.filter(programme=programme).exists():
        return
    nodes = {}
    shipped = shipped_theory()
    for one in shipped.nodes:
        node = TheoryNode(programme=programme, kind=one.kind)
        nodes[one.name] = keep_numbered(row=node, action="theory.node_added", by=by)
        first = NodeTyped(one.words, one.indicators, is_kept=True, why=SHIPPED_WHY)
        _keep_node(node, first, 1, by)
    for each in shipped.claims:
        claim = Claim(
            programme=programme, cause=nodes[each.cause], effect=nodes[each.effect]
        )
        keep_numbered(row=claim, action="claim.added", by=by)
        said = ClaimTyped(each.because, each.holds_where, True, SHIPPED_WHY)
        _keep_claim(claim, said, 1, by)


@transaction.atomic
def add_node(*, slug: str, kind: str, typed: NodeTyped, by: Viewer) -> TheoryNode:
    """Put one more thing into the theory.

    Raises:
        PermissionDenied, NotFound: as above.
        CannotDo: no words, no reason, or no such measure.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    node = TheoryNode(programme=reads.programme_at(by, slug), kind=kind)
    keep_numbered(row=node, action="theory.node_added", by=by)
    _keep_node(node, typed, 1, by)
    return node


@transaction.atomic
def change_node(
    *, slug: str, number: int, typed: NodeTyped, seen_version: int, by: Viewer
) -> None:
    """Say it in other words, tie other measures to it, or drop it.

    Raises:
        PermissionDenied, NotFound, CannotDo: as above.
        WrittenMeanwhile: somebody changed it after the version that was seen.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    programme = reads.programme_at(by, slug)
    standing = reads.node_versions(by, programme, number)[0]
    if standing.version != seen_version:
        raise WrittenMeanwhile(standing)
    _keep_node(standing.node, typed, seen_version + 1, by)


@transaction.atomic
def add_claim(
    *, slug: str, cause: int, effect: int, typed: ClaimTyped, by: Viewer
) -> Claim:
    """Claim that one thing leads to another.

    Raises:
        PermissionDenied, NotFound: as above.
        CannotDo: it leads to itself, or is claimed already.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    theory = reads.theory_of(by, slug)
    if cause == effect:
        raise CannotDo("Choose two different things", "effect")
    ends = theory.node(cause).node, theory.node(effect).node
    claim = Claim(programme=theory.programme, cause=ends[0], effect=ends[1])
    try:
        keep_numbered(row=claim, action="claim.added", by=by)
    except WrittenMeanwhile:
        raise CannotDo(
            "This is claimed already, or was and was dropped. Open that claim and "
            "change it there",
            "effect",
        ) from None
    _keep_claim(claim, typed, 1, by)
    return claim


@transaction.atomic
def change_claim(
    *, slug: str, number: int, typed: ClaimTyped, seen_version: int, by: Viewer
) -> None:
    """Say otherwise why it should be, or drop it.

    Raises:
        PermissionDenied, NotFound, CannotDo, WrittenMeanwhile: as above.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    programme = reads.programme_at(by, slug)
    standing = reads.claim_versions(by, programme, number)[0]
    if standing.version != seen_version:
        raise WrittenMeanwhile(standing)
    _keep_claim(standing.claim, typed, seen_version + 1, by)


@transaction.atomic
def tell_story(
    *, slug: str, number: int, story: str, seen_version: int, by: Viewer
) -> None:
    """Tell the story of a claim as it stands now.

    Raises:
        PermissionDenied, NotFound, CannotDo, WrittenMeanwhile: as above.
    """
    insist(decision=policy.may_keep_theory(by), by=by)
    if not story.strip():
        raise CannotDo("Tell what is known so far", "story")
    programme = reads.programme_at(by, slug)
    claim = reads.claim_versions(by, programme, number)[0].claim
    told = reads.stories_of(by, programme, number)
    if (told[0].version if told else 0) != seen_version:
        raise WrittenMeanwhile(told[0] if told else None)
    row = ClaimStory(
        programme=programme, claim=claim, version=seen_version + 1, story=story
    )
    keep(row=row, action="claim.story_told", by=by)


def _keep_node(node: TheoryNode, typed: NodeTyped, version: int, by: Viewer) -> None:
    if not typed.words.strip():
        raise CannotDo("Say in a few words what it is", "words")
    if not typed.why.strip():
        raise CannotDo("Say why", "why")
    if set(typed.indicators) - BY_CODE.keys():
        raise CannotDo("Choose measures from the list", "indicators")
    row = NodeVersion(
        programme_id=node.programme_id,
        node=node,
        version=version,
        words=typed.words,
        indicators=list(typed.indicators),
        is_kept=typed.is_kept,
        why=typed.why,
    )
    keep(row=row, action="theory.node_changed", by=by, changes={"version": version})


def _keep_claim(claim: Claim, typed: ClaimTyped, version: int, by: Viewer) -> None:
    if not typed.because.strip():
        raise CannotDo("Say why the one should lead to the other", "because")
    if not typed.why.strip():
        raise CannotDo("Say why", "why")
    row = ClaimVersion(
        programme_id=claim.programme_id,
        claim=claim,
        version=version,
        because=typed.because,
        holds_where=typed.holds_where,
        is_kept=typed.is_kept,
        why=typed.why,
    )
    keep(row=row, action="claim.changed", by=by, changes={"version": version})
