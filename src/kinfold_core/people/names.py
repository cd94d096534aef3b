"""Search keys for names as people write, say and shorten them.

Every key here is a plain function of the text, so it can be stored beside the name
and compared with `=`, `>=` and `<` (row-level security allows no cleverer operator).
Sounds are left to a kept library: see `SoundsLike` in `likeness.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from kinfold_core.people.nicknames import GIVEN_NAME_GROUPS

# Letters that Unicode does not decompose, and Cyrillic as the GOV.UK passport
# tables write it, because Ukrainian and Bulgarian names reach us in both scripts.
_LATIN: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "ħ": "h", "ŋ": "ng", "ə": "e",
}  # fmt: skip
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e",
    "є": "ie", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_TRANSLITERATION: Final = str.maketrans(_LATIN | _CYRILLIC)

_JOINING_MARKS: Final = re.compile(r"['’‘`´ʼʻ.]")
_TITLES: Final = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "lord",
     "lady", "master")
)  # fmt: skip
_NO_GIVEN_NAME: Final = frozenset(
    ("baby", "unborn", "infant", "child", "unknown", "unnamed", "not", "known",
     "yet", "nk")
)  # fmt: skip

_SHORTEST_NAME: Final = 3

_VARIANTS: Final = {
    name: group[0] for group in GIVEN_NAME_GROUPS for name in reversed(group)
}


def search_key(text: str) -> str:
    """The text in lower case without accents or marks, words parted by one space.

    `O'Brien`, `O’Brien` and `OBrien` share a key; `Smith-Jones` becomes two words,
    because people search for either half. Letters of scripts we cannot write in
    Latin are kept as they are.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    parted = unicodedata.normalize("NFKD", plain)
    bare = "".join(char for char in parted if not unicodedata.combining(char))
    joined = _JOINING_MARKS.sub("", bare.translate(_TRANSLITERATION))
    return " ".join("".join(char if char.isalnum() else " " for char in joined).split())


def name_tokens(text: str) -> tuple[str, ...]:
    """The words of a name as search keys, without titles, in the order written."""
    return tuple(word for word in search_key(text).split() if word not in _TITLES)


def compact_key(text: str) -> str:
    """The search key without spaces: `van der Berg` and `Vanderberg` are one."""
    return "".join(name_tokens(text))


def given_name_group(token: str) -> str:
    """The name that stands for a token's group of short forms and spellings.

    `liz`, `beth` and `elizabeth` all give `elizabeth`; a name in no group gives
    itself. The token must already be a search key.
    """
    return _VARIANTS.get(token, token)


KIN: Final = _TITLES | frozenset(
    ("mum", "mam", "mom", "mother", "dad", "father", "nan", "nana", "nanna", "nanny",
     "gran", "granny", "grandma", "grandmother", "grandad", "granddad", "grandpa",
     "grandfather", "aunt", "aunty", "auntie", "uncle", "cousin", "sister", "brother",
     "friend", "neighbour", "teacher", "coach", "pastor", "imam", "rabbi", "the", "and",
     "her", "his", "their", "for", "next", "door")
)  # fmt: skip
"""What many people are called, and what stands between: by itself it names nobody."""


def name_parts(names: Iterable[str]) -> set[str]:
    """Each word of the names: people are recognised by one of them."""
    return {part for name in names for part in re.split(r"[\s-]+", name) if part}


def name_within(words: str, names: Iterable[str]) -> str:
    """The first of the names that stands in the words by itself; "" when none does.

    Parts shorter than three letters are too often a word of the language.
    """
    text = words.casefold()
    for name in sorted(name.casefold() for name in names):
        if len(name) >= _SHORTEST_NAME and re.search(
            rf"(?<!\w){re.escape(name)}(?!\w)", text
        ):
            return name
    return ""


def is_given_name_missing(text: str) -> bool:
    """Whether a given name is empty or only says that there is none yet."""
    return all(token in _NO_GIVEN_NAME for token in name_tokens(text))


def prefix_bounds(text: str) -> tuple[str, str] | None:
    """The half-open range of keys that begin with the text, or None when it is empty.

    Use as `key >= low and key < high`: a prefix search an index answers under
    row-level security.
    """
    low = search_key(text)
    if not low:
        return None
    return low, low[:-1] + chr(ord(low[-1]) + 1)
