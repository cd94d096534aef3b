"""People who stand around a child, in fixed words. Written through the actions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from kinfold.networks import actions
from kinfold.networks.models import (
    InformedStep,
    MemberView,
    NetworkMember,
    RoleClosed,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.members import children_of
from kinfold.sides.actions import write_ask
from kinfold_core.practice.network import (
    Level,
    MemberDetails,
    TellingDetails,
)
from kinfold_core.practice.sides import AskDetails
from kinfold_core.practice.standing_by import ClosingDetails, ViewDetails
from kinfold_core.practice.written import Named
from tests.factories.practice import me, named


def make_member(
    by: Viewer, family: Family, name: str = "Nan Jo", **changes: object
) -> NetworkMember:
    details: dict[str, object] = {
        "who": Named(name=name),
        "relationship": "Leanne's mum",
        "side": "maternal",
        "roles": ("safety",),
    }
    with as_viewer(by):
        return actions.add_member(
            family_id=family.pk,
            details=MemberDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_told(
    by: Viewer,
    member: NetworkMember,
    *danger_ids: UUID,
    level: int = Level.HEARD,
    **changes: object,
) -> InformedStep | None:
    """`member` has heard these danger statements from `by`, today."""
    details: dict[str, object] = {
        "level": level,
        "told_on": timezone.localdate(),
        "how": "together",
        "told_by": me(by),
        "permission": "Leanne asked us to tell her",
        "danger_ids": danger_ids,
    }
    with as_viewer(by):
        return actions.tell(
            family_id=member.family_id,
            member_id=member.pk,
            details=TellingDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_ask(by: Viewer, family: Family, **changes: object) -> None:
    """Somebody was asked, of every child unless `children` says which."""
    details: dict[str, object] = {
        "side": "paternal",
        "asked_on": timezone.localdate(),
        "whom": Named(name="Dean"),
        "answer": "His brother Raj would help. His mum lives in Leeds.",
    }
    with as_viewer(by):
        details["children"] = tuple(children_of(by, family.pk))
        write_ask(
            family_id=family.pk,
            details=AskDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_closed(by: Viewer, member: NetworkMember, **changes: object) -> RoleClosed:
    """Keeping the children safe is closed to `member` since ten days, for a month."""
    today = timezone.localdate()
    details: dict[str, object] = {
        "role": "safety",
        "reason": "He drank at the picnic in May",
        "instead": "support",
        "decided_by": me(by),
        "decided_on": today - timedelta(days=10),
        "review_on": today + timedelta(days=20),
    }
    with as_viewer(by):
        return actions.close_role(
            family_id=member.family_id,
            member_id=member.pk,
            details=ClosingDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_child_says(
    by: Viewer, member: NetworkMember, view: str = "no", **changes: object
) -> MemberView:
    """What Kai says of `member` today."""
    with as_viewer(by):
        details: dict[str, object] = {
            "said_by": named(by, member.family, "Kai"),
            "is_child": True,
            "view": view,
            "words": "",
            "said_on": timezone.localdate(),
        }
        return actions.write_view(
            family_id=member.family_id,
            member_id=member.pk,
            details=ViewDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_refused(by: Viewer, family: Family) -> NetworkMember:
    """Somebody of the network whom Kai does not want there."""
    member = make_member(by, family, who=Named(name="Cousin Mick"), side="paternal")
    make_child_says(by, member, words="He pinches")
    return member
