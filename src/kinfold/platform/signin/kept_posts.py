"""What somebody sent after their session had ended: kept, shown to them, sent again.

Nothing is sent by itself. The fields are encrypted, bound to the account and the page
they were for, and opened only for that account. Files and passwords are not kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.signin.last_person import LastPerson
from kinfold.platform.signin.models import KeptPost
from kinfold.platform.signin.secrets import Unreadable, seal, unseal
from kinfold.platform.viewer import Viewer

PURPOSE = "kept post"
FIELD = "kept_post"
HOURS_KEPT = 12
LARGEST_BYTES = 400_000
MOST_PER_ACCOUNT = 20
_LEFT_OUT = ("csrfmiddlewaretoken", FIELD)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept post, opened for the person who wrote it."""

    id: UUID
    path: str
    place: str
    fields: tuple[tuple[str, str], ...]
    file_names: tuple[str, ...]


def keep(request: HttpRequest, person: LastPerson) -> UUID | None:
    """Keep the fields of this post for `person`. None if it is too large to keep."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _LEFT_OUT and "password" not in name
    ]
    files = [str(file.name) for _, found in request.FILES.lists() for file in found]
    plain = json.dumps({"fields": fields, "files": files}).encode()
    path = request.get_full_path()
    if len(plain) > LARGEST_BYTES or len(path) > 500:
        return None
    post = KeptPost(
        user_id=person.user_id,
        path=path,
        place=person.place,
        expires_at=timezone.now() + timedelta(hours=HOURS_KEPT),
    )
    post.sealed = seal(plain, purpose=PURPOSE, bound_to=_bound_to(post))
    with transaction.atomic():
        KeptPost.objects.filter(expires_at__lte=timezone.now()).delete()
        if KeptPost.objects.filter(user_id=person.user_id).count() >= MOST_PER_ACCOUNT:
            return None
        post.save(force_insert=True)
    return post.pk


def _bound_to(post: KeptPost) -> str:
    return f"{post.pk} {post.user_id} {post.path}"


def kept_post(viewer: Viewer, post_id: UUID) -> Kept:
    """One post of the viewer's own.

    Raises:
        NotFound: it is somebody else's, is gone, or can no longer be opened.
    """
    post = _mine(viewer).filter(pk=post_id).first()
    if post is None:
        raise NotFound("No such kept post for this person")
    try:
        plain = unseal(bytes(post.sealed), purpose=PURPOSE, bound_to=_bound_to(post))
    except Unreadable as error:
        raise NotFound("The kept post cannot be opened") from error
    content = json.loads(plain)
    return Kept(
        id=post.pk,
        path=post.path,
        place=post.place,
        fields=tuple((str(name), str(value)) for name, value in content["fields"]),
        file_names=tuple(content["files"]),
    )


def discard(viewer: Viewer, post_id: UUID) -> None:
    """Throw a kept post of the viewer's own away; nothing happens for another's."""
    _mine(viewer).filter(pk=post_id).delete()


def _mine(viewer: Viewer) -> QuerySet[KeptPost]:
    return KeptPost.objects.filter(
        user_id=viewer.user_id, expires_at__gt=timezone.now()
    )
