"""Two people changed one thing: what each of them changed, and who chooses what.

Compared are plain values, as a revision keeps them: the wording both began from, theirs
and mine. What only one of them changed is no question. What both changed alike is none
either. The rest the writer chooses, thing by thing. No queries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Generic, TypeVar

from django.http import QueryDict

THEIRS, MINE = "theirs", "mine"
ASKED = "whose"
_UNKNOWN = object()


# a frozen dataclass of what somebody wrote
WordsT = TypeVar("WordsT", bound=Any)


@dataclass(frozen=True, slots=True)
class Merged(Generic[WordsT]):
    """Both people's changes in one wording, as far as that can be said.

    Attributes:
        words: mine where I changed something, theirs where only they did.
        questions: names of what both changed, and nobody has chosen between.
        taken: names of what only they changed.
    """

    words: WordsT
    questions: tuple[str, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a writer was asked and what they chose, by the name of the thing."""

    asked: frozenset[str] = frozenset()
    chosen: Mapping[str, str] = field(default_factory=dict)


def choices_in(sent: QueryDict) -> Choices:
    """What was chosen on the page that showed both wordings."""
    asked = frozenset(sent.getlist(ASKED))
    answers = {name: sent.get(f"{ASKED}_{name}", "") for name in asked}
    right = {name: one for name, one in answers.items() if one in {THEIRS, MINE}}
    return Choices(asked, right)


def merge(
    theirs: WordsT,
    mine: WordsT,
    *,
    base: Mapping[str, Any] | None,
    plain: Callable[[Any], Mapping[str, Any]],
    choices: Choices,
) -> Merged[WordsT]:
    """Theirs and mine in one wording; `base` is None when it is not known any more."""
    their_words, my_words = plain(theirs), plain(mine)
    from_them, questions, taken = [], [], []
    for name in (one.name for one in fields(mine)):
        began = (base or {}).get(name, _UNKNOWN)
        choice = choices.chosen.get(name)
        if their_words[name] == my_words[name]:
            continue
        if choice == THEIRS:
            from_them.append(name)
        elif choice is None and name in choices.asked:
            questions.append(name)
        elif choice is None and my_words[name] == began:
            from_them.append(name)
            taken.append(name)
        elif choice is None and their_words[name] != began:
            questions.append(name)
    words = replace(mine, **{name: getattr(theirs, name) for name in from_them})
    return Merged(words, tuple(questions), tuple(taken))
