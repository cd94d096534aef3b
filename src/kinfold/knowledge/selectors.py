"""Reads of the knowledge bank; nothing that came from an authority that left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import ceil
from statistics import fmean
from typing import Final
from uuid import UUID

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVectorField,
)
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    When,
    Window,
)

from kinfold.knowledge import policy
from kinfold.knowledge.models import (
    Collected,
    Item,
    ItemRating,
    ItemUse,
    ItemVersion,
)
from kinfold.knowledge.rated import Answer, at_last_full_five
from kinfold.knowledge.searched import CONFIGS, folded
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import Programme
from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer

A_PAGE: Final = 20
MOST_SUGGESTED: Final = 3
MOST_IN_FILE: Final = 500
MOST_MEANT: Final = 3
BEGIN, END = "\x02", "\x03"
"""Around what was found. Neither can be typed into a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for."""

    words: str = ""
    kind: str = ""
    topic: str = ""
    language: str = ""
    rights: str = ""
    collection: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found: `extracts` by item, with marks around the words."""

    rows: tuple[Item, ...]
    count: int
    page: int
    extracts: dict[UUID, str]
    meant: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with all that its page shows. `average` is None below five ratings.

    `text` is empty where it is no longer to be read by this viewer; `to_take_out` are
    the collections that this viewer may take it out of.
    """

    row: Item
    text: str
    programme: Programme
    ratings: int
    average: float | None
    said: tuple[str, ...]
    uses: tuple[ItemUse, ...]
    collections: tuple[str, ...]
    to_take_out: tuple[str, ...]


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    insist(policy.may_see(viewer))
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        PermissionDenied, NotFound: as elsewhere.
    """
    insist(policy.may_see(viewer))
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def search(viewer: Viewer, asked: Asked, *, page: int) -> Found:
    """A page of items, the best match first; without words, the newest; past the last
    page, the last one. Two queries, and one more where nothing was found."""
    rows = _narrowed(viewer, asked)
    words = folded(asked.words).strip()
    if words:
        rows = _matching(rows, asked, words)
    rows = rows.order_by(*(["-rank"] if words else []), "-at", "id")
    page = max(1, page)
    ids, count = _cut(rows, page)
    if not ids and page > 1:
        page = max(1, ceil(rows.count() / A_PAGE))
        ids, count = _cut(rows, page)
    shown, extracts = _with_extracts(viewer, ids, words)
    meant = _meant(viewer, words) if words and not count else ""
    return Found(shown, count, page, extracts, meant)


def to_take_away(viewer: Viewer, asked: Asked) -> list[Item]:
    """What the search finds, for a file: the first so many, each with the text that
    this viewer may read. One query."""
    rows = _narrowed(viewer, asked)
    if words := folded(asked.words).strip():
        rows = _matching(rows, asked, words)
    found = list(rows.order_by("-at", "id")[:MOST_IN_FILE])
    for row in found:
        row.body = text_of(viewer, row)
    return found


def reads_text(viewer: Viewer, row: Item) -> bool:
    """Whether this viewer reads the text of an item, now and as it was before."""
    place, is_out = row.authority_id, row.is_taken_out
    return bool(policy.may_read_text(viewer, place, is_taken_out=is_out))


def text_of(viewer: Viewer, row: Item) -> str:
    """The text as this viewer may read it."""
    return row.body if reads_text(viewer, row) else ""


def own_standing(
    viewer: Viewer, programme_id: UUID, titles: Iterable[str]
) -> list[Item]:
    """What the viewer's own place brought under one of these titles. One query."""
    rows = _items(viewer).filter(programme=programme_id, title__in=set(titles))
    return list(rows.filter(withdrawn_on=None, **{"authority": viewer.authority_id}))


def by_ids(viewer: Viewer, programme_id: UUID, ids: Iterable[UUID]) -> dict[UUID, Item]:
    """Those of the items that are there for this viewer, by id. One query."""
    rows = _items(viewer).filter(programme=programme_id, pk__in=list(ids))
    return {one.pk: one for one in rows}


