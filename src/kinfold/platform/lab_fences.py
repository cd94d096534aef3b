"""What each may reach of the learning lab, below its pages.

A case is written by the authority that brings it, and read by it, by whoever booked the
day and by the programme's members until its days are over, in the stay in which it was
brought; by nobody once the consent was taken back. What is said of it is read as it is,
and each writes in their own name.
"""

from __future__ import annotations

from typing import Final

from kinfold.platform.fence_rules import (
    AUTHORITY,
    GIVER_IS_IN,
    IN_PROGRAMME,
    MEMBER,
    OF_PROGRAMME,
    OURS,
    TODAY,
    of_this_stay,
)

_MINE = f"{OURS} AND {IN_PROGRAMME}"
_MY_NAME = f"({_MINE}) OR (authority_id IS NULL AND {MEMBER})"
_STILL_SAID = f"authority_id IS NULL OR {GIVER_IS_IN}"
_STANDS = "id NOT IN (SELECT w.pack_id FROM lab_labpackwithdrawal w)"
_DAYS = "SELECT s.id FROM lab_labsession s WHERE s.held_on + s.days_open >="
_OPEN = f"session_id IN ({_DAYS} {TODAY})"
_SEATS = "SELECT b.session_id FROM lab_labbooking b WHERE b.seats > 0"
_BOOKED = f"session_id IN ({_SEATS} AND b.authority_id = {AUTHORITY})"
_LASTS = of_this_stay("lab_labpack")
_SHOWN = f"{_LASTS} AND {_OPEN} AND ({MEMBER} OR ({IN_PROGRAMME} AND {_BOOKED}))"
# the policies of the pack itself hold within this question too
_READABLE = "pack_id IN (SELECT p.id FROM lab_labpack p)"
_BLANK = "was_done = '' AND came_of_it = ''"

LAB: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    # whose days these are decides who reads a case. Who books locks the row: PostgreSQL
    # asks for the right to change it, and then whether the change may stand
    "lab_labsession": (
        ("programme_read", f"FOR SELECT USING ({OF_PROGRAMME})"),
        ("member_add", f"FOR INSERT WITH CHECK ({MEMBER})"),
        ("member_change", f"FOR UPDATE USING ({OF_PROGRAMME}) WITH CHECK ({MEMBER})"),
        ("member_delete", f"FOR DELETE USING ({MEMBER})"),
    ),
    "lab_labbooking": (
        ("own", f"USING ({_MINE}) WITH CHECK ({_MINE})"),
        ("programme_read", f"FOR SELECT USING ({OF_PROGRAMME})"),
    ),
    "lab_labpack": (
        ("own_add", f"FOR INSERT WITH CHECK ({_MINE})"),
        ("read", f"FOR SELECT USING ({_STANDS} AND (({_MINE}) OR ({_SHOWN})))"),
    ),
    # a family takes its story back also from an authority that has left
    "lab_labpackwithdrawal": (
        ("own_add", f"FOR INSERT WITH CHECK ({OURS})"),
        ("read", f"FOR SELECT USING ({OURS} OR {OF_PROGRAMME})"),
    ),
    "lab_labnote": (
        ("own_add", f"FOR INSERT WITH CHECK ({_READABLE} AND ({_MY_NAME}))"),
        ("read", f"FOR SELECT USING ({_READABLE} AND ({_STILL_SAID}))"),
    ),
    "lab_labfollowup": (
        ("own", f"USING ({_MINE} AND {_READABLE}) WITH CHECK ({_MINE})"),
        ("read", f"FOR SELECT USING ({_READABLE})"),
        # members see whose day has come also when the case is closed to them
        ("member_asks", f"FOR SELECT USING ({MEMBER} AND {_BLANK})"),
    ),
    "lab_lablearning": (
        ("own_add", f"FOR INSERT WITH CHECK ({_MY_NAME})"),
        ("read", f"FOR SELECT USING (({OF_PROGRAMME}) AND ({_STILL_SAID}))"),
    ),
}
"""By table, in place of the policy of the programme that any other table has."""
