"""What the rules of the child's voice say of a session."""

from __future__ import annotations

from kinfold.child_tools.models import ChildDisclosure, ChildToolSession
from kinfold_core.findings import Finding
from kinfold_core.practice.facts_child import ChildSessionFacts
from kinfold_core.practice.rulebook import check_child_session


def findings_to_finish(session: ChildToolSession) -> tuple[Finding, ...]:
    """What could stop it: only what is of the session itself. One query."""
    told = ChildDisclosure.objects.filter(
        authority_id=session.authority_id, session=session
    )
    return check_child_session(
        ChildSessionFacts(
            child=session.child_name,
            has_assent=session.has_assent,
            limits_explained=session.limits_explained,
            consent=session.consent,
            consent_why=session.consent_why,
            disclosure=session.disclosure,
            disclosures=told.count(),
        )
    )
