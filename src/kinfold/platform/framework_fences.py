"""What each may reach of an authority's reviews against the framework, below its pages.

A review stands between the programme and one authority. Of one that joined again, the
programme reads those of its stay that lasts, until it shows the others too. While a
review is open, what somebody says of a part is read by whoever wrote it down and by
nobody else; closed, by the authority and the programme's members, and of whoever handed
in alone. It closes when nobody is waited for. Nobody hands in for somebody else, or
takes over their name: who a rater is may not be written again.
"""

from __future__ import annotations

from typing import Final

from kinfold.platform.fence_rules import (
    IN_PROGRAMME,
    MEMBER,
    OF_PLACE,
    OURS,
    USER,
    of_this_stay_or_shown,
)

_MINE = f"{OURS} AND {IN_PROGRAMME}"


def _seen(table: str) -> str:
    return f"({_MINE}) OR ({MEMBER} AND {of_this_stay_or_shown(table)})"


_READ = "SELECT v.id FROM framework_review v"
# the policies of the raters and of the review hold within these questions too
_WAITS_FOR = (
    "SELECT r.review_id FROM framework_rater r "
    "WHERE r.handed_in_on IS NULL AND r.set_aside_why = ''"
)
_MAY_CLOSE = f"closed_on IS NULL OR id NOT IN ({_WAITS_FOR})"
_OPEN = "SELECT v.id FROM framework_review v WHERE v.closed_on IS NULL"
_IS_ME = f"account = {USER} OR (account IS NULL AND by_user_id = {USER})"
_IN_BY_ME = f"handed_in_on IS NULL OR {_IS_ME}"
_RATING = "SELECT r.id FROM framework_rater r WHERE r.set_aside_why = ''"
_ME = f"r.account = {USER} OR (r.account IS NULL AND r.by_user_id = {USER})"
_TOLD = (
    "SELECT r.id FROM framework_rater r JOIN framework_review v ON v.id = r.review_id "
    "WHERE r.handed_in_on IS NOT NULL AND v.closed_on IS NOT NULL"
)

FRAMEWORK: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    # who rates locks the review: PostgreSQL asks for the right to change it
    "framework_review": (
        ("read", f"FOR SELECT USING ({_seen('framework_review')})"),
        ("add", f"FOR INSERT WITH CHECK ({_MINE} AND closed_on IS NULL)"),
        (
            "change",
            f"FOR UPDATE USING ({OF_PLACE}) WITH CHECK ({_MINE} AND ({_MAY_CLOSE}))",
        ),
    ),
    # what a review was for before is read with it
    "framework_reviewversion": (
        ("read", f"FOR SELECT USING (review_id IN ({_READ}))"),
        ("add", f"FOR INSERT WITH CHECK ({OF_PLACE})"),
    ),
    "framework_rater": (
        ("read", f"FOR SELECT USING ({_seen('framework_rater')})"),
        (
            "add",
            f"FOR INSERT WITH CHECK ({_MINE} AND by_user_id = {USER} "
            f"AND handed_in_on IS NULL AND review_id IN ({_OPEN}))",
        ),
        (
            "change",
            f"FOR UPDATE USING (({OF_PLACE}) AND ({_IN_BY_ME})) "
            f"WITH CHECK ({_MINE} AND ({_IN_BY_ME}))",
        ),
    ),
    "framework_rating": (
        (
            "read",
            f"FOR SELECT USING (({OF_PLACE}) AND "
            f"(by_user_id = {USER} OR rater_id IN ({_TOLD})))",
        ),
        (
            "add",
            f"FOR INSERT WITH CHECK ({_MINE} AND by_user_id = {USER} "
            f"AND rater_id IN ({_RATING} AND ({_ME})))",
        ),
    ),
}
"""By table, in place of the policy of the programme that any other table has."""


def _changed(*names: str) -> str:
    return ", ".join(("SELECT, INSERT", *(f"UPDATE ({name})" for name in names)))


FRAMEWORK_GRANTS: Final = {
    "framework_review": _changed(
        "day", "why", "who_rates", "version",
        "closed_on", "closed_by", "parts_low", "parts_apart",
    ),
    "framework_rater": _changed("handed_in_on", "set_aside_why", "parts_rated"),
}  # fmt: skip
"""What the application may do, where it may do less than elsewhere."""
