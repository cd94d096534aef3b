"""Binding the secret of a second factor to the account it belongs to.

allauth's hooks for encrypting are given the text alone. So what is read from the table
carries its row's account with it, and what is new is sealed when it is put in its row.
A row moved to another account, by whoever can write the table, opens nothing there.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_init
from django.dispatch import receiver

from kinfold.platform.signin.secrets import Unreadable, seal, unseal

PURPOSE = "second factor"
_ON_ITS_WAY = "second factor on its way"
_SECRETS = ("secret", "seed")


class _OfNobodyYet(str):
    """Encrypted, and not yet in the row of an account. It opens as nobody's."""

    __slots__ = ()


class _OfAccount(str):
    """As the table holds it, with the account whose row it was read from."""

    __slots__ = ("user_id",)
    user_id: int


def encrypt(text: str) -> str:
    """What allauth puts in a new row, where `take_home` binds it."""
    return _OfNobodyYet(_sealed(text, purpose=_ON_ITS_WAY, bound_to=""))


def decrypt(sealed: str) -> str:
    """The secret of a row that was read from the table.

    Raises:
        Unreadable: it is another account's, or not ours, or the key has changed.
    """
    if not isinstance(sealed, _OfAccount):
        raise Unreadable("A second factor's secret that is in no row")
    return _opened(sealed, purpose=PURPOSE, bound_to=str(sealed.user_id))


@receiver(post_init, sender=Authenticator, dispatch_uid="kinfold.signin.bind")
def take_home(sender: Any, instance: Authenticator, **kwargs: Any) -> None:
    """Bind the secrets of a new row, and say of one that was read whose it is."""
    held = instance.__dict__
    user_id, data = held.get("user_id"), held.get("data")
    if user_id is None or not isinstance(data, dict):
        return
    for name in _SECRETS:
        if isinstance(value := data.get(name), str):
            data[name] = _of_account(value, user_id)


def _of_account(value: str, user_id: int) -> _OfAccount:
    if isinstance(value, _OfNobodyYet):
        plain = _opened(value, purpose=_ON_ITS_WAY, bound_to="")
        value = _sealed(plain, purpose=PURPOSE, bound_to=str(user_id))
    mine = _OfAccount(value)
    mine.user_id = user_id
    return mine


def _sealed(text: str, *, purpose: str, bound_to: str) -> str:
    sealed = seal(text.encode(), purpose=purpose, bound_to=bound_to)
    return base64.b64encode(sealed).decode()


def _opened(sealed: str, *, purpose: str, bound_to: str) -> str:
    try:
        raw = base64.b64decode(sealed, validate=True)
    except binascii.Error as error:
        raise Unreadable("A second factor's secret is not ours") from error
    return unseal(raw, purpose=purpose, bound_to=bound_to).decode()
