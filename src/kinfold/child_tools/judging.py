"""What the rules of the child's voice say of a session."""

from __future__ import annotations

from datetime import date

from kinfold.child_tools.models import ChildDisclosure, ChildToolSession
from kinfold.child_tools.selectors.rows import SessionRow
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


def findings_of(
    row: SessionRow, *, age: int | None, today: date
) -> tuple[Finding, ...]:
    """Every finding of a session that was read whole. No query."""
    told = row.told
    due = row.response_due_on
    return check_child_session(
        ChildSessionFacts(
            child=row.child_name,
            age=age,
            has_assent=True,
            limits_explained=True,
            consent=row.consent,
            consent_why=row.consent_why,
            disclosure=row.disclosure,
            disclosures=len(row.disclosures),
            item_count=len(told),
            read_back_count=sum(item.is_read_back for item in told),
            asked_count=sum(item.is_asked for item in told),
            is_finished=row.is_finished,
            has_answer=row.answered_on is not None,
            is_shown_back=row.shown_back_on is not None,
            days_overdue=max(0, (today - due).days) if due else 0,
            untold_overrides=sum(
                not one.is_child_told for item in told for one in item.override_rows
            ),
        )
    )
