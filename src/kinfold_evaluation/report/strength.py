"""How strong evidence of such a design can be, on three ladders, and why.

Told from the design and from what was found, never claimed: Maryland's scale judges the
design, Nesta's and the Early Intervention Foundation's what was shown by it. The rungs
are in our own short words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Design:
    """What the ladders ask of a study.

    Attributes:
        has_before: outcomes were seen before the start too.
        has_beside: somebody is compared with who was not treated, or not yet.
        is_dealt: who was treated, or who began first, was decided by chance.
        found: primary outcomes that differ by more than chance, the hoped way.
        primary: how many primary outcomes there are.
        harmed: primary outcomes that differ by more than chance, the other way.
    """

    has_before: bool
    has_beside: bool
    is_dealt: bool
    found: int
    primary: int
    harmed: int = 0


@dataclass(frozen=True, slots=True)
class Rung:
    """A level on one ladder, with its reason."""

    ladder: str
    level: str
    reason: str


def strength_of(design: Design) -> tuple[Rung, ...]:
    """The rung on each ladder."""
    return (_maryland(design), _nesta(design), _foundation(design))


def _maryland(design: Design) -> Rung:
    ladder = "Maryland scientific methods scale"
    if design.is_dealt and design.has_beside:
        return Rung(
            ladder,
            "5 of 5",
            "Who was treated, or who began first, was decided by chance.",
        )
    if design.has_before and design.has_beside:
        return Rung(
            ladder,
            "3 of 5",
            "Before and after, beside others that were not treated. Not 4: nothing "
            "makes those alike in what else could move the outcome. Not 5: who was "
            "treated was chosen.",
        )
    if design.has_before or design.has_beside:
        return Rung(
            ladder, "2 of 5", "Before and after alone, or others alone, not both."
        )
    return Rung(ladder, "1 of 5", "Neither a before nor anybody beside.")


def _nesta(design: Design) -> Rung:
    ladder = "Nesta standards of evidence"
    if not design.found:
        return _nothing_found(ladder, design)
    if design.has_beside:
        shown = "A difference was shown beside others not treated, once."
        return Rung(ladder, "3 of 5", shown + _but_worse(design))
    shown = "A change was shown, without anybody beside."
    return Rung(ladder, "2 of 5", shown + _but_worse(design))


def _foundation(design: Design) -> Rung:
    ladder = "Early Intervention Foundation"
    if not design.found:
        return _nothing_found(ladder, design)
    if design.has_before and design.has_beside:
        return Rung(
            ladder,
            "2, at most 3",
            "One study with a comparison found a difference. It is 3 only if whoever "
            "judges it finds it rigorous; it has not been done again by others."
            + _but_worse(design),
        )
    shown = "A change was shown; it is preliminary."
    return Rung(ladder, "2", shown + _but_worse(design))


def _nothing_found(ladder: str, design: Design) -> Rung:
    """No rung of impact: nobody asked, it was worse, or it cannot be told."""
    if not design.primary:
        return Rung(
            ladder,
            "none: not judged",
            "No outcome was declared primary before it was looked at: all are "
            "described and none is judged, so nothing is shown either way.",
        )
    if design.harmed:
        return Rung(
            ladder,
            "none: it was worse",
            f"{_worse(design)}, and none is better. That was found, and is no want of "
            "evidence; a ladder of impact has no rung for harm.",
        )
    return Rung(
        ladder,
        "none for impact",
        f"Of {design.primary} primary outcomes none differs by more than chance in the "
        "way that was hoped. A ladder of impact has no rung for that: it is neither "
        "shown to work nor shown not to.",
    )


def _but_worse(design: Design) -> str:
    return f" But {_worse(design)}." if design.harmed else ""


def _worse(design: Design) -> str:
    are = "is" if design.harmed == 1 else "are"
    return (
        f"{design.harmed} of {design.primary} primary outcomes {are} worse by more "
        "than chance"
    )
