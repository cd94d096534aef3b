"""The demo's goals of Norfolk and Lincolnshire: made up, on real published figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from kinfold.aims import actions
from kinfold.aims.models import AuthorityGoal
from kinfold.insight.loading import PROGRAMME_SLUG
from kinfold.platform.models import User
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.tenancy import as_viewer
from kinfold_measures.named_goals import NAMED

CHOSEN: Final = {
    "samuel@norfolk.example": ("fewer-court-applications", "fewer-into-care"),
    "helena@lincolnshire.example": (
        "fewer-court-applications",
        "fewer-repeat-plans",
        "clear-planning",
    ),
}


def load_goals() -> None:
    """Again changes nothing."""
    day = timezone.localdate() + timedelta(days=365)
    for email, keys in CHOSEN.items():
        user = User.objects.get(email=email)
        by = viewer_in(places_of(user.pk)[0], user_id=user.pk)
        with as_viewer(by):
            programme_id = programmes_open_to(by).get(slug=PROGRAMME_SLUG).pk
            if AuthorityGoal.objects.filter(authority=by.authority_id).exists():
                continue
            for named in (NAMED[key] for key in keys):
                actions.choose(
                    programme_id=programme_id,
                    key=named.key,
                    code=named.code,
                    told=actions.Told(
                        title=named.title,
                        wants=named.wants,
                        low=named.low,
                        high=named.high,
                        baseline_year=2017 if named.code else None,
                        percent=named.percent,
                        by_day=day,
                        why="Named before the project began",
                    ),
                    is_synthetic=True,
                    by=by,
                )