def get(viewer: Viewer, item_id: UUID, *, is_locked: bool = False) -> Item:
    """One item, locked for a change if asked.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    rows = _items(viewer).filter(pk=item_id)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"No item {item_id}")
    return found


def shown(viewer: Viewer, item_id: UUID) -> ItemShown:
    """One item with all that its page shows. Six queries."""
    row = get(viewer, item_id)
    of_it = {"programme": row.programme_id, "item": row}
    ratings = ItemRating.objects.filter(place_is_in_it(), **of_it)
    answers = ratings.order_by("at", "id").values_list("by_user_id", "score", "words")
    given = [Answer(*one) for one in answers]
    stood = at_last_full_five(given)
    # by their words: the order in which they were said could tell whose they are
    said = sorted(one.words for one in stood if one.words)
    uses = ItemUse.objects.filter(place_is_in_it(), **of_it)
    held = collected(viewer, row)
    return ItemShown(
        row=row,
        text=text_of(viewer, row),
        programme=programme(viewer, row.programme_id),
        ratings=len(stood) or len({one.by_user_id for one in given}),
        average=fmean(one.score for one in stood) if stood else None,
        said=tuple(said[:50]),
        uses=tuple(uses.order_by("-used_on", "-at")[:50]),
        collections=tuple(dict.fromkeys(one.collection for one in held)),
        to_take_out=names_to_take_out(viewer, held),
    )


def collected(viewer: Viewer, row: Item) -> list[Collected]:
    """The collections that an item is in, by name; one may be there twice, put there
    by two authorities. One query."""
    insist(policy.may_see(viewer))
    of_it = Collected.objects.filter(programme=row.programme_id, item=row)
    return list(of_it.filter(place_is_in_it()).order_by("collection", "id"))


def names_to_take_out(viewer: Viewer, held: Iterable[Collected]) -> tuple[str, ...]:
    """Of the collections that an item is in, those it may be taken out of."""
    theirs = [one for one in held if policy.may_write(viewer, one.authority_id)]
    return tuple(dict.fromkeys(one.collection for one in theirs))


def my_rating(viewer: Viewer, row: Item) -> ItemRating | None:
    """What this person says of it now."""
    insist(policy.may_see(viewer))
    theirs = ItemRating.objects.filter(programme=row.programme_id, item=row)
    return theirs.filter(by_user_id=viewer.user_id).order_by("at", "id").last()


def versions(viewer: Viewer, row: Item) -> list[ItemVersion]:
    """What it said, the newest first."""
    insist(policy.may_see(viewer))
    found = ItemVersion.objects.filter(programme=row.programme_id, item=row)
    return list(found.order_by("-version"))


def collections(viewer: Viewer) -> list[str]:
    """The names of all collections, in order."""
    held = Collected.objects.filter(
        place_is_in_it(), item__in=_items(viewer).filter(withdrawn_on=None).values("pk")
    )
    names = held.order_by("collection").values_list("collection", flat=True)
    return list(names.distinct())


def suggested(viewer: Viewer, topics: Sequence[str]) -> list[Item]:
    """What the bank holds about one of the topics, the newest first. One query."""
    rows = _items(viewer).filter(withdrawn_on=None, topics__overlap=list(topics))
    return list(rows.only("id", "title").order_by("-at", "id")[:MOST_SUGGESTED])


def _items(viewer: Viewer) -> QuerySet[Item]:
    insist(policy.may_see(viewer))
    return Item.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    ).defer("search")


def _narrowed(viewer: Viewer, asked: Asked) -> QuerySet[Item]:
    rows = _items(viewer).filter(withdrawn_on__isnull=not asked.is_withdrawn)
    for name in ("kind", "language", "rights"):
        if chosen := getattr(asked, name):
            rows = rows.filter(**{name: chosen})
    if asked.topic:
        rows = rows.filter(topics__contains=[asked.topic])
    if asked.collection:
        held = Collected.objects.filter(place_is_in_it(), collection=asked.collection)
        rows = rows.filter(pk__in=held.values("item"))
    return rows


def _matching(rows: QuerySet[Item], asked: Asked, words: str) -> QuerySet[Item]:
    """Those with the words, each taken apart as the item's own language is."""
    rows = rows.alias(by=_BUT_ITS_TEXT if asked.is_withdrawn else F("search"))
    simple = SearchQuery(words, config="simple", search_type="websearch")
    matches = ~Q(language__in=CONFIGS) & Q(by=simple)
    ranks = []
    for language, config in CONFIGS.items():
        query = SearchQuery(words, config=config, search_type="websearch")
        matches |= Q(language=language, by=query)
        ranks.append(When(language=language, then=SearchRank(F("by"), query)))
    rank = Case(*ranks, default=SearchRank(F("by"), simple), output_field=FloatField())
    return rows.filter(matches).annotate(rank=rank)


_BUT_ITS_TEXT: Final = Func(
    F("search"),
    template="ts_filter(%(expressions)s, '{a,b}')",
    output_field=SearchVectorField(),
)
"""A text weighs D (`searched`), also in what was withdrawn before it was taken out."""


def _cut(rows: QuerySet[Item], page: int) -> tuple[list[UUID], int]:
    """The ids of a page, and how many items there are in all. Every match is ranked,
    so nothing but its id is carried along."""
    start = (page - 1) * A_PAGE
    counted = rows.annotate(total=Window(Count("*"))).values_list("pk", "total")
    cut = list(counted[start : start + A_PAGE])
    return [pk for pk, _ in cut], cut[0][1] if cut else 0


def _with_extracts(
    viewer: Viewer, ids: Sequence[UUID], words: str
) -> tuple[tuple[Item, ...], dict[UUID, str]]:
    """The items in this order, with some words of each around what was found."""
    rows = _items(viewer).filter(pk__in=ids)
    if words:
        query = SearchQuery(words, config="english", search_type="websearch")
        head = SearchHeadline(
            "body",
            query,
            config="english",
            start_sel=BEGIN,
            stop_sel=END,
            max_words=30,
            min_words=12,
        )
        rows = rows.annotate(head=head)
    by_id = {one.pk: one for one in rows}
    shown = tuple(by_id[pk] for pk in ids if pk in by_id)
    read = [one for one in shown if reads_text(viewer, one)]
    heads = {one.pk: str(getattr(one, "head", "")) for one in read}
    return shown, {pk: head for pk, head in heads.items() if BEGIN in head}


def _meant(viewer: Viewer, words: str) -> str:
    """The words as they may have been meant, from the titles. Empty: no idea."""
    titles = _items(viewer).values_list("title", flat=True)[:10_000]
    known = {one for title in titles for one in _split(title)}
    typed = _split(words)
    begin, rest = typed[:MOST_MEANT], typed[MOST_MEANT:]  # each is held to every title
    near = [(get_close_matches(one, known, 1, 0.75) or [one])[0] for one in begin]
    meant = near + rest
    return " ".join(meant) if meant != typed else ""


def _split(words: str) -> list[str]:
    return [one for one in re.findall(r"[a-z]+", folded(words).lower()) if len(one) > 3]
