"""How an inquiry is shown: in a list, and whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kinfold.inquiries.selectors import InquiryRow
from kinfold.platform.components import SummaryRow
from kinfold_core.phrases import number, shortened


@dataclass(frozen=True, slots=True)
class InquiryCard:
    url: str
    text: str
    line: str
    rows: tuple[SummaryRow, ...]


SHARED = {
    "nobody": "Only you can read this",
    "team": "Shared with the team",
    "authority": "Shared with everybody here",
}


def inquiry_card(row: InquiryRow) -> InquiryCard:
    one = row.inquiry
    who = "You" if row.is_mine else one.worker.name
    parts = [who, SHARED[one.shared_with]]
    if one.may_publish:
        parts.append("May go into the library")
    asked = [
        ("With", row.family.name if row.family else ""),
        ("Proud of", one.proud_of),
        ("Step by step", one.details),
        ("The difference it made", one.difference),
        ("Learned", one.learned),
        ("From 0 to 10", number(one.value) if one.value is not None else ""),
    ]
    return InquiryCard(
        url=reverse("inquiries:inquiry", args=[one.pk]),
        text=shortened(" ".join(one.proud_of.split()), 200),
        line=" · ".join(parts),
        rows=tuple(SummaryRow(label, value) for label, value in asked if value),
    )
