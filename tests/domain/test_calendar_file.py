"""A calendar file is as RFC 5545 has it, and a series falls on the days it should."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from kinfold_core.calendar_file import Entry, calendar_file, escaped, folded
from kinfold_core.practice.recurring import days_of

CHANGED = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


def entry(**changes: object) -> Entry:
    usual = {
        "uid": "1@kinfold",
        "title": "Leaders, all; of them",
        "day": date(2026, 6, 3),
        "changed_at": CHANGED,
        "sequence": 2,
    }
    return Entry(**{**usual, **changes})


def test_an_entry_with_times_names_its_zone_and_the_zone_is_in_the_file():
    text = calendar_file(
        [entry(starts_at=time(10), ends_at=time(16, 30), where="Room 1", about="a\nb",
               url="https://example.org/1")],
        name="Ours",
    )  # fmt: skip
    for line in (
        "METHOD:PUBLISH", "TZID:Europe/London", "SEQUENCE:2", "STATUS:CONFIRMED",
        "DTSTAMP:20261127T093000Z", "DTSTART;TZID=Europe/London:20260603T100000",
        "DTEND;TZID=Europe/London:20260603T163000", "LOCATION:Room 1",
        "SUMMARY:Leaders\\, all\\; of them", "DESCRIPTION:a\\nb",
        "URL:https://example.org/1",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text
    assert "\n" not in text.replace("\r\n", "")


def test_without_times_it_is_the_whole_day_and_a_start_may_stand_alone():
    text = calendar_file([entry(), entry(starts_at=time(9))], name="Ours")
    assert "DTSTART;VALUE=DATE:20260603\r\nDTEND;VALUE=DATE:20260604\r\n" in text
    assert text.count("DTEND") == 1


def test_what_is_cancelled_says_so():
    text = calendar_file([entry(is_cancelled=True)], name="Ours", is_cancel=True)
    assert "METHOD:CANCEL\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text


def test_it_says_whether_its_reader_comes_and_when_to_ask_again():
    text = calendar_file(
        [entry(is_tentative=True), entry(is_free=True)], name="Ours", hours_between=12
    )
    assert text.count("STATUS:TENTATIVE\r\n") == 1
    assert text.count("TRANSP:TRANSPARENT\r\n") == 1
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in text


def test_a_line_is_cut_at_75_octets_and_never_inside_a_letter():
    line = "SUMMARY:" + "é" * 100
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line
    assert all(part.startswith(" ") for part in parts[1:])


def test_nobody_writes_a_line_of_their_own_into_the_file():
    sly = "x\r\nEND:VEVENT\x00\\"
    assert escaped(sly) == "x\\nEND:VEVENT\\\\"


def test_a_series_keeps_its_day_where_the_month_has_it():
    assert days_of(date(2026, 1, 31), "monthly", 3) == (
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31),
    )  # fmt: skip
    assert days_of(date(2026, 11, 5), "quarterly", 2)[1] == date(2027, 2, 5)
    assert days_of(date(2026, 12, 28), "weekly", 2)[1] == date(2027, 1, 4)
    assert days_of(date(2026, 1, 31), "once", 9) == (date(2026, 1, 31),)
