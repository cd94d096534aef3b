"""The demo's visits and calls: made up, counted from the real today, and marked so."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from kinfold.consultancy.actions import holding, promising
from kinfold.consultancy.models import Sitting
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role


def load_consultancy() -> None:
    """A visit to Norfolk whose promise to it is overdue, and a call after it.

    Again changes nothing.
    """
    by = programme_member(Role.CONSULTANT)
    today = timezone.localdate()

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    with as_viewer(by):
        if Sitting.objects.filter(programme__in=by.programme_ids).exists():
            return
        [programme_id] = by.programme_ids
        norfolk = Authority.objects.get(slug="norfolk").pk
        for kind, days, priorities in (
            ("visit", 70, "Networks that are in the plan from the first meeting."),
            ("call", 33, "How the new form for plans is used, team by team."),
        ):
            row = holding.begin(
                programme_id=programme_id,
                authority_id=norfolk,
                held=holding.Held(
                    kind=kind,
                    day=ago(days),
                    priorities=priorities,
                    present="the director and those who lead practice",
                ),
                is_synthetic=True,
                by=by,
            )
            if kind == "visit":
                for side, words, who, late in (
                    ("programme", "Send examples of plans that families wrote",
                     "Tom", 12),
                    ("authority", "Choose the two teams that try the new form first",
                     "Grace", -18),
                ):  # fmt: skip
                    promising.promise(
                        sitting_id=row.pk, side=side, words=words, who=who,
                        by_day=ago(late), by=by,
                    )  # fmt: skip
