"""What each may reach of a programme's calendar, below its pages.

Who is asked by name, and why somebody cannot come, is read by them and by whoever keeps
the date: the programme's members, and the authority that hosts it. Nobody writes such a
reason in somebody else's name. The secret address of a calendar is seen by whoever made
it, and read by whoever knows the secret.

These rules stand on two tables that have the usual rule of a programme: who hosts a
gathering, and whether somebody comes (`Guest`). Everybody in the programme may write
both, as whoever answers locks the gathering and moves up those who wait. So the rules
hold against what is read without right, and not against a session of another authority
in the programme that writes itself down as the host or writes a guest: those two are
kept by the actions alone.
"""

from __future__ import annotations

from typing import Final

from kinfold.platform.fence_rules import (
    AUTHORITY,
    IN_PROGRAMME,
    MEMBER,
    OF_PROGRAMME,
    USER,
)

_HOSTS = "SELECT g.id FROM gatherings_gathering g WHERE g.host_id = "
_HOSTED = f"{_HOSTS}{AUTHORITY}"
_KEEPS = f"{MEMBER} OR ({IN_PROGRAMME} AND gathering_id IN ({_HOSTED}))"
_IS_ASKED = f"user_id = {USER} AND ({OF_PROGRAMME})"
_GUEST = "SELECT t.id FROM gatherings_guest t WHERE "
_GUESTS = f"{_GUEST}t.gathering_id IN ({_HOSTED})"
_IS_TOLD = f"{MEMBER} OR ({IN_PROGRAMME} AND guest_id IN ({_GUESTS}))"
_SAID = f"by_user_id = {USER} AND ({OF_PROGRAMME})"
_ME = f"{_GUEST}t.user_id = {USER}"
_KEY = "(SELECT NULLIF(current_setting('app.calendar_key', true), ''))"

CALENDAR: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "gatherings_guestinvitation": (
        ("read", f"FOR SELECT USING (({_IS_ASKED}) OR {_KEEPS})"),
        ("add", f"FOR INSERT WITH CHECK ({_KEEPS})"),
        ("change", f"FOR UPDATE USING ({_KEEPS}) WITH CHECK ({_KEEPS})"),
    ),
    "gatherings_guestanswer": (
        ("read", f"FOR SELECT USING (({_SAID}) OR {_IS_TOLD})"),
        ("add", f"FOR INSERT WITH CHECK ({_SAID} AND guest_id IN ({_ME}))"),
    ),
    "gatherings_calendarkey": (
        ("own", f"USING ({_IS_ASKED}) WITH CHECK ({_IS_ASKED})"),
        ("reader", f"FOR SELECT USING (token_hash = {_KEY})"),
    ),
}
