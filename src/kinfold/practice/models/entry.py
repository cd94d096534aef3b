"""An entry on the map, and every wording it has had."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models.bases import Written
from kinfold.practice.models.danger_set import DangerStatement
from kinfold.practice.models.mapping import Mapping
from kinfold_core.practice.map_questions import HARDER_FOR

# also when it does not yet say enough, and is kept as a strength (R-ES1)
MEANT_AS_SAFETY = Q(category="existing_safety") | Q(offered_as="existing_safety")


class MapEntry(Written):
    """One thing on the map: a harm, a factor, a strength, existing safety, a next step.

    Danger statements and safety goals, the other two of the seven categories, stand
    in `DangerStatement` and `SafetyGoal` with their scale.

    `said_by_name` is what the person is called on the map; the keys say who that is
    when they are on record. Dates are the earliest and latest day it can have been.
    `who_name` is who did it (harm), who protected (existing safety) or who will act
    (next step). `certainty` and the child's own behaviour are asked of harm, `about` of
    what makes it harder, `how_often` of safety, `seen_by` of both harm and safety.
    `offered_as` keeps the category that the writer chose when it is kept as another.
    `is_childs_choice`: a child chose that the family does not read it, and no adult
    shows it to them until the child lets it.
    """

    class Category(models.TextChoices):
        HARM = "harm", "Past harm"
        COMPLICATING_FACTOR = "complicating_factor", "Complicating factor"
        STRENGTH = "strength", "Strength"
        EXISTING_SAFETY = "existing_safety", "Existing safety"
        NEXT_STEP = "next_step", "Next step"

    class Source(models.TextChoices):
        CHILD = "child", "Said by a child"
        PARENT = "parent", "Said by a parent or carer"
        NETWORK = "network", "Said by family or friends"
        PROFESSIONAL = "professional", "Said by a professional"
        OBSERVED = "observed", "Seen by the writer"
        RECORD = "record", "From a record"

    class Certainty(models.TextChoices):
        SEEN = "seen", "Somebody saw it"
        TOLD_BY_CHILD = "told_by_child", "A child told it"
        TOLD_BY_OTHER = "told_by_other", "Somebody else told it"
        SUSPECTED = "suspected", "Thought likely, not seen or told"
        DISPUTED = "disputed", "Seen differently by somebody"

    mapping = FencedKey(Mapping, related_name="entries")
    category = models.CharField(max_length=20, choices=Category)
    offered_as = models.CharField(max_length=20, choices=Category, blank=True)
    text = models.TextField()
    is_own_words = models.BooleanField(default=False)
    said_by_person = FencedKey("records.Person", null=True)
    said_by_worker = FencedKey(Worker, null=True)
    said_by_name = models.CharField(max_length=200, blank=True)
    source_type = models.CharField(
        max_length=12, choices=Source, default=Source.PROFESSIONAL
    )
    happened_earliest_on = models.DateField(null=True)
    happened_latest_on = models.DateField(null=True)
    is_happened_about = models.BooleanField(default=False)
    impact = models.TextField(blank=True)
    danger = FencedKey(DangerStatement, null=True, related_name="entries")
    who_person = FencedKey("records.Person", null=True)
    who_worker = FencedKey(Worker, null=True)
    who_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    about = models.CharField(
        max_length=7, blank=True, choices=list(HARDER_FOR.items()), db_default=""
    )
    how_often = models.CharField(max_length=300, blank=True, db_default="")
    certainty = models.CharField(max_length=14, choices=Certainty, blank=True)
    seen_by = models.CharField(max_length=300, blank=True)
    is_childs_own_behaviour = models.BooleanField(default=False)
    reading_age = models.FloatField(null=True)
    is_childs_choice = models.BooleanField(default=False)

    class Meta(Written.Meta):
        verbose_name_plural = "map entries"
        constraints = [
            *Written.Meta.constraints,
            models.CheckConstraint(name="map_entry_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="map_entry_childs_choice_is_hidden",
                condition=Q(is_childs_choice=False) | Q(is_visible_to_family=False),
            ),
            models.CheckConstraint(
                name="map_entry_happened_both_ends",
                condition=Q(happened_earliest_on=None, happened_latest_on=None)
                | Q(
                    happened_earliest_on__isnull=False,
                    happened_latest_on__isnull=False,
                    happened_earliest_on__lte=F("happened_latest_on"),
                ),
            ),
            models.CheckConstraint(
                name="map_entry_safety_names_who_when_danger",
                condition=~Q(category="existing_safety")
                | (
                    Q(danger__isnull=False, happened_earliest_on__isnull=False)
                    & ~Q(who_name="")
                ),
            ),
            models.CheckConstraint(
                name="map_entry_own_words_are_somebodys",
                condition=Q(is_own_words=False) | ~Q(said_by_name=""),
            ),
            models.CheckConstraint(
                name="map_entry_dates_of_steps_only",
                condition=Q(category="next_step") | Q(due_on=None, done_on=None),
            ),
            models.CheckConstraint(
                name="map_entry_outcome_of_steps_and_safety",
                condition=Q(category="next_step") | MEANT_AS_SAFETY | Q(outcome=""),
            ),
            models.CheckConstraint(
                name="map_entry_how_often_of_safety_only",
                condition=MEANT_AS_SAFETY | Q(how_often=""),
            ),
            models.CheckConstraint(
                name="map_entry_about_of_factors_only",
                condition=Q(category="complicating_factor") | Q(about=""),
            ),
            models.CheckConstraint(
                name="map_entry_seen_by_of_harm_and_safety",
                condition=Q(category="harm") | MEANT_AS_SAFETY | Q(seen_by=""),
            ),
            models.CheckConstraint(
                name="map_entry_certainty_of_harm_only",
                condition=Q(category="harm")
                | Q(certainty="", is_childs_own_behaviour=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "mapping", "category", "position"],
                name="map_entry_by_mapping",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.text[:60]}"


class MapEntryRevision(AppendOnly):
    """The words of an entry as they stood from one change to the next."""

    class Change(models.TextChoices):
        WRITTEN = "written", "Written"
        CHANGED = "changed", "Changed"
        WITHDRAWN = "withdrawn", "Taken off the map"
        PUT_BACK = "put_back", "Put back"
        MOVED = "moved", "Moved to another part of the map"

    entry = FencedKey(MapEntry, related_name="revisions")
    version = models.PositiveIntegerField()
    change = models.CharField(max_length=9, choices=Change)
    map_version = models.PositiveIntegerField()
    words = models.JSONField()
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "entry", "version"],
                name="map_entry_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} version {self.version}"


class Disagreement(AppendOnly):
    """Somebody sees an entry or a danger statement differently, in their own words.

    Shown beside it, never over it. A later word of the same person is another row.
    """

    entry = FencedKey(MapEntry, null=True, related_name="disagreements")
    danger = FencedKey(DangerStatement, null=True, related_name="disagreements")
    person = FencedKey("records.Person", null=True)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    words = models.TextField()
    said_on = models.DateField()
    map_version = models.PositiveIntegerField(default=1)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disagreement_with_one_thing",
                condition=Q(entry__isnull=False, danger=None)
                | Q(entry=None, danger__isnull=False),
            ),
            models.CheckConstraint(
                name="disagreement_has_name_and_words",
                condition=~Q(name="") & ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} sees it differently"
