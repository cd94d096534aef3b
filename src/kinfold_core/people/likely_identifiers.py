"""What in somebody's words may still say who a person is: looked for, never certain.

An open answer or a story is kept for many readers, so whoever takes it in is shown
each name, date, address or number in it first and decides. It is better shown once too
often: words with a capital that no sentence asks for are a likely name, and so is a
usual given name without one. Of texts that are looked through together, what is a name
in one is found in small letters in all. A surname or a street that is in small letters
wherever it stands is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_core.people.nicknames import GIVEN_NAME_GROUPS


class Identifier(StrEnum):
    """A kind of words that tell who somebody is."""

    EMAIL = "email"
    ADDRESS = "address"
    BIRTH = "birth"
    PHONE = "phone"
    NUMBER = "number"
    NAME = "name"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def mask(self) -> str:
        return f"[{self.label}]"


LABELS: Final = {
    Identifier.EMAIL: "an e-mail address",
    Identifier.ADDRESS: "an address",
    Identifier.BIRTH: "a date",
    Identifier.PHONE: "a telephone number",
    Identifier.NUMBER: "a number",
    Identifier.NAME: "a name",
}


@dataclass(frozen=True, slots=True, order=True)
class Likely:
    """Words that may say who somebody is, and why they are thought to."""

    kind: Identifier
    words: str


_MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_STREETS: Final = (
    r"(?:street|road|lane|avenue|close|drive|crescent|terrace|court|way|gardens|grove"
    r"|place|row|hill|walk|square|rise|mews|park)"
)
_STREET: Final = re.compile(_STREETS)
SHORTEST_ALONE: Final = 4
"""Shorter words of a name are other words too often in small letters."""
_WORN: Final = (
    # tried only where such a run begins, or a long one is read once for each letter
    (Identifier.EMAIL, r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (Identifier.ADDRESS, r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"),
    (Identifier.ADDRESS, rf"\b\d{{1,4}}[a-z]?,? (?:[a-z'’]+ ){{1,3}}{_STREETS}\b"),
    (Identifier.BIRTH, r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?:\d{2})?\b"),
    (Identifier.BIRTH, r"\b\d{4}-\d{2}-\d{2}\b"),
    (
        Identifier.BIRTH,
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS},? \d{{4}}\b",
    ),
    (Identifier.BIRTH, rf"\b{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"),
    (Identifier.PHONE, r"(?<!\w)(?:\+\d{2} ?(?:\(0\))?|\(?0)\d[\d ()-]{7,12}\d\b"),
    (Identifier.NUMBER, r"\b\d{3}[ -]\d{3}[ -]\d{4}\b|\b\d{6,}\b"),
)
"""Each kind by how it is written, surest first: what one took, no other sees."""
_PATTERNS: Final = tuple((kind, re.compile(how, re.I)) for kind, how in _WORN)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# names given in England that the groups of short forms do not hold
_USUAL: Final = _words("""
    aarav aaron abdul adele ahmed aiden aliyah amara amari amelia amir amira aria arlo
    arthur asha ashton asher ava bilal blake bonnie brandon brooke caleb callum cameron
    chantelle chloe cody connor courtney daisy darcy dean declan dexter dylan ebony eden
    elijah elsie erin esme ethan evan evie ezra farah fatima felix finlay fiona freya
    gemma gracie hamza harper harvey hassan heidi hugo ibrahim imran iris isla ivy jada
    jade jaden jaxon jay jenson jude kai kayden kayla keira kelly kelsey khadija kian
    kyle layla leah leanne leo levi liam logan lola luca luna mariam marley mason maryam
    maya mia mila mina musa nadia nathan nevaeh niamh noah oakley olivia omar orla oscar
    owen paige poppy priya rafael ravi reece reggie reuben rhys riley roman rory rowan
    ryan sadia samira savannah scarlett shannon sienna skye sonny summer tariq teagan
    theo toby tyler violet willow yasmin yusuf zac zain zara zayn zoe
