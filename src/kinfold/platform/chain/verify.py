"""Walk a chain from its first link and name the first row that is wrong.

Links are read in order of position beside their events, in batches from a cursor on
the server, so a million events take no more memory than two thousand. The digest is
SHA-256 over a JSON array of texts: the previous hash, then the event's fields.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kinfold.platform.models import Authority

BATCH = 2_000

# One text per event, in the order that the chain hashes. Only text is built by the
# database; what is hashed, and against what, is decided here.
_FIELDS = """
    e.id::text, e.authority_id::text,
    (extract(epoch FROM e.at) * 1000000)::bigint::text,
    e.kind, e.action, e.by_user_id::text, coalesce(e.by_worker_id::text, ''),
    e.by_name, e.target, e.target_id, coalesce(e.family_id::text, ''),
    coalesce(e.person_id::text, ''), e.why, e.changes::text
"""
_LINKS = f"""
SELECT l.position, l.event_id, l.previous_hash, l.hash,
       e.id IS NULL,
       ARRAY[{_FIELDS}]
  FROM platform_auditlink l
  LEFT JOIN platform_auditevent e
    ON e.authority_id = l.authority_id AND e.id = l.event_id
 WHERE l.authority_id = %s
 ORDER BY l.position
"""  # noqa: S608  constants of this module only
_UNLINKED = """
SELECT e.id FROM platform_auditevent e
 WHERE e.authority_id = %s AND NOT EXISTS (
       SELECT 1 FROM platform_auditlink l
        WHERE l.authority_id = e.authority_id AND l.event_id = e.id)
 ORDER BY e.at, e.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row at which a chain does not hold.

    `position` is None for an event that no link covers. `what` is one of: altered,
    missing event, missing link, reordered, unlinked event, shorter than its head.
    """

    position: int | None
    event_id: UUID | None
    what: str
    words: str

    def __str__(self) -> str:
        where = f"position {self.position}" if self.position else "no position"
        event = f", event {self.event_id}" if self.event_id else ""
        return f"{self.what} at {where}{event}: {self.words}"


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain. Kept elsewhere, it proves that none was cut off."""

    authority: str
    authority_id: UUID
    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Report:
    """One authority's chain: how many events hold, and the first that does not."""

    authority: str
    authority_id: UUID
    event_count: int
    broken: Broken | None
    head: Head


@dataclass(frozen=True, slots=True)
class _Link:
    position: int
    event_id: UUID
    previous_hash: str
    hash: str
    is_event_missing: bool
    fields: list[str]

    def digest(self) -> str:
        """What the hash has to be, given the link before that this one names."""
        # written as PostgreSQL writes a JSON array: a space after each comma
        whole = json.dumps([self.previous_hash, *self.fields], ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()


def heads() -> list[Head]:
    """The last link of every authority that can be seen, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (a.name) a.name, a.id, coalesce(l.position, 0),"
            " coalesce(l.hash, '') FROM platform_authority a"
            " LEFT JOIN platform_auditlink l ON l.authority_id = a.id"
            " ORDER BY a.name, l.position DESC NULLS LAST"
        )
        return [Head(*row) for row in cursor.fetchall()]


def verify(
    authority: Authority,
    *,
    expected: Head | None = None,
    step: Callable[[int], None] = lambda count: None,
) -> Report:
    """Check one authority's chain. `step` is told how many links were read.

    `expected` is a head that was written down before: the chain must still hold it.
    Runs in one transaction of its own, so that nothing is added meanwhile.
    """
    with transaction.atomic():
        _plan_for_whole_chains()
        walk = _Walk(expected)
        broken = None
        for links in _batches(authority.pk):
            broken = next((b for b in map(walk.check, links) if b), None)
            step(len(links))
            if broken:
                break
        broken = broken or walk.end() or _unlinked(authority.pk)
    head = Head(authority.name, authority.pk, walk.position, walk.hash)
    return Report(authority.name, authority.pk, walk.position, broken, head)


def _plan_for_whole_chains() -> None:
    """Read both tables once each, whatever the planner believes about their sizes.

    Until this transaction ends. Just after a restore it believes them empty, and would
    look through all events for each link: hours instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_nestloop', 'off', true),"
            " set_config('cursor_tuple_fraction', '1', true)"
        )


class _Walk:
    """Where the walk stands: the last position and hash that held."""

    def __init__(self, expected: Head | None) -> None:
        self.position = 0
        self.hash = ""
        self.expected = expected

    def check(self, link: _Link) -> Broken | None:
        """What is wrong with this link, or None; then it is the last that held."""
        if link.position != self.position + 1:
            return Broken(
                self.position + 1,
                None,
                "missing link",
                f"the next link there is has position {link.position}",
            )
        found = self._compare(link)
        if found is None:
            self.position, self.hash = link.position, link.hash
            found = self._against_expected(link)
        return found

    def _compare(self, link: _Link) -> Broken | None:
        at = (link.position, link.event_id)
        if link.is_event_missing:
            return Broken(*at, "missing event", "its link is there, the event is not")
        is_own_hash_right = link.digest() == link.hash
        if link.previous_hash != self.hash:
            words = "it does not name the hash of the link before it"
            return Broken(*at, "reordered" if is_own_hash_right else "altered", words)
        if not is_own_hash_right:
            return Broken(*at, "altered", "the event is not what was first written")
        return None

    def _against_expected(self, link: _Link) -> Broken | None:
        kept = self.expected
        if kept is None or kept.position != link.position or kept.hash == link.hash:
            return None
        words = "it is not the link that was written down before"
        return Broken(link.position, link.event_id, "altered", words)

    def end(self) -> Broken | None:
        if self.expected is None or self.position >= self.expected.position:
            return None
        words = f"it once reached position {self.expected.position}"
        return Broken(self.position + 1, None, "shorter than its head", words)


def _batches(authority_id: UUID) -> Iterator[list[_Link]]:
    """Links beside their events, from a cursor on the server."""
    name = f"audit_{authority_id.hex}"
    # Django's own server-side cursors belong to querysets; this join is not one
    driver: Any = connection.connection
    with closing(driver.cursor(name=name)) as cursor:
        cursor.itersize = BATCH
        cursor.execute(_LINKS, [authority_id])
        rows = iter(cursor)
        while links := [_Link(*row) for row in islice(rows, BATCH)]:
            yield links


def _unlinked(authority_id: UUID) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute(_UNLINKED, [authority_id])
        row = cursor.fetchone()
    if row is None:
        return None
    words = "the event stands in no link: it was put in without the chain"
    return Broken(None, row[0], "unlinked event", words)
