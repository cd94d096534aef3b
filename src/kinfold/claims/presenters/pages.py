"""The pages of the theory: home, one thing in it, one claim and its story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kinfold.claims.models import (
    ClaimStory,
    ClaimVersion,
    Evidence,
    NodeVersion,
    RivalAnswer,
)
from kinfold.claims.presenters.picture import KEY, LAYERS, key_svg, theory_svg
from kinfold.claims.presenters.words import (
    TONES,
    at,
    by_words,
    claim_name,
    statement,
)
from kinfold.claims.selectors.theory import ClaimNow, EvidenceNow, RivalNow, Theory
from kinfold.claims.shipped import SHIPPED_WHY
from kinfold.platform.components import Cell, Column, SummaryRow, Table
from kinfold_core.phrases import capital, listed
from kinfold_core.practice.claim_strength import (
    KIND_WORDS,
    QUALITY,
    SAYS_WORDS,
    EvidenceKind,
    Says,
)

STEPS = (
    "The question",
    "The theory",
    "The evidence",
    "The story so far",
    "What is still weak",
    "What to gather next",
)
"""Contribution analysis in six steps (Mayne)."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence as it is read."""

    row: Evidence
    kind: str
    says: str
    quality: str
    facts: str
    of_whom: str
    added: str
    taken_back: str
    take_back_url: str


