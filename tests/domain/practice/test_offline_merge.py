"""What a device wrote in a house, put together with what stands at the server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.offline_merge import (
    MOST_DAYS,
    Came,
    Clock,
    Merged,
    Sent,
    findings_of,
    last_day_asked,
    merge_answers,
    merge_field,
    merge_fields,
    narrower,
    stamp_of,
)

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
NO, IF_THERE, YES = MayShow.NO, MayShow.IF_THERE, MayShow.YES
words = st.sampled_from(["", "Dad shouts", "Dad shouts at night", "I like Nan", "ü\n"])
answers = st.sampled_from(MayShow)
groups = ["parents", "network", "school"]
answered = st.dictionaries(st.sampled_from(groups), answers)
standing = st.dictionaries(st.sampled_from([*groups, "nobody"]), answers)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "came", "value"),
    [
        ("", "Dad shouts", "", Came.MINE, "Dad shouts"),
        ("I am sad", "I am sad", "I am sad", Came.SAME, "I am sad"),
        ("I am sad", "Dad shouts", "I am sad", Came.MINE, "Dad shouts"),
        ("I am sad", "I am sad", "Dad shouts", Came.THEIRS, "Dad shouts"),
        ("I am sad", "Dad shouts", "Dad shouts", Came.SAME, "Dad shouts"),
        ("I am sad", "Dad shouts", "Nan helps", Came.BOTH, "Nan helps"),
        ("I am sad", "", "Nan helps", Came.BOTH, "Nan helps"),
        ("I am sad", "", "I am sad", Came.MINE, ""),
    ],
)
def test_each_field_is_compared_in_three_wordings(
    base: str, mine: str, theirs: str, came: Came, value: str
) -> None:
    merged = merge_field(Sent(mine, stamp_of(base)), theirs)
    assert (merged.came, merged.value) == (came, value)
    assert merged.needs_somebody is (came is Came.BOTH)
    if merged.needs_somebody:
        assert (merged.mine, merged.theirs) == (mine, theirs)


@given(base=words, mine=words, theirs=words)
def test_no_wording_is_ever_lost(base: str, mine: str, theirs: str) -> None:
    """What somebody changed is either what stands after, or kept to be chosen from."""
    merged = merge_field(Sent(mine, stamp_of(base)), theirs)
    held = {merged.value, merged.mine, merged.theirs}
    assert mine in held or mine == base
    assert theirs in held or theirs == base


@given(base=words, mine=words, theirs=words)
def test_the_same_bundle_twice_changes_nothing_more(
    base: str, mine: str, theirs: str
) -> None:
    sent = Sent(mine, stamp_of(base))
    once = merge_field(sent, theirs)
    assert merge_field(sent, once.value).value == once.value


@given(base=words, mine=words, theirs=words)
def test_whoever_is_first_both_come_to_the_same(
    base: str, mine: str, theirs: str
) -> None:
    """Two devices that began from the same: the order of their sending is no matter."""
    stamp = stamp_of(base)
    one = merge_field(Sent(mine, stamp), theirs)
    other = merge_field(Sent(theirs, stamp), mine)
    assert one.needs_somebody == other.needs_somebody
    if not one.needs_somebody:
        assert one.value == other.value


def test_what_was_taken_away_does_not_come_back_by_itself_and_is_not_lost() -> None:
    merged = merge_fields({"words": Sent("Dad shouts"), "note": Sent("")}, None)
    assert merged["words"] == Merged("", Came.BOTH, mine="Dad shouts")
    assert merged["note"].came is Came.SAME


def test_fields_are_merged_one_by_one() -> None:
    merged = merge_fields(
        {
            "words": Sent("Dad shouts", stamp_of("Dad")),
            "drawing": Sent("[1]"),
            "place": Sent("At Nan's", stamp_of("Nan's")),
        },
        {"words": "Dad", "place": "At school"},
    )
    assert {name: one.came for name, one in merged.items()} == {
        "words": Came.MINE,
        "drawing": Came.MINE,
        "place": Came.BOTH,
    }


SCHOOL_NO = {"school": NO}
NOBODY = {"nobody": NO}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "written"),
    [
        # the child said yes in the visit, and nobody else asked
        ({}, {"school": YES}, {}, {"school": YES}),
        (SCHOOL_NO, {"school": YES}, SCHOOL_NO, {"school": YES}),
        ({"school": YES}, SCHOOL_NO, {"school": YES}, SCHOOL_NO),
        # a month-old device does not undo a newer no
        ({"school": YES}, {"school": YES}, SCHOOL_NO, {}),
        ({}, {"school": YES}, {"school": IF_THERE}, {"school": IF_THERE}),
        ({"school": IF_THERE}, SCHOOL_NO, {"school": YES}, SCHOOL_NO),
        # "no" at the office is not the same as not asked
        ({}, {"school": YES}, SCHOOL_NO, SCHOOL_NO),
        # what the office wrote of one audience narrows every other
        ({}, {"school": YES}, {"parents": NO}, {}),
        ({"parents": YES}, {"parents": YES, "school": YES}, NOBODY, {}),
        ({}, SCHOOL_NO, NOBODY, SCHOOL_NO),
    ],
)
def test_who_may_see_it_is_never_wider_than_the_child_said(
    base: dict[str, MayShow],
    mine: dict[str, MayShow],
    theirs: dict[str, MayShow],
    written: dict[str, MayShow],
) -> None:
    assert merge_answers(base, mine, theirs) == written


def test_the_same_no_said_again_at_the_office_counts_against_a_yes() -> None:
    said = {"school": NO}, {"school": YES}, {"school": NO}
    assert merge_answers(*said, is_newer_there=True) == {"school": NO}


@given(base=answered, mine=answered, theirs=standing, is_newer=st.booleans())
def test_nothing_gets_wider_past_what_was_chosen_at_the_server_since(
    base: dict[str, MayShow],
    mine: dict[str, MayShow],
    theirs: dict[str, MayShow],
    is_newer: bool,
) -> None:
    written = merge_answers(base, mine, theirs, is_newer_there=is_newer)
    assert written.keys() <= mine.keys()
    for who, answer in written.items():
        assert narrower(answer, mine[who]) is answer
        if is_newer or theirs != base:
            assert narrower(answer, theirs.get(who, NO)) is answer
        else:
            assert answer is mine[who]


@given(st.lists(answers))
def test_narrower_is_the_least_and_asking_nobody_is_no(given_: list[MayShow]) -> None:
    found = narrower(*given_)
    assert found is (
        NO if NO in given_ or not given_ else IF_THERE if IF_THERE in given_ else YES
    )


def test_a_wrong_clock_is_put_right_and_said() -> None:
    clock = Clock.seen(sent_at=NOON - timedelta(hours=3), received_at=NOON)
    assert clock.corrected(NOON - timedelta(hours=4)) == NOON - timedelta(hours=1)
    assert clock.corrected(NOON + timedelta(days=9)) == NOON
    (finding,) = findings_of(clock, oldest=NOON, merged=(), was_removed=False)
    assert finding.rule == "R-OF1"
    assert finding.message == "The clock of this device is 3 hours behind"
    assert not finding.is_blocking


@pytest.mark.parametrize(
    ("skew", "said"),
    [
        (timedelta(minutes=-30), "30 minutes ahead"),
        (timedelta(days=40), "40 days behind"),
        (timedelta(minutes=4), ""),
    ],
)
def test_how_wrong_a_clock_is_is_said_roughly(skew: timedelta, said: str) -> None:
    found = findings_of(Clock(skew, NOON), oldest=NOON, merged=(), was_removed=False)
    assert [one.message.endswith(said) for one in found] == ([True] if said else [])


def test_a_device_a_month_stale_asks_the_child_again() -> None:
    (finding,) = findings_of(
        Clock(timedelta(), NOON),
        oldest=NOON - timedelta(days=31),
        merged=(),
        was_removed=False,
    )
    assert finding.message == "This visit was 31 days on the device"
    assert "Ask the child again" in finding.suggestion


@pytest.mark.parametrize(
    ("asked", "was_removed", "said"),
    [
        (1, False, "One answer was changed by somebody else while you were away"),
        (2, False, "2 answers were changed by somebody else while you were away"),
        (2, True, "Something of this visit was taken away at the office meanwhile"),
    ],
)
def test_what_cannot_be_put_together_is_said(
    asked: int, was_removed: bool, said: str
) -> None:
    both = Merged("a", Came.BOTH, "b", "a")
    found = findings_of(
        Clock(timedelta(), NOON),
        oldest=NOON,
        merged=[both] * asked,
        was_removed=was_removed,
    )
    assert [one.message for one in found] == [said]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (1, "One name that the child said is not one person's for certain"),
        (2, "2 names that the child said are not one person's for certain"),
    ],
)
def test_a_name_in_doubt_is_said(names: int, said: str) -> None:
    (finding,) = findings_of(
        Clock(timedelta(), NOON), oldest=NOON, merged=(), was_removed=False, names=names
    )
    assert (finding.rule, finding.message) == ("R-OF6", said)


@pytest.mark.parametrize(
    ("days", "is_fine"),
    [(0, False), (1, True), (MOST_DAYS, True), (MOST_DAYS + 1, False), (-1, False)],
)
def test_a_childs_name_is_on_a_device_for_some_days_only(
    days: int, is_fine: bool
) -> None:
    assert (last_day_asked(days) == "") is is_fine
