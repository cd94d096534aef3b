"""What the measures are about, for a page that lists many of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinfold_measures.language.definition import Definition

SUBJECTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Asking for help, and asking again", ("contact", "referral", "early_help")),
    ("Assessments", ("assessment",)),
    ("Children in need", ("need",)),
    ("Enquiries and conferences", ("enquiry", "conference")),
    ("Child protection plans", ("plan",)),
    ("Court", ("proceedings",)),
    ("Children in care", ("care",)),
    ("Young people who have left care", ("leaver",)),
    ("Family and network", ("network", "meeting", "kin", "finding")),
    (
        "How we work with families",
        ("map", "danger", "voice", "safety_plan", "long_haul"),
    ),
)
"""Each subject with what the codes of its measures begin with, in the order of a page.

A child's way through, then how the work is done.
"""


def by_subject(
    measures: Iterable[Definition],
) -> tuple[tuple[str, tuple[Definition, ...]], ...]:
    """The subjects that there are measures of, each with its own by their titles."""
    known = sorted(measures, key=lambda one: one.title)
    found = (
        (title, tuple(one for one in known if one.code.split(".")[0] in begins))
        for title, begins in SUBJECTS
    )
    return tuple((title, its) for title, its in found if its)
