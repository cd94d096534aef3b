"""Who is looking, and how they stand to a row, as conditions of a database policy."""

from __future__ import annotations

from typing import Final

_SET = "NULLIF(current_setting('app.{}', true), '')"
AUTHORITY: Final = f"(SELECT {_SET.format('authority_id')}::uuid)"
USER: Final = f"(SELECT {_SET.format('user_id')}::bigint)"
OURS: Final = f"authority_id = {AUTHORITY}"
_MEMBERS = "SELECT m.programme_id FROM platform_programmemember m WHERE m.user_id ="
MEMBER: Final = f"programme_id IN ({_MEMBERS} {USER})"
# the day as it is in England, as everywhere in Kinfold: CURRENT_DATE is the server's
TODAY: Final = "(now() AT TIME ZONE 'Europe/London')::date"
_STILL_IN = f"a.joined_on <= {TODAY} AND (a.left_on IS NULL OR a.left_on > {TODAY})"
_PLACES = "SELECT a.programme_id FROM platform_programmeauthority a WHERE"
IN_PROGRAMME: Final = (
    f"programme_id IN ({_PLACES} {_STILL_IN} AND a.authority_id = {AUTHORITY})"
)
OF_PROGRAMME: Final = f"{MEMBER} OR {IN_PROGRAMME}"
OF_PLACE: Final = f"{MEMBER} OR ({OURS} AND {IN_PROGRAMME})"
_PAIRS = "SELECT a.programme_id, a.authority_id FROM platform_programmeauthority a"
GIVER_IS_IN: Final = f"(programme_id, authority_id) IN ({_PAIRS} WHERE {_STILL_IN})"
# the stay that lasts, and what shows what was written before it
_STAY = "SELECT 1 FROM platform_programmeauthority a WHERE"
_SHOWN_AGAIN = (
    "SELECT 1 FROM platform_earliershown e WHERE e.programme_id = a.programme_id "
    "AND e.authority_id = a.authority_id AND e.joined_on = a.joined_on"
)


def of_this_stay(table: str, or_else: str = "false") -> str:
    """The authority of the row is in the programme, and the row is not of a stay before
    the one that lasts; `or_else` asks more of that stay, `a`, and shows those too."""
    its = f"a.programme_id = {table}.programme_id AND a.authority_id = {table}"
    since = f"a.again_at IS NULL OR a.again_at <= {table}.at"
    return (
        f"EXISTS ({_STAY} {its}.authority_id AND {_STILL_IN} "
        f"AND ({since} OR {or_else}))"
    )


def of_this_stay_or_shown(table: str) -> str:
    """As `of_this_stay`; of the stays before too, where the authority shows those."""
    return of_this_stay(table, f"EXISTS ({_SHOWN_AGAIN})")


ON_SHELF: Final = f"(only_for_id IS NULL OR only_for_id = {AUTHORITY})"
