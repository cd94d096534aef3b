"""The same check in the background, for information governance."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from kinfold.platform.chain.verify import verify
from kinfold.platform.jobs import Finished, JobRefused, Progress, job
from kinfold.platform.models import AuditLink, Authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action


@job("audit.verify", title="Check that the audit is whole", retries=1)
def verify_audit(by: Viewer, progress: Progress) -> Finished:
    decision = by.may(Action.SEE_AUDIT)
    if not decision:
        raise PermissionDenied(decision.reason)
    authority = Authority.objects.get(pk=by.in_authority())
    progress.expect(AuditLink.objects.filter(authority=authority).count())
    report = verify(authority, step=progress.step)
    if report.broken:
        raise JobRefused(
            f"The audit does not hold: {report.broken}. "
            "Tell whoever looks after Kinfold before anything else is done."
        )
    return Finished(f"All {report.event_count:,} events are as they were written.")
