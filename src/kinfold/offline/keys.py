"""The keys of a device: one that opens it without its passphrase, one that signs.

The device forgets the first as soon as it has locked its data key with it; what it
keeps of the second is inside what is locked. Both are made here from one secret.
"""

from __future__ import annotations

import hmac
import os
from base64 import b64encode
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.core import signing

from kinfold.offline.models import VisitDevice
from kinfold.platform.errors import NotFound
from kinfold.platform.signin.secrets import Unreadable, seal, unseal

PURPOSE: Final = "visit key"
BYTES: Final = 32
_SALT: Final = "kinfold.visit-device"


def new_sealed_key(device_id: UUID, worker_id: UUID) -> bytes:
    key = os.urandom(BYTES)
    return seal(key, purpose=PURPOSE, bound_to=f"{device_id} {worker_id}")


def key_of(device: VisitDevice) -> bytes:
    """The key that opens this device without its passphrase.

    Raises:
        NotFound: it was sealed under a secret key of the service that is gone.
    """
    try:
        return unseal(
            bytes(device.sealed_key),
            purpose=PURPOSE,
            bound_to=f"{device.pk} {device.worker_id}",
        )
    except Unreadable as error:
        raise NotFound("key of this device") from error


def signing_key(key: bytes) -> bytes:
    """What a device signs its visits with."""
    return hmac.new(key, b"kinfold visit bundle", sha256).digest()


def as_text(key: bytes) -> str:
    return b64encode(key).decode()


def ticket_of(device: VisitDevice) -> str:
    """What a device shows to be told whether it is to be wiped. It opens nothing."""
    return signing.dumps([str(device.authority_id), str(device.pk)], salt=_SALT)


def read_ticket(ticket: str) -> tuple[UUID, UUID] | None:
    """The authority and the device of a ticket of ours; None of any other text."""
    try:
        authority, device = signing.loads(ticket, salt=_SALT)
        return UUID(authority), UUID(device)
    except (signing.BadSignature, ValueError, TypeError):
        return None
