"""Searching, reaching for people, and what they answered."""

from __future__ import annotations

from typing import Any

from kinfold.family_finding.forms.fields import DetailsForm, line, one_of, words
from kinfold.networks.forms.fields import past_day
from kinfold.platform.word_fields import LONGEST_REASON
from kinfold_core.practice.family_finding.details import (
    AttemptDetails,
    ReplyDetails,
    SearchDetails,
)
from kinfold_core.practice.family_finding.words import Basis, Method, Source, Willing

SOURCES = [one for one in Source.choices() if one[0] != Source.KNOWN]


class SearchForm(DetailsForm):
    makes = SearchDetails
    source = one_of("Where did you search?", SOURCES, "Choose where you searched")
    query = words("What did you search for?", "Say what you searched for")
    basis = one_of(
        "By what right?", Basis.choices(), "Choose by what right you searched"
    )
    basis_words = line(
        "How does that right apply here?", "Say how that right applies here",
        "For example: “Leanne signed on 3 May that we may read the old file”",
        longest=LONGEST_REASON,
    )  # fmt: skip
    result = words(
        "What came of it?", "Say what came of it. “Nothing” is an answer too",
        "“Nothing” is an answer too. Names go on the list",
    )  # fmt: skip
    searched_by = line("Who searched?", "Say who searched")
    searched_on = past_day("When?")

    def __init__(self, data: Any = None, *, me: str) -> None:
        super().__init__(data, initial={"searched_by": me})


class ReachForm(DetailsForm):
    makes = AttemptDetails
    method = one_of("How did you reach for them?", Method.choices(), "Choose how")
    message = words(
        "With which words?", "Write the words you used",
        "As you said or wrote them, so that the next person can begin there", rows=3,
    )  # fmt: skip
    allowed_by = line(
        "Who allowed this contact?",
        "The adoption is private: say who allowed this contact",
        longest=LONGEST_REASON,
    )
    attempted_on = past_day("When?")

    def __init__(self, data: Any = None, *, is_adoption_private: bool) -> None:
        super().__init__(data)
        if not is_adoption_private:
            del self.fields["allowed_by"]


class ReplyForm(DetailsForm):
    makes = ReplyDetails
    willing = one_of(
        "What do they want to be?", Willing.choices(), "Choose what they want to be"
    )
    knows = words(
        "What do they know or remember of the child or the parents?",
        help_text="Stories, photographs, and who else there is",
    )
    offers = words(
        "What do they offer?",
        help_text="For example: “A bed on hard weekends; a call every Sunday”",
    )
    words = words(
        "What did they say?", "Write what they said, in their words",
        "In their own words", rows=3,
    )  # fmt: skip
    replied_on = past_day("When?")

    field_order = ("willing", "words", "knows", "offers", "replied_on")
