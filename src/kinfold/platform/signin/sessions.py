"""The session engine: keys kept as hashes, an idle limit and an absolute one.

Django's database engine, but whoever reads the table cannot take a session, and a
session ends after `SESSION_IDLE_SECONDS` without a request or `SESSION_COOKIE_AGE`
seconds after signing in, whichever comes first. The table is written at most once a
minute for a session whose data do not change.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

REFRESH_AFTER = timedelta(seconds=60)


def hashed(key: str) -> str:
    """What the table holds for the key in somebody's cookie."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(db.SessionStore):
    _started_at: datetime | None = None

    @property
    def model(self) -> Any:
        """Typed here, because the base class names its own."""
        return self.get_model_class()

    @classmethod
    def get_model_class(cls) -> Any:
        from kinfold.platform.signin.models import (  # noqa: PLC0415  after apps load
            Session,
        )

        return Session

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        row = self.model.objects.filter(
            session_key=hashed(self.session_key or ""), expire_date__gt=now
        ).first()
        if row is None:
            self._session_key = None
            return {}
        self._started_at = row.started_at
        self._refresh(row, now)
        return self.decode(row.session_data)

    def _refresh(self, row: Any, now: datetime) -> None:
        ends_at = self._ends_at(now)
        if ends_at - row.expire_date >= REFRESH_AFTER:
            self.model.objects.filter(pk=row.pk).update(expire_date=ends_at)

    def _ends_at(self, now: datetime) -> datetime:
        idle = timedelta(seconds=settings.SESSION_IDLE_SECONDS)
        longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return min(now + idle, (self._started_at or now) + longest)

    def exists(self, session_key: str) -> bool:
        rows = self.model.objects.filter(session_key=hashed(session_key))
        return bool(rows.exists())

    def save(self, must_create: bool = False) -> None:
        if must_create:
            self._started_at = timezone.now()
        super().save(must_create)

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        now = timezone.now()
        user_id = data.get(SESSION_KEY)
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return self.model(
            session_key=hashed(key),
            session_data=self.encode(data),
            user_id=int(user_id) if user_id else None,
            started_at=self._started_at or now,
            expire_date=self._ends_at(now),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=hashed(key)).delete()


def end_sessions(user_id: int, *, except_key: str | None = None) -> int:
    """Sign an account out everywhere, but for the session with `except_key`.

    Returns how many sessions were ended.
    """
    rows = SessionStore.get_model_class().objects.filter(user_id=user_id)
    if except_key:
        rows = rows.exclude(session_key=hashed(except_key))
    ended, _ = rows.delete()
    return int(ended)
