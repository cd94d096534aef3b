"""Reading age: how old most people need to be to read a text with ease.

Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, 1975) plus five, the
age at which a child in England begins that school year. Written here because the known
library (textstat) fetches a dictionary from the network when first asked, and stumbles
on figures and names; a formula of one line needs neither. Names count as one syllable:
a family can read its own names.
"""

from __future__ import annotations

import re
from typing import Final

from kinfold_core.practice.wording import sentences

YEARS_ABOVE_GRADE: Final = 5
YOUNGEST: Final = 5.0

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT_END: Final = re.compile(
    r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=rl)e$|(?<![aeiouytd])(?<![bcdfgkpstz]l)ed$"
    r"|(?<![aeiouycgszx])(?<!ch)(?<!sh)(?<!l)es$|(?<=[aeiouy]l)es$"
)
_SPLIT: Final = re.compile(
    r"(?<![cstg])ia|(?<![cstgx])io|eo(?!u)|iu|ie(?=t)|[iou]ing|(?<![aeiou])ying"
    r"|(?<!q)ua[^r]|(?<=[aeiou])y[aeiou]"
)
_KNOWN: Final = {
    "people": 2, "people's": 2, "evening": 2, "evenings": 2, "every": 2, "family": 3,
    "something": 2, "sometimes": 2, "someone": 2, "home": 1, "homes": 1, "the": 1,
    "being": 2, "nobody": 3, "somewhere": 2, "everyone": 3, "everybody": 4,
    "himself": 2, "herself": 2, "themselves": 2, "police": 2, "guardian": 3, "idea": 3,
    "area": 3, "really": 2, "create": 2, "created": 3, "science": 2,
    "business": 2, "breakfast": 2, "neighbour": 2, "neighbours": 2,
    "teatime": 2, "january": 4, "february": 4,
    "nineteen": 2, "movement": 2, "sleepover": 3, "lonely": 2, "safely": 2,
    "careful": 2, "hopeful": 2,
}  # fmt: skip


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough; a figure counts by digit."""
    bare = word.casefold().replace("’", "'")
    if bare in _KNOWN:
        return _KNOWN[bare]
    if bare.isdigit():
        return len(bare)
    spoken = _SILENT_END.sub("", bare.removesuffix("'s"))
    groups = len(_VOWELS.findall(spoken)) + len(_SPLIT.findall(spoken))
    return max(1, groups)


def _names(parts: list[list[str]]) -> frozenset[str]:
    """Words written with a capital inside a sentence, without a final 's."""
    inside = (word for words in parts for word in words[1:])
    return frozenset(_bare(word) for word in inside if word[0].isupper())


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def reading_age(text: str) -> float:
    """The reading age of a text in years, never below five; five when there is none."""
    parts = [_WORD.findall(sentence) for sentence in sentences(text)]
    parts = [words for words in parts if words]
    if not parts:
        return YOUNGEST
    names = _names(parts)
    words_count = sum(len(words) for words in parts)
    syllables_count = sum(
        1 if _bare(word) in names else syllables(word)
        for words in parts
        for word in words
    )
    length = words_count / len(parts)
    grade = 0.39 * length + 11.8 * syllables_count / words_count - 15.59
    return max(YOUNGEST, grade + YEARS_ABOVE_GRADE)
