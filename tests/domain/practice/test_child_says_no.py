"""A child's new no: which choices open nothing to anybody."""

from __future__ import annotations

import pytest

from kinfold_core.practice.child_sharing import Choice, narrows


@pytest.mark.parametrize(
    ("said", "audience", "answer", "is_narrower"),
    [
        ("yes", "parents", "no", True),
        ("yes", "parents", "if_there", True),
        ("no", "parents", "if_there", False),
        ("if_there", "parents", "yes", False),
        ("yes", "school", "yes", False),
        ("yes", "nobody", "no", True),
    ],
)
def test_a_new_no_opens_nothing_that_was_not_open_before(
    said: str, audience: str, answer: str, is_narrower: bool
) -> None:
    before = (Choice(audience="parents", answer=said),)
    assert narrows(before, Choice(audience=audience, answer=answer)) is is_narrower
