"""Who may write who takes part in a programme.

The tables of programmes, their authorities and their members are read by everybody: the
fences of all other tables ask them. A row of them opens other rows, so each change has
a rule of its own, which the policy table cannot loosen (ADR 38):

- whoever leads a programme names it, and may found another, whose lead they are;
- an authority joins by its own senior leader, in the transaction in which they agree
  to an invitation of the programme's lead, and from that day on at the earliest;
- it leaves by either, and never comes back but by another invitation, from the day it
  left at the earliest; until its day has come either puts the day right;
- what it made in a stay before, it alone shows again: its director says so;
- whoever leads a programme gives somebody a role in it and takes it away, and never
  their own: the roles of a programme alone, which open no person's record.
"""

from __future__ import annotations

from typing import Final

from kinfold.platform.fence_rules import (
    AUTHORITY,
    IN_PROGRAMME,
    MEMBER,
    OURS,
    TODAY,
    USER,
)

_LED = (
    "SELECT m.programme_id FROM platform_programmemember m "
    f"WHERE m.user_id = {USER} AND 'programme_lead' = ANY (m.roles)"
)
_LEADS = f"programme_id IN ({_LED})"
_IS_DIRECTOR = (
    f"EXISTS (SELECT 1 FROM platform_worker w WHERE w.authority_id = {AUTHORITY} "
    f"AND w.user_id = {USER} AND w.is_active AND 'senior_leader' = ANY (w.roles))"
)
_DIRECTS = f"{OURS} AND {_IS_DIRECTOR}"
_AGREED_NOW = (
    "EXISTS (SELECT 1 FROM programme_invitationanswer i "
    "JOIN programme_cohortinvitation c ON c.id = i.invitation_id "
    "WHERE c.joins_on <= platform_programmeauthority.joined_on "
    f"AND c.answer_by >= {TODAY} "
    "AND i.programme_id = platform_programmeauthority.programme_id "
    "AND i.authority_id = platform_programmeauthority.authority_id "
    "AND i.kind = 'agreed' AND i.at = now())"
)
# in the transaction in which it was made, and by nobody who leads none: a programme
# that was set up and has nobody yet is not there to be taken
_FOUNDS = (
    f"user_id = {USER} AND roles = ARRAY['programme_lead']::varchar[] "
    f"AND EXISTS ({_LED}) "
    "AND EXISTS (SELECT 1 FROM platform_programme p WHERE p.made_at = now() "
    "AND p.id = platform_programmemember.programme_id) "
    "AND NOT EXISTS (SELECT 1 FROM platform_programmemember m WHERE "
    "m.programme_id = platform_programmemember.programme_id) "
    "AND NOT EXISTS (SELECT 1 FROM platform_programmeauthority a WHERE "
    "a.programme_id = platform_programmemember.programme_id)"
)
# two stays of one authority never overlap: it could not leave the older
_IS_OUT = (
    "NOT EXISTS (SELECT 1 FROM platform_programmeauthority s "
    "WHERE s.programme_id = platform_programmeauthority.programme_id "
    "AND s.authority_id = platform_programmeauthority.authority_id "
    "AND (s.left_on IS NULL OR s.left_on > platform_programmeauthority.joined_on))"
)
_NO_LATER_STAY = (
    "NOT EXISTS (SELECT 1 FROM platform_programmeauthority s "
    "WHERE s.programme_id = platform_programmeauthority.programme_id "
    "AND s.authority_id = platform_programmeauthority.authority_id "
    "AND s.joined_on > platform_programmeauthority.joined_on "
    "AND s.joined_on < platform_programmeauthority.left_on)"
)
# who agrees to another stay before the first is over still writes in the first
_AGAIN = (
    "again_at IS NOT DISTINCT FROM "
    "(SELECT greatest(now(), max(s.left_on)::timestamp AT TIME ZONE 'Europe/London') "
    "FROM platform_programmeauthority s "
    "WHERE s.programme_id = platform_programmeauthority.programme_id "
    "AND s.authority_id = platform_programmeauthority.authority_id "
    "HAVING count(*) > 0)"
)
_NO_OTHER_ROLES = (
    "cardinality(roles) > 0 AND "
    "roles <@ ARRAY['programme_lead', 'consultant', 'trainer', 'evaluator']::varchar[]"
)
_ANOTHERS = f"user_id <> {USER} AND {_LEADS}"
# whom to ask in an authority is its director's to say, or the programme's lead's
_NAMED = f"user_id IS NULL AND {_DIRECTS} AND {IN_PROGRAMME}"
_NAMED_ROLE = (
    "EXISTS (SELECT 1 FROM programme_heldrole h WHERE h.id = role_id "
    f"AND h.authority_id = {AUTHORITY})"
)
_EVERYBODY = ("read", "FOR SELECT USING (true)")
_SEEN = ("read", f"FOR SELECT USING ({MEMBER} OR {IN_PROGRAMME})")
_BETWEEN = ("read", f"FOR SELECT USING ({MEMBER} OR {OURS})")
_BY_LEAD = ("add", f"FOR INSERT WITH CHECK ({_LEADS})")

