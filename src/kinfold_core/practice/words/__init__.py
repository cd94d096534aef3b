"""Word lists, as data: what is looked for in a text, language by language.

The lists of a language are the modules of this folder that bear its key: `en`, and
`en_story` beside it. Another language is another module with the same lists, and no
code changes. English is looked at unless `looking_in` says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Protocol, cast


class WordLists(Protocol):
    """Every list a language must have; `en` says what each is for."""

    LABELS: str
    ACRONYMS: str
    NAMELESS: tuple[str, ...]
    OWNERS: frozenset[str]
    PASSIVE: tuple[str, ...]
    LIKELIHOOD: tuple[str, ...]
    GROUPS: frozenset[str]
    FUTURE: tuple[str, ...]
    MORE_TOPICS: tuple[str, ...]
    NOT_DOING: tuple[str, ...]
    SERVICES: tuple[str, ...]
    SERVICES_EXCEPT: tuple[str, ...]
    HOW: tuple[str, ...]
    HOW_OF_BOTTOM_LINES: tuple[str, ...]
    DIAGNOSES: tuple[str, ...]
    EMPTY: frozenset[str]
    SEVERITY: tuple[str, ...]
    DURATION: tuple[str, ...]
    GENERIC_ANCHORS: tuple[str, ...]
    BLAME: tuple[str, ...]
    NOT_BLAME: tuple[str, ...]


class MissingWordsError(LookupError):
    """A language has no lists, or not all of them."""


_language: ContextVar[str] = ContextVar("language of the words", default="en")


@contextmanager
def looking_in(language: str) -> Iterator[None]:
    """Look at words in this language until the end of the block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def word_lists() -> WordLists:
    """The lists of the language that words are looked at in.

    Raises:
        MissingWordsError: that language has none, or lacks some.
    """
    return lists_of(_language.get())


@lru_cache(maxsize=16)
def lists_of(language: str) -> WordLists:
    """The lists of a language.

    Raises:
        MissingWordsError: it has none, or lacks some; the message names them.
    """
    found: dict[str, object] = {}
    for module in iter_modules(__path__):
        if module.name == language or module.name.startswith(f"{language}_"):
            lists = vars(import_module(f"{__name__}.{module.name}"))
            found |= {n: v for n, v in lists.items() if n.isupper() and n[0] != "_"}
    missing = sorted(WordLists.__annotations__.keys() - found.keys())
    if missing:
        raise MissingWordsError(f"{language} has no list {', '.join(missing)}")
    return cast("WordLists", SimpleNamespace(**found))