""")
_GIVEN: Final = _USUAL.union(*GIVEN_NAME_GROUPS)
_ORDINARY: Final = _words("""
    ad al ant art bill blake bob carol char chuck cliff dean del den dick dolly dom dot
    drew ebony eden em ems frank gabby gill iris ivy jack jade jan jay kit lily lou mark
    mason md mo ned pat pip poppy roman rose rosemary rowan sandy shell si sonny sue
    summer tam tash trace val violet wain wen will willow win
""")
"""Given names that without a capital are far more often another word."""
_GIVEN_SMALL: Final = _GIVEN - _ORDINARY
TITLES: Final = _words("""
    mr mrs ms miss dr sir dame auntie aunty aunt uncle nan nana nanny grandma granny
    grandad grandpa mum dad sister brother pc sgt father reverend
""")
"""Who somebody is to somebody; nobody's name."""
SHORT_TITLES: Final = _words("mr mrs ms dr sgt")
"""Those that a full stop may stand after without ending a sentence."""
_COMMON: Final = _words("""
    i a an and any are as at because before but by can could did do does each even
    every everybody everyone families family for from get give good had has have he her
    here his how if in is it its just keep let listen make many mark may maybe me more
    most much my need needs never no nobody none not now of on once one only or our out
    people please read see she should since so social some staff still talk teams than
    thank thanks that the their them then there these they things this those to too we
    well were what when where which while who why will with work worked workers would
    yes yet you your art children child council grace hope joy sometimes supervision
    training managers monday tuesday wednesday thursday friday saturday sunday mondays
    tuesdays wednesdays thursdays fridays saturdays sundays january
    february march april june july august september october november december christmas
    easter whitsun diwali ramadan eid english england britain british welsh scottish
    irish polish wales scotland ireland uk signs safety danger goal scale kinfold
    mapping words pictures house wizards three houses network plan plans act bbc gp nhs
    covid google whatsapp zoom facebook
""")
"""What begins with a capital and names nobody."""
_ALSO_NAMES: Final = _words("art grace hope joy mark will")
"""Names of people, except where they begin a sentence."""
_MONTHS_TOO: Final = _words("april may june august")
"""Names of people as well, where the record knows one who is called so."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS: Final = re.compile(r"\w+")
_BEFORE_STOP: Final = re.compile(r"(?<!\w)(\w+)\.$")
_ENDS: Final = frozenset(".!?:;\n•-–—/\t")


def is_usual_given_name(word: str) -> bool:
    """One that is hardly ever another word, also in small letters."""
    return word.casefold() in _GIVEN_SMALL


def names_nobody(word: str) -> bool:
    """A word of a name that says no more than who somebody is to somebody."""
    small = word.casefold()
    return small not in _ALSO_NAMES and small in _COMMON | TITLES


def names_somebody_too(word: str) -> bool:
    """A word that is in ordinary use and that somebody may be called: April, Grace."""
    return word.casefold() in _ALSO_NAMES | _MONTHS_TOO | _ORDINARY


def is_an_ordinary_word(word: str) -> bool:
    """One that often stands where nobody is meant."""
    return word.casefold() in _COMMON | TITLES | _ORDINARY


def likely_identifiers(text: str) -> tuple[Likely, ...]:
    """Each once, however often it is said; sorted by kind, so that two looks agree."""
    found: set[Likely] = set()
    for kind, pattern in _PATTERNS:
        for match in list(pattern.finditer(text)):
            found.add(Likely(kind, match.group().strip()))
            # a full stop, so that what stands before and after is not read as one
            gap = "." * len(match.group())
            text = text[: match.start()] + gap + text[match.end() :]
    found |= {Likely(Identifier.NAME, words) for words in _names(text)}
    return tuple(sorted(found))


def likely_in(texts: Iterable[str]) -> tuple[Likely, ...]:
    """Of texts that come together: the names in one are looked for in all of them.

    In small letters whole names are, and each word of one that is seldom another word.
    """
    texts = tuple(texts)
    found = {one for text in texts for one in likely_identifiers(text)}
    names = {one.words for one in found if one.kind is Identifier.NAME}
    words = {word for text in texts for word in _LETTERS.findall(text)}
    for small in {form for name in names for form in _in_small(name)}:
        # most are one word, and one look for all of them is enough
        if words.issuperset(_LETTERS.findall(small)) and any(
            _stands_in(text, small) for text in texts
        ):
            found.add(Likely(Identifier.NAME, small))
    return tuple(sorted(found))


def _stands_in(text: str, words: str) -> bool:
    whole = rf"(?<!\w){re.escape(words)}(?!\w)"
    return words in text and re.search(whole, text) is not None


def _in_small(name: str) -> set[str]:
    small = re.sub("['’]s$", "", name).casefold()
    words = small.split()
    # the first of several may only begin a sentence: "Ask Leanne"
    alone = [word for word in words[1:] or words if word not in _GIVEN]
    telling = {
        word
        for word in alone
        if len(word) >= SHORTEST_ALONE
        and word not in _COMMON | TITLES | _ORDINARY
        and not _STREET.fullmatch(word)
    }
    return telling | ({small} if len(words) > 1 else set())


def masked(text: str, hidden: Iterable[Likely]) -> str:
    """The text with what kind of words stood there, in place of the words."""
    for one in sorted(hidden, key=lambda one: -len(one.words)):
        whole = rf"(?<!\w){re.escape(one.words)}(?!\w)"
        text = re.sub(whole, one.kind.mask, text)
    return text


def masked_wherever(text: str, words: str, mask: Identifier) -> str:
    """The text with the mask wherever the words stand whole, in whatever letters."""
    whole = rf"(?<!\w){re.escape(words)}(?!\w)"
    return re.sub(whole, mask.mask, text, flags=re.IGNORECASE)


def _names(text: str) -> set[str]:
    """Runs of words that may be of a name: see `_may_name`."""
    found = set()
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if run and not (_follows(text, run[-1], match) and _may_name(match)):
            found |= _name_in(text, run)
            run = []
        if _may_name(match):
            run.append(match)
    found |= _name_in(text, run)
    return found


def _follows(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether they may be of one name: "Chioma Okafor", "C. Okafor", "Mrs. Okafor"."""
    gap = text[one.end() : other.start()]
    return gap == " " or (gap == ". " and _is_shortened(one.group()))


