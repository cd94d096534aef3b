"""What a programme knows: own writing and links, with whose they are.

Rows of a programme, or of one authority alone in it (`only_for`, held by the fences).
A link that may only be linked to never holds the text. Nobody's record is among them.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from kinfold.platform.models import (
    Authority,
    FencedKey,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    ProgrammeShelf,
    SaidBy,
)

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BODY = 160, 500, 20_000


class Topic(models.TextChoices):
    """What of the practice an item is about; a page asks for its own."""

    DANGER_STATEMENT = "danger_statement", "Danger statements"
    SAFETY_GOAL = "safety_goal", "Safety goals"
    SCALE = "scale", "Scaling questions"
    NETWORK = "network", "Networks"
    WORDS_AND_PICTURES = "words_and_pictures", "Words and pictures"
    BOTTOM_LINE = "bottom_line", "Bottom lines"
    SAFETY_PLAN = "safety_plan", "Safety plans"
    KINSHIP = "kinship", "Kinship care"
    FAMILY_FINDING = "family_finding", "Family finding"
    CHILD = "child", "Hearing the child"
    SUPERVISION = "supervision", "Supervision"
    AUDIT = "audit", "Looking at quality together"
    LEADERSHIP = "leadership", "Leading and carrying it in"


class Brought(SaidBy):
    """Who wrote a row, and of which authority: none is the programme. What came from
    an authority that left is shown to nobody."""

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        abstract = True


class Item(ProgrammeShelf, Brought):
    """One thing to learn from, as it stands now."""

    class Kind(models.TextChoices):
        METHOD = "method", "Practice method or tool"
        EXAMPLE = "example", "Worked example"
        IMPLEMENTING = "implementing", "For leading and implementing"
        RESEARCH = "research", "Research"
        VIDEO = "video", "Video"
        PRESENTATION = "presentation", "Presentation"
        ROADMAP = "roadmap", "Roadmap"
        TEMPLATE = "template", "Template"
        OTHER = "other", "Something else"

    class Rights(models.TextChoices):
        OWN = "own", "Our own writing"
        COMMONS = "commons", "Open licence, such as Creative Commons"
        PERMISSION = "permission", "Kept here with permission"
        LINK_ONLY = "link_only", "May only be linked to"

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        WELSH = "cy", "Welsh"
        FRENCH = "fr", "French"
        DUTCH = "nl", "Dutch"
        SWEDISH = "sv", "Swedish"
        POLISH = "pl", "Polish"
        OTHER = "xx", "Another language"

    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=LONGEST_TITLE)
    summary = models.CharField(max_length=LONGEST_SUMMARY)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    language = models.CharField(
        max_length=2, choices=Language, default=Language.ENGLISH
    )
    written_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    rights = models.CharField(max_length=10, choices=Rights)
    attribution = models.CharField(max_length=300, blank=True)
    may_adapt = models.BooleanField(default=False)
    rights_until = models.DateField(null=True)
    """The day on which somebody looks at the rights again."""
    topics = ArrayField(models.CharField(max_length=20), default=list)
    version = models.PositiveIntegerField(default=1)
    kept = models.JSONField(default=list)
    """What of its words may say who somebody is, and why it stays (`kept_rows`)."""
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    search = SearchVectorField(null=True)
    """Without an index: behind the fences PostgreSQL would not ask one, because
    whether words match may not be tried on rows that are not the viewer's."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="knowledge_link_only_holds_no_text",
                condition=~Q(rights="link_only") | Q(body="") & ~Q(link=""),
            ),
            models.CheckConstraint(
                name="knowledge_is_something", condition=~Q(body="") | ~Q(link="")
            ),
            models.CheckConstraint(
                name="knowledge_withdrawn_with_why",
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why=""),
            ),
        ]
        indexes = [models.Index(fields=["programme", "title"], name="knowledge_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_taken_out(self) -> bool:
        """Its text is no longer to be passed on: withdrawn, or only linked to."""
        return self.withdrawn_on is not None or self.rights == self.Rights.LINK_ONLY


class ItemVersion(ProgrammeShelf, ProgrammeAppendOnly, SaidBy):
    """What an item said from one change to the next, and why it was changed.

    `said` holds the item's words by column, and `kept` as the item did.
    """

    item = FencedKey(Item)
    version = models.PositiveIntegerField()
    said = models.JSONField()
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item", "version"],
                name="knowledge_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}, version {self.version}"


class ItemRating(ProgrammeShelf, ProgrammeAppendOnly, Brought):
    """How useful one person found an item, 1 to 5, and what they said of it.

    Whoever says it again adds a row; the last one is what they say now. So what five
    people said stays as it was, whatever one of them says later.
    """

    item = FencedKey(Item)
    score = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    kept = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="knowledge_score_1_to_5", condition=Q(score__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} of 5"


class ItemUse(ProgrammeShelf, ProgrammeAppendOnly, Brought):
    """Where an item was used, and on which day. It names no family."""

    class Where(models.TextChoices):
        WORKSHOP = "workshop", "In a workshop"
        COURSE = "course", "In training"
        LAB = "lab", "In the learning lab"
        PLAN = "plan", "In an implementation plan"
        SUPERVISION = "supervision", "In supervision"
        FAMILY_WORK = "family_work", "In work with a family"

    item = FencedKey(Item)
    where = models.CharField(max_length=12, choices=Where)
    used_on = models.DateField()
    words = models.CharField(max_length=200, blank=True)
    kept = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.where}, {self.used_on}"


class Collected(ProgrammeOwned, Brought):
    """An item that belongs to a collection of the whole programme, by its name.

    Each authority's people put it there for themselves: a row goes with its authority.
    """

    item = FencedKey(Item)
    collection = models.CharField(max_length=80)
    kept = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item", "collection", "authority"],
                name="knowledge_collected_once_by_each",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.collection
