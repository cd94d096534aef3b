"""Two extracts for the demo: one that was asked for, and one that was given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from kinfold.extracts.actions.asking import ask_for_extract
from kinfold.extracts.actions.deciding import decide_extract
from kinfold.extracts.jobs import make_file
from kinfold.extracts.models import ExtractRequest
from kinfold.extracts.selectors import places_to_ask
from kinfold.extracts.written import Asking, Giving, Limits
from kinfold.platform.management.as_whom import viewer_called
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.family import place_of
from kinfold.world.loading import STORY
from kinfold.world.staffing import demo_accounts, programme_member
from kinfold_core.access import Role

DECIDES: Final = "Information governance lead"
PERIOD: Final = (date(2024, 4, 1), date(2025, 3, 31))
GIVEN: Final = (
    "Do families come back less often?",
    {
        "person": ["age", "sex", "ethnicity"],
        "cin_episodes": ["referral_date", "primary_need", "closure_date"],
        "cp_plans": ["start_date", "end_date", "latest_category"],
    },
)
ASKED: Final = (
    "How long does an assessment take?",
    {
        "person": ["age"],
        "cin_assessments": ["start_date", "authorisation_date"],
        "assessment_factors": ["factor"],
    },
)


def ask_and_give() -> bool:
    """Let the demo's evaluator ask twice, and its lead say yes once.

    False when that was done before.
    """
    evaluator = demo_evaluator()
    with as_viewer(evaluator):
        if ExtractRequest.objects.filter(by_user_id=evaluator.user_id).exists():
            return False
        _ask(evaluator, *ASKED)
        given = _ask(evaluator, *GIVEN)
    lead = viewer_called(_lead())
    with as_viewer(lead):
        decide_extract(
            request_id=given.pk,
            reason="The question is ours too. Made-up children, for the demo.",
            giving=Giving(
                limits=_limits(GIVEN[1]),
                alike=10,
                expires_on=timezone.localdate() + timedelta(days=60),
            ),
            job=make_file,
            by=lead,
        )
    return True


def demo_evaluator() -> Viewer:
    """The evaluator, standing in the programme."""
    return programme_member(Role.EVALUATOR)


def _lead() -> str:
    home = place_of(STORY).name
    [email] = [
        email
        for email, _, job, where in demo_accounts()
        if (job, where) == (DECIDES, home)
    ]
    return email


def _limits(columns: dict[str, list[str]]) -> Limits:
    return Limits(
        columns=columns, first_day=PERIOD[0], last_day=PERIOD[1], grain="month"
    )


def _ask(by: Viewer, study: str, columns: dict[str, list[str]]) -> ExtractRequest:
    home = place_of(STORY).name
    [place] = [one for one in places_to_ask(by) if one.authority.name == home]
    return ask_for_extract(
        place=str(place.pk),
        asking=Asking(
            study=study,
            purpose="Published figures do not follow a child from one time of need to "
            "the next.",
            wanted_until=timezone.localdate() + timedelta(days=60),
            holders=f"{by.name}, on the university's locked server",
            lawful_basis="A task in the public interest: the programme's evaluation.",
            dpia="Made up: DPIA 2026/14",
            limits=_limits(columns),
        ),
        by=by,
    )
