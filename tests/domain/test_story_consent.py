"""A story is shown while whoever told it agrees, and its words go when they said."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.practice.story_consent import (
    Consent,
    Standing,
    deleted_on,
    is_to_be_deleted,
    standing_of,
    what_is_missing,
)

UNTIL = date(2026, 6, 30)
AGREED = Consent(UNTIL, 14)
WITHDRAWN = Consent(UNTIL, 14, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("consent", "today", "standing", "is_deleted"),
    [
        (AGREED, date(2026, 6, 30), Standing.SHOWN, False),
        (AGREED, date(2026, 7, 1), Standing.OVER, False),
        (AGREED, date(2026, 7, 13), Standing.OVER, False),
        (AGREED, date(2026, 7, 14), Standing.OVER, True),
        (WITHDRAWN, date(2026, 3, 1), Standing.WITHDRAWN, False),
        (WITHDRAWN, date(2026, 3, 15), Standing.WITHDRAWN, True),
        (Consent(UNTIL, 0), UNTIL, Standing.SHOWN, False),
        (Consent(UNTIL, 0, UNTIL), UNTIL, Standing.WITHDRAWN, True),
    ],
)
def test_it_is_shown_and_deleted_by_the_day(consent, today, standing, is_deleted):
    assert standing_of(consent, today) is standing
    assert is_to_be_deleted(consent, today) is is_deleted


def test_the_day_of_deleting_counts_from_when_consent_was_over():
    assert deleted_on(AGREED) == date(2026, 7, 14)
    assert deleted_on(WITHDRAWN) == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, set()),
        ({"teller": "child"}, {"explained_by"}),
        ({"teller": "parent", "explained_by": " "}, {"explained_by"}),
        ({"teller": "family", "explained_by": "Bea"}, set()),
        ({"until": date(2026, 1, 4)}, {"until"}),
        ({"until": date(2029, 1, 5)}, set()),
        ({"until": date(2029, 1, 6)}, {"until"}),
        ({"given_on": date(2024, 2, 29), "until": date(2027, 2, 28)}, set()),
        ({"given_on": date(2024, 2, 29), "until": date(2027, 3, 1)}, {"until"}),
        ({"days_kept": 91}, {"days_kept"}),
        ({"days_kept": -1}, {"days_kept"}),
    ],
)
def test_consent_counts_when_nothing_is_missing(changed, missing):
    usual = {
        "teller": "worker",
        "explained_by": "",
        "given_on": date(2026, 1, 5),
        "until": date(2026, 12, 31),
        "days_kept": 14,
    }
    assert what_is_missing(**{**usual, **changed}).keys() == missing
