"""The people who may sign in to the demo. They exist in no other installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from kinfold.platform.errors import NotFound
from kinfold_core.access import Role

# Shown on the demo's sign-in page: it protects nobody, because nobody there is real.
PASSWORD = "made-up-families-only"  # noqa: S105  see above


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One made-up person. `authority` is a slug; empty for a programme role."""

    email: str
    name: str
    job_title: str
    roles: tuple[Role, ...]
    authority: str = "lincolnshire"
    team: str = ""

    @property
    def authority_name(self) -> str:
        """How a reader names the authority: the slugs of the demo are plain words."""
        return self.authority.replace("-", " ").title()


def people() -> tuple[DemoPerson, ...]:
    """The demo's cast.

    Raises:
        NotFound: this is no demo, so nobody of the kind exists.
    """
    if not settings.KINFOLD_DEMO:
        raise NotFound("Demo people exist only in the demo")
    return CAST


CAST: tuple[DemoPerson, ...] = (
    DemoPerson(
        "amina@demo.example", "Amina Begum", "Social worker",
        (Role.PRACTITIONER,), team="Lincoln North",
    ),
    DemoPerson(
        "joy@demo.example", "Joy Price", "Team manager",
        (Role.TEAM_MANAGER,), team="Lincoln North",
    ),
    DemoPerson(
        "owen@demo.example", "Owen Hughes", "Conference chair",
        (Role.CONFERENCE_CHAIR,),
    ),
    DemoPerson(
        "ruth@demo.example", "Ruth Okoro", "Practice leader",
        (Role.PRACTICE_LEADER,),
    ),
    DemoPerson(
        "helen@demo.example", "Helen Marsh", "Director of children's services",
        (Role.SENIOR_LEADER,),
    ),
    DemoPerson(
        "sunil@demo.example", "Sunil Rao", "Performance analyst", (Role.ANALYST,)
    ),
    DemoPerson(
        "grace@demo.example", "Grace Adeyemi", "Quality and learning lead",
        (Role.QUALITY_LEAD,),
    ),
    DemoPerson(
        "iain@demo.example", "Iain Fraser", "Information governance lead",
        (Role.INFORMATION_GOVERNANCE,),
    ),
    DemoPerson(
        "petra@demo.example", "Petra Novak", "Administrator",
        (Role.AUTHORITY_ADMIN,),
    ),
    DemoPerson(
        "david@demo.example", "David Cole", "Social worker", (Role.PRACTITIONER,),
        authority="brent", team="Brent South",
    ),
    DemoPerson(
        "maria@demo.example", "Maria Lindqvist", "Programme lead",
        (Role.PROGRAMME_LEAD,), authority="",
    ),
    DemoPerson(
        "noor@demo.example", "Noor Haddad", "Evaluator", (Role.EVALUATOR,),
        authority="",
    ),
)  # fmt: skip
