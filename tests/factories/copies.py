"""A link as a worker makes it, and the telephone that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.copies.actions import make_link
from kinfold.copies.details import LinkDetails, NewLink
from kinfold.copies.models import CopyLink, MapSharing
from kinfold.copies.stamps import stamp_of
from kinfold.copies.views.frame import kept_now
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import hashed
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import Mapping
from kinfold.records.models import Family, FamilyMember

CODE = "Blue kite 7"


@dataclass
class Asked:
    """Just enough of a request for the copy that nobody chose anything of."""

    viewer: Viewer

    GET: dict[str, str]


def link_for(
    by: Viewer, family: Family, name: str = "Leanne", **changes: object
) -> NewLink:
    """A link to the copy as it stands, with CODE."""
    request = Asked(by, {})
    with as_viewer(by):
        member = FamilyMember.objects.get(family=family, person__given_names=name)
        details = LinkDetails(
            **({"person_id": member.person_id, "code": CODE} | changes)  # type: ignore[arg-type]
        )

        def kept() -> dict[str, Any]:
            return kept_now(request, family.pk, also=details.person_id)  # type: ignore[arg-type]

        return make_link(
            family_id=family.pk,
            details=details,
            seen=stamp_of(kept()),
            make_copy=kept,
            by=by,
        )


def make_link_row(by: Viewer, family: Family) -> UUID:
    """A link as a row alone, to a copy of a map that need not be ready to be given."""
    here = {"authority_id": by.in_authority()}
    with as_viewer(by):
        sharing = MapSharing.objects.create(
            **here, mapping=Mapping.objects.filter(family=family).latest("pk"),
            version=1, format="link", with_whom="Leanne", copy={"language": "en"},
            shared_on=timezone.localdate(), shared_by_id=by.worker_id,
        )  # fmt: skip
        return CopyLink.objects.create(
            **here, sharing=sharing, person_name="Leanne", made_by_id=by.worker_id,
            person_id=FamilyMember.objects.filter(family=family)[0].person_id,
            token_hash=hashed("row"), code_hash="!", expires_at=timezone.now(),
        ).pk  # fmt: skip


def address_of(link: NewLink) -> str:
    return reverse("copies:link", args=[link.token])


class Telephone(Client):
    """A browser of its own, in which nobody is signed in."""

    def opens(self, link: NewLink, code: str = CODE, **more: str) -> tuple[int, str]:
        """What it is answered with the code: the status and the words."""
        answer = self.post(address_of(link), {"code": code} | more)
        return answer.status_code, answer.content.decode()
