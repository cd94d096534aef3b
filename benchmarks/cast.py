"""Signed-in people for a benchmark, and the pages they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.test import Client
from django.urls import reverse

from benchmarks.load import Ask
from kinfold.platform.models import Authority, Worker
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Allocation
from kinfold_core.access import Role


@dataclass(frozen=True, slots=True)
class Somebody:
    """A practitioner with a session and a family of their team's."""

    viewer: Viewer
    session_key: str
    family_id: UUID


def viewers(count: int) -> list[Somebody]:
    """Practitioners spread over the authorities, each allocated to a family."""
    found: list[Somebody] = []
    authorities = list(Authority.objects.order_by("name").values_list("pk", flat=True))
    for authority_id in authorities:
        found += _workers_of(authority_id, count // len(authorities) + 1)
    if not found:
        raise RuntimeError("No practitioner with a family: is the world loaded?")
    return found[:count]


def _workers_of(authority_id: UUID, count: int) -> list[Somebody]:
    with as_authority(authority_id):
        allocated = (
            Allocation.objects.filter(
                ended_on=None, worker__roles__contains=[Role.PRACTITIONER.value],
                family__is_restricted=False,
            )
            .order_by("worker_id", "pk")
            .distinct("worker_id")
            .values_list("worker_id", "family_id")[:count]
        )  # fmt: skip
        accounts = {worker: account_of(worker) for worker, _ in allocated}
    return [
        signed_in(authority_id, accounts[worker_id], family_id)
        for worker_id, family_id in allocated
    ]


def account_of(worker_id: UUID) -> int:
    """The worker's account; made now if the world gave them none. Benchmarks only."""
    worker = Worker.objects.get(pk=worker_id)
    if worker.user_id is not None:
        return worker.user_id
    user = get_user_model().objects.create(
        email=f"{worker_id}@benchmark.example", name=worker.name
    )
    worker.user = user
    worker.save(update_fields=["user"])
    return int(user.pk)


def signed_in(authority_id: UUID, user_id: int, family_id: UUID) -> Somebody:
    place = Place(authority_id=authority_id)
    with as_authority(authority_id, user_id=user_id):
        viewer = viewer_in(place, user_id=user_id)
        user = get_user_model().objects.get(pk=user_id)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    place.keep_in(session)
    session.save()
    return Somebody(viewer, session.session_key, family_id)


def cookie_client(one: Somebody) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = one.session_key
    return client


def pages(people: list[Somebody]) -> list[tuple[str, list[Ask]]]:
    """Each measured page as every one of these people would ask for it."""

    def asks(path_of: object) -> list[Ask]:
        return [
            Ask(path_of(one), f"{settings.SESSION_COOKIE_NAME}={one.session_key}")  # type: ignore[operator]
            for one in people
        ]

    return [
        ("empty", asks(lambda one: reverse("platform:empty"))),
        ("families", asks(lambda one: reverse("records:families"))),
        ("family", asks(lambda one: reverse("people:family", args=[one.family_id]))),
        ("map", asks(lambda one: reverse("practice:map", args=[one.family_id]))),
        (
            "authority",
            asks(lambda one: reverse("insight:authority", args=["lincolnshire"])),
        ),
    ]
