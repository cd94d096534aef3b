"""An evaluator of a programme, the authority in it, and an extract asked of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from kinfold.extracts.actions.asking import ask_for_extract
from kinfold.extracts.actions.deciding import decide_extract
from kinfold.extracts.jobs import make_file
from kinfold.extracts.models import ExtractDecision, ExtractRequest
from kinfold.extracts.written import Asking, Giving, Limits
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories.platform import as_owner

PERSON = ["age", "sex", "ethnicity"]
EPISODE = ["referral_date", "primary_need", "no_further_action"]
LIMITS = Limits(
    columns={"person": PERSON, "cin_episodes": EPISODE},
    first_day=date(2024, 4, 1),
    last_day=date(2025, 3, 31),
    grain="month",
)


def join(evaluator: Viewer, place: Viewer) -> ProgrammeAuthority:
    """Let the authority of `place` into the evaluator's programme."""
    programme = Programme.objects.get(pk__in=evaluator.programme_ids)
    made: list[ProgrammeAuthority] = []

    def write() -> None:
        one, _ = ProgrammeAuthority.objects.get_or_create(
            programme=programme,
            authority_id=place.in_authority(),
            joined_on=date(2017, 9, 29),
        )
        made.append(one)

    as_owner(write)
    return made[0]


def make_request(
    evaluator: Viewer, place: Viewer, *, limits: Limits = LIMITS
) -> ExtractRequest:
    """What the evaluator asks of the authority of `place`."""
    joined = join(evaluator, place)
    with as_viewer(evaluator):
        return ask_for_extract(
            place=str(joined.pk),
            asking=Asking(
                study="Does it help?",
                purpose="Whether families come back less often",
                wanted_until=timezone.localdate() + timedelta(days=60),
                holders="Daniel Roth, on the university's locked server",
                lawful_basis="A task in the public interest, the university's",
                dpia="DPIA 2026/14",
                limits=limits,
            ),
            by=evaluator,
        )


def give(
    request: ExtractRequest,
    by: Viewer,
    *,
    alike: int = 5,
    days: int = 30,
    limits: Limits = LIMITS,
) -> ExtractDecision:
    """The authority's yes. The work that makes the file waits."""
    with as_viewer(by):
        return decide_extract(
            request_id=request.pk,
            reason="It is worth knowing, and nobody can be told apart",
            giving=Giving(
                limits=limits,
                alike=alike,
                expires_on=timezone.localdate() + timedelta(days=days),
            ),
            job=make_file,
            by=by,
        )