def _may_name(match: re.Match[str]) -> bool:
    """Begins with a capital and is not all capitals, unless it is a given name shouted;
    or is a given name in small letters, as people type in a hurry."""
    word = match.group()
    if word[0].islower():
        return re.split("['’-]", word)[0] in _GIVEN_SMALL
    is_shouted = len(word) > 1 and word.isupper()
    return word[0].isupper() and (not is_shouted or word.casefold() in _GIVEN)


def _name_in(text: str, run: list[re.Match[str]]) -> set[str]:
    """The name in such words beside one another, if there is one."""
    while run and _names_nobody(text, run[0]):
        run = run[1:]
    while run and _names_nobody(text, run[-1]):
        run = run[:-1]
    if not run:
        return set()
    first = run[0]
    is_only_a_beginning = (
        len(run) == 1
        and _owner(first) == first.group().casefold()
        and _owner(first) not in _GIVEN
        and begins_a_sentence(text, first.start())
    )
    return set() if is_only_a_beginning else {text[first.start() : run[-1].end()]}


def _names_nobody(text: str, match: re.Match[str]) -> bool:
    word = match.group().casefold()
    if word in _ALSO_NAMES:
        return begins_a_sentence(text, match.start())
    before = re.split("['’]", word)[0]
    is_both = before in _ALSO_NAMES
    return not is_both and bool({word, _owner(match), before} & (_COMMON | TITLES))


def _owner(match: re.Match[str]) -> str:
    """The word without "'s": an owner is named also where a sentence begins."""
    return match.group().casefold().removesuffix("'s").removesuffix("’s")


def begins_a_sentence(text: str, start: int) -> bool:
    """Whether a capital there says nothing, because any word would have one."""
    before = text[:start].rstrip(" \"'“‘(*")
    if not before or before[-1] != ".":
        return not before or before[-1] in _ENDS
    last = _BEFORE_STOP.search(before[-6:])  # the longest of them, the stop, one more
    return last is None or not _is_shortened(last[1])


def _is_shortened(word: str) -> bool:
    """Whether a full stop after it may be its own: a title or an initial."""
    return word.casefold() in SHORT_TITLES or (len(word) == 1 and word.isupper())