Rules = tuple[tuple[str, str], ...]

OPEN_TO_READ: Final[dict[str, Rules]] = {
    "platform_programme": (
        _EVERYBODY,
        ("add", f"FOR INSERT WITH CHECK (EXISTS ({_LED}))"),
        ("change", f"FOR UPDATE USING (id IN ({_LED})) WITH CHECK (id IN ({_LED}))"),
    ),
    "platform_programmeauthority": (
        _EVERYBODY,
        (
            "add",
            f"FOR INSERT WITH CHECK ({_DIRECTS} AND {_AGREED_NOW} "
            f"AND joined_on >= {TODAY} AND left_on IS NULL AND {_IS_OUT} AND {_AGAIN})",
        ),
        (
            "change",
            f"FOR UPDATE USING ((left_on IS NULL OR left_on > {TODAY}) "
            f"AND ({_LEADS} OR {_DIRECTS})) "
            f"WITH CHECK (left_on >= {TODAY} AND left_on >= joined_on "
            f"AND {_NO_LATER_STAY} AND ({_LEADS} OR {_DIRECTS}))",
        ),
    ),
    "platform_programmemember": (
        _EVERYBODY,
        (
            "add",
            f"FOR INSERT WITH CHECK (({_FOUNDS}) OR"
            f" ({_ANOTHERS} AND {_NO_OTHER_ROLES}))",
        ),
        (
            "change",
            f"FOR UPDATE USING ({_ANOTHERS}) "
            f"WITH CHECK ({_ANOTHERS} AND {_NO_OTHER_ROLES})",
        ),
        ("end", f"FOR DELETE USING ({_ANOTHERS})"),
    ),
}
"""Tables that everybody reads. Their owner, who sets up a server, is not held."""

BY_RULES: Final[dict[str, Rules]] = {
    "platform_earliershown": (
        _SEEN,
        ("add", f"FOR INSERT WITH CHECK ({_DIRECTS} AND {IN_PROGRAMME})"),
    ),
    "programme_programmeentry": (_SEEN, _BY_LEAD),
    "programme_wave": (_SEEN, _BY_LEAD),
    "programme_waveplace": (_SEEN, _BY_LEAD),
    "programme_heldrole": (
        _SEEN,
        ("add", f"FOR INSERT WITH CHECK ({_LEADS} OR ({_NAMED}))"),
    ),
    "programme_roleended": (
        _SEEN,
        (
            "add",
            f"FOR INSERT WITH CHECK ({_LEADS} OR"
            f" ({IN_PROGRAMME} AND {_IS_DIRECTOR} AND {_NAMED_ROLE}))",
        ),
    ),
    "programme_cohortinvitation": (_BETWEEN, _BY_LEAD),
    "programme_stayended": (
        _BETWEEN,
        ("add", f"FOR INSERT WITH CHECK ({_LEADS} OR ({_DIRECTS}))"),
    ),
    "programme_invitationanswer": (
        _BETWEEN,
        (
            "add",
            "FOR INSERT WITH CHECK (at = now() AND "
            f"(({_LEADS} AND kind = 'withdrawn') OR"
            f" ({_DIRECTS} AND kind IN ('agreed', 'declined'))))",
        ),
    ),
}
"""Tables of a programme that have these rules and not the usual one."""