@dataclass(frozen=True, slots=True)
class RivalLine:
    row: Any
    state: str
    tone: str
    how: str
    url: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    words: str
    more: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the theory, for a narrow screen."""

    title: str
    nodes: tuple[Cell, ...]


def home_context(theory: Theory) -> dict[str, Any]:
    return {
        "svg": theory_svg(theory),
        "key": [(key_svg(strength), words) for strength, words in KEY],
        "sentence": theory_sentence(theory),
        "layers": _stack(theory),
        "table": claims_table(theory.claims, theory.programme.slug),
        "began_with": SHIPPED_WHY
        if any(node.why == SHIPPED_WHY for node in theory.nodes)
        else "",
    }


def theory_sentence(theory: Theory) -> str:
    """How the claims stand, counted."""
    if not theory.claims:
        return "Nothing is claimed yet."
    counts = [
        (sum(c.verdict.strength is strength for c in theory.claims), words)
        for strength, words in KEY
    ]
    said = [f"{count} {words.lower()}" for count, words in counts if count]
    pieces = sum(len(c.standing_evidence) for c in theory.claims)
    return (
        f"{len(theory.claims)} claims, {pieces} pieces of evidence. Of the claims: "
        f"{listed(said)}."
    )


def claims_table(claims: Iterable[ClaimNow], slug: str) -> Table:
    """The picture in words: every claim, how it stands and why."""
    return Table(
        caption="Every claim in the picture",
        columns=(
            Column("Claim"),
            Column("How it stands"),
            Column("Evidence"),
            Column("Other explanations"),
        ),
        rows=tuple(
            (
                Cell(f"{c.number}. {claim_name(c)}", at("claim", slug, c.number)),
                Cell(c.verdict.words, tone=TONES[c.verdict.strength]),
                _evidence_words(c),
                _rivals_words(c),
            )
            for c in claims
        ),
        is_caption_shown=False,
        empty_text="Nothing is claimed yet.",
    )


def _evidence_words(claim: ClaimNow) -> str:
    """ "1 against, 2 neither": what is against it is never left out."""
    counts = [
        (sum(row.says == says for row in claim.standing_evidence), says.value)
        for says in (Says.AGAINST, Says.FOR, Says.NEITHER)
    ]
    return ", ".join(f"{count} {says}" for count, says in counts if count) or "None"


def _rivals_words(claim: ClaimNow) -> str:
    is_open = sum(rival.is_open for rival in claim.rivals)
    if not claim.rivals:
        return "None thought of"
    return f"{is_open} open" if is_open else "None open"


def _stack(theory: Theory) -> tuple[Layer, ...]:
    slug = theory.programme.slug
    kinds = (*LAYERS, "moderator")
    return tuple(
        Layer(
            nodes[0].node.get_kind_display(),
            tuple(
                Cell(capital(n.words), at("node", slug, n.node.number)) for n in nodes
            ),
        )
        for kind in kinds
        if (nodes := [n for n in theory.nodes if n.node.kind == kind])
    )


def evidence_lines(
    pieces: Sequence[EvidenceNow], slug: str, may_take_back: set[int]
) -> tuple[EvidenceLine, ...]:
    """Those against it first: they are the ones that are easily passed over."""
    order = [Says.AGAINST, Says.FOR, Says.NEITHER]
    rows = sorted(
        pieces, key=lambda p: (p.taken_back is not None, order.index(Says(p.row.says)))
    )
    return tuple(_evidence_line(one, slug, may_take_back) for one in rows)


def _evidence_line(
    one: EvidenceNow, slug: str, may_take_back: set[int]
) -> EvidenceLine:
    row = one.row
    facts = [
        words
        for is_so, words in (
            (row.is_independent, "found by somebody who has no stake in it"),
            (row.is_comparative, "compared with where it was not done"),
            (row.is_of_fidelity, "shows that the practice was really done"),
        )
        if is_so
    ]
    gone = one.taken_back
    is_open = gone is None and row.number in may_take_back
    return EvidenceLine(
        row=row,
        kind=KIND_WORDS[EvidenceKind(row.kind)],
        says=SAYS_WORDS[Says(row.says)],
        quality=f"{row.quality} of 5. {QUALITY[row.quality]}",
        facts=capital(listed(facts)) if facts else "",
        of_whom=row.of_authority.name if row.of_authority else "",
        added=by_words(row),
        taken_back=f"{gone.why} ({by_words(gone)})" if gone else "",
        take_back_url=at("take-evidence-back", slug, row.number) if is_open else "",
    )


def rival_lines(
    rivals: Iterable[RivalNow], slug: str, *, may_answer: bool
) -> tuple[RivalLine, ...]:
    return tuple(
        RivalLine(
            row=one.row,
            state="Open" if one.is_open else "Ruled out",
            tone="attention" if one.is_open else "calm",
            how=f"{one.answer.how} ({by_words(one.answer)})" if one.answer else "",
            url=at("answer-rival", slug, one.row.number) if may_answer else "",
        )
        for one in rivals
    )


def claim_context(claim: ClaimNow) -> dict[str, Any]:
    verdict = claim.verdict
    return {
        "claim": claim,
        "statement": statement(claim),
        "verdict": verdict,
        "tone": TONES[verdict.strength],
        "holds_where": claim.version.holds_where,
    }


def story_rows(claim: ClaimNow) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("If", claim.cause.words),
        SummaryRow("Then", claim.effect.words),
        SummaryRow("Because", claim.version.because),
        SummaryRow("Where it should hold", claim.version.holds_where or "Not said yet"),
    )


def claim_history(rows: Sequence[ClaimVersion]) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            f"Because {row.because}" if row.is_kept else "Dropped",
            f"{row.why} ({by_words(row)})",
        )
        for row in rows
    )


def node_history(rows: Sequence[NodeVersion]) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            capital(row.words) if row.is_kept else f"Dropped: {row.words}",
            f"{row.why} ({by_words(row)})",
        )
        for row in rows
    )


def node_conflict(
    now: NodeVersion | None, words: str, why: str
) -> list[tuple[str, str, str]]:
    if now is None:
        return []
    return [("What it says", now.words, words), ("Why", now.why, why)]


def claim_conflict(
    now: ClaimVersion | None, because: str, holds_where: str
) -> list[tuple[str, str, str]]:
    if now is None:
        return []
    return [
        ("Because", now.because, because),
        ("Where it should hold", now.holds_where, holds_where),
    ]


def story_conflict(now: ClaimStory | None, story: str) -> list[tuple[str, str, str]]:
    return [("The story so far", now.story, story)] if now else []


def rival_conflict(now: RivalAnswer | None, how: str) -> list[tuple[str, str, str]]:
    return [("How it is known", now.how, how)] if now else []


def node_choices(theory: Theory) -> list[tuple[int, str]]:
    """What a claim may begin or end with."""
    return [(n.node.number, capital(n.words)) for n in theory.nodes]


def claim_choices(theory: Theory) -> list[tuple[str, str]]:
    none = [("", "Of no one claim")]
    named = [(str(c.number), f"{c.number}. {claim_name(c)}") for c in theory.claims]
    return none + named
