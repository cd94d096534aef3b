"""Dates as a calendar file that every calendar program reads.

Source: RFC 5545. Lines end in CR LF and are folded at 75 octets, text is escaped, and
times carry the zone of London with its rules beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

LONGEST_LINE: Final = 75
"""Octets of a line without its end. RFC 5545, 3.1."""
_ZONE: Final = (
    "BEGIN:VTIMEZONE", "TZID:Europe/London",
    "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:BST",
    "DTSTART:19810329T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "TZNAME:GMT",
    "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date. `sequence` grows with each change, so that the newer one counts."""

    uid: str
    title: str
    day: date
    changed_at: datetime
    sequence: int
    starts_at: time | None = None
    """In England. None is the whole day."""
    ends_at: time | None = None
    where: str = ""
    about: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    """Whoever reads it has not said that they come."""
    is_free: bool = False
    """They said that they do not: it takes none of their time."""


def calendar_file(
    entries: Iterable[Entry],
    *,
    name: str,
    is_cancel: bool = False,
    hours_between: int | None = None,
) -> str:
    """The whole file. `is_cancel` tells a calendar to take its one entry out; a file
    that is read again and again says after how many hours (RFC 7986, 5.7)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kinfold//Calendar//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if is_cancel else 'PUBLISH'}",
        f"X-WR-CALNAME:{escaped(name)}",
        *_again(hours_between),
        *_ZONE,
    ]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _again(hours: int | None) -> list[str]:
    if hours is None:
        return []
    return [
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H",
        f"X-PUBLISHED-TTL:PT{hours}H",
    ]


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line ends marked (3.3.11).

    Other control characters may not stand in a file, and are left out.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    kept = (one for one in plain.replace("\n", "\\n") if one.isprintable())
    return "".join(kept)


def folded(line: str) -> str:
    """Cut at 75 octets, never inside a letter; what follows begins with a space."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST_LINE:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += octets
    return "\r\n".join([*parts, part])


def _event(entry: Entry) -> list[str]:
    status = "TENTATIVE" if entry.is_tentative else "CONFIRMED"
    status = "CANCELLED" if entry.is_cancelled else status
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{entry.sequence}",
        *_times(entry),
        f"SUMMARY:{escaped(entry.title)}",
        f"STATUS:{status}",
    ]
    if entry.is_free:
        lines.append("TRANSP:TRANSPARENT")
    if entry.where:
        lines.append(f"LOCATION:{escaped(entry.where)}")
    if entry.about:
        lines.append(f"DESCRIPTION:{escaped(entry.about)}")
    if entry.url:
        lines.append(f"URL:{entry.url}")
    return [*lines, "END:VEVENT"]


def _times(entry: Entry) -> list[str]:
    if entry.starts_at is None:
        return [
            f"DTSTART;VALUE=DATE:{_day(entry.day)}",
            f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1))}",
        ]
    lines = [f"DTSTART;TZID=Europe/London:{_day(entry.day)}T{entry.starts_at:%H%M%S}"]
    if entry.ends_at is not None:
        lines.append(
            f"DTEND;TZID=Europe/London:{_day(entry.day)}T{entry.ends_at:%H%M%S}"
        )
    return lines


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
