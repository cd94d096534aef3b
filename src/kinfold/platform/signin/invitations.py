"""Using an invitation: from a link in an email to an account in an authority.

Whoever holds the link is not signed in, so the link names the authority: the row is
looked for behind that authority's fence, by the hash of the secret. Without the secret
there is nothing to find, and no table is open to strangers for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.models import AuditEvent, Authority, User, Worker
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.signin.models import Invitation
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.platform.workers import actions as workers
from kinfold_core.access import Role


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What its holder sees."""

    authority_id: UUID
    authority_name: str
    name: str
    email: str
    has_account: bool


def open_invitation(slug: str, secret: str) -> OpenInvitation:
    """The invitation that this link opens.

    Raises:
        NotFound: it was used, taken back or is too old; or it never was.
    """
    authority = Authority.objects.filter(slug=slug).first()
    if authority is None:
        raise NotFound("No such authority")
    with as_authority(authority.pk):
        row = _find(authority.pk, secret)
    return OpenInvitation(
        authority_id=authority.pk,
        authority_name=authority.name,
        name=row.name,
        email=row.email,
        has_account=User.objects.filter(email=row.email).exists(),
    )


def invite_first_administrator(
    *, slug: str, email: str, name: str
) -> tuple[str, datetime]:
    """Invite whoever will invite the others. Returns the link's path and its end.

    Raises:
        NotFound: there is no such authority.
        Conflict: somebody is an administrator there already, and can invite.
    """
    authority = Authority.objects.filter(slug=slug).first()
    if authority is None:
        raise NotFound(f"There is no authority called {slug}")
    by = Viewer(user_id=0, name="Set-up on the server", authority_id=authority.pk)
    with as_authority(authority.pk):
        admin = [Role.AUTHORITY_ADMIN.value]
        here = Worker.objects.filter(authority=authority, is_active=True)
        if any(admin[0] in roles for roles in here.values_list("roles", flat=True)):
            raise Conflict("There is an administrator, who can invite others")
        invitation, secret = workers.open_invitation_for(
            authority_id=authority.pk, email=email, name=name, roles=admin
        )
        audit.record(
            by=by,
            action="worker.invited",
            target=invitation,
            changes={"roles": admin},
            kind=AuditEvent.Kind.ACCESS,
        )
    path = reverse("platform:join", kwargs={"authority_slug": slug, "secret": secret})
    return path, invitation.expires_at


def is_for(invitation: OpenInvitation, user_id: int) -> bool:
    """Whether it was sent to the address of this account."""
    return User.objects.filter(pk=user_id, email=invitation.email).exists()


def _find(authority_id: UUID, secret: str, *, lock: bool = False) -> Invitation:
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    row = rows.filter(
        authority_id=authority_id,
        secret_hash=workers.hashed(secret),
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    ).first()
    if row is None:
        raise NotFound("This invitation is not open")
    return row


def accept_as_new(
    *, slug: str, secret: str, name: str, password: str, today: date
) -> User:
    """Make the account that was invited, and its place in the authority.

    Raises:
        NotFound: the invitation is not open.
        Conflict: the address has an account already, which must sign in first.
    """
    invitation = open_invitation(slug, secret)
    if invitation.has_account:
        raise Conflict("This address has an account. Sign in with it first.")
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, name=name)
            _take_place(invitation, secret, user, name, today)
    except IntegrityError as error:
        raise Conflict("This invitation is being used on another page.") from error
    return user


def accept_as_known(*, slug: str, secret: str, user_id: int, today: date) -> UUID:
    """Give an account that exists its place in another authority.

    Returns the authority's id.

    Raises:
        NotFound: the invitation is not open, or was sent to somebody else.
        Conflict: they work there already, and an invitation changes nobody's roles.
    """
    invitation = open_invitation(slug, secret)
    user = User.objects.filter(pk=user_id, email=invitation.email).first()
    if user is None:
        raise NotFound("The invitation was sent to another address")
    _take_place(invitation, secret, user, user.name, today)
    return invitation.authority_id


def _take_place(
    invitation: OpenInvitation, secret: str, user: User, name: str, today: date
) -> None:
    authority_id = invitation.authority_id
    with as_authority(authority_id, user_id=user.pk):
        row = _find(authority_id, secret, lock=True)
        if Worker.objects.filter(
            authority_id=authority_id, user=user, is_active=True
        ).exists():
            raise Conflict(
                "You work there already. An administrator there changes what you do."
            )
        worker, _ = Worker.objects.update_or_create(
            authority_id=authority_id,
            user=user,
            defaults={
                "name": name,
                "job_title": row.job_title,
                "roles": row.roles,
                "is_active": True,
            },
        )
        workers.set_teams(worker=worker, team_ids=set(row.team_ids), today=today)
        row.accepted_at = timezone.now()
        row.accepted_by = worker
        row.save(update_fields=["accepted_at", "accepted_by"])
        audit.record(
            by=viewer_in(Place(authority_id=authority_id), user_id=user.pk),
            action="worker.invitation_accepted",
            target=worker,
            changes={"roles": row.roles},
            kind=AuditEvent.Kind.ACCESS,
        )
