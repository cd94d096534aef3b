"""Returns an authority handed in, what was found in them, and what was counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, JobRun, Worker


class HandedReturn(AuthorityOwned):
    """One return that was handed in: a census, a year of children looked after, ...

    Of a kind and a year the one that was read last counts; those before it are kept
    and count again should it be deleted. How far the reading is stands with its run.
    """

    class Kind(models.TextChoices):
        CENSUS = "census", "Children in need census"
        LOOKED_AFTER = "looked_after", "Children looked after (SSDA903)"
        ANNEX_A = "annex_a", "Inspection lists (Annex A)"
        STANDARD = "standard", "Standard Safeguarding Dataset"
        KINFOLD = "kinfold", "Kinfold's own record"

    class State(models.TextChoices):
        WAITING = "waiting", "Not read yet"
        READ = "read", "Read"
        REFUSED = "refused", "Refused"
        DELETED = "deleted", "Deleted"

    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(default=0)
    """The year it closes in; 0 until the file itself has said it."""
    years = models.JSONField(default=list)
    """The whole years it holds, of which figures can be made."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    sha256 = models.CharField(max_length=64)
    """Of all its files together: the same return is not taken twice."""
    given_by = FencedKey(Worker)
    given_at = models.DateTimeField(db_default=Now())
    run = FencedKey(JobRun, null=True)
    read_at = models.DateTimeField(null=True)
    compared_with = FencedKey("self", null=True)
    """The return of the year before, where checks look into it and it was here."""
    message = models.CharField(max_length=500, blank=True)
    child_count = models.PositiveIntegerField(default=0)
    record_count = models.PositiveIntegerField(default=0)
    left_out_count = models.PositiveIntegerField(default=0)
    finding_count = models.PositiveIntegerField(default=0)
    tables = models.JSONField(default=dict)
    """Records kept, by the name of their table."""
    deleted_at = models.DateTimeField(null=True)
    deleted_by = FencedKey(Worker, null=True)
    """Nobody, when the time it may be kept had passed."""
    deleted_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="return_deleted_with_a_reason",
                condition=Q(state="deleted", deleted_at__isnull=False)
                & ~Q(deleted_why="")
                | ~Q(state="deleted") & Q(deleted_at=None, deleted_why=""),
            ),
            models.UniqueConstraint(
                fields=["authority", "sha256"],
                condition=Q(state__in=["waiting", "read"]),
                name="return_taken_once",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "-given_at"], name="return_by_time")
        ]

    def __str__(self) -> str:
        return f"return {self.pk}"


class ReturnFile(AuthorityOwned):
    """One file of a return. Its bytes are kept outside, until the return is deleted."""

    handed = FencedKey(HandedReturn, related_name="files")
    name = models.CharField(max_length=200)
    byte_count = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class ReturnFinding(AuthorityOwned):
    """One thing that is wrong in a return, and how to mend it."""

    class Fate(models.TextChoices):
        FILE_REFUSED = "file_refused", "File refused"
        ROW_LEFT_OUT = "row_left_out", "Record left out"
        VALUE_LEFT_OUT = "value_left_out", "Value left out"
        VALUE_CHANGED = "value_changed", "Value read as something else"
        KEPT = "kept", "Read as it stands"

    handed = FencedKey(HandedReturn, related_name="findings")
    number = models.PositiveIntegerField()
    """Its place among the findings of the return."""
    about = models.CharField(max_length=160)
    """What findings are counted by: the Department's rule, or what was expected."""
    rule = models.CharField(max_length=20, blank=True)
    file = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    child = models.CharField(max_length=80, blank=True)
    """The child by the return's own pseudonym, never a name."""
    module = models.CharField(max_length=80, blank=True)
    field = models.CharField(max_length=80, blank=True)
    found = models.CharField(max_length=300)
    expected = models.CharField(max_length=500)
    mend = models.CharField(max_length=500)
    fate = models.CharField(max_length=14, choices=Fate)

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "handed", "number"], name="return_finding_order"
            ),
            models.Index(
                fields=["authority", "handed", "about"], name="return_finding_about"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.expected}"


class Recount(AuthorityOwned):
    """All measures counted at one time. The newest is what screens show.

    Earlier ones stay, so that it can be told what was shown on a day; their figures go
    with a return that they were counted on.
    """

    made_at = models.DateTimeField(db_default=Now())
    made_by = FencedKey(Worker, null=True)
    """Nobody, when a return had been kept as long as it may be."""
    policy = models.CharField(max_length=40)
    counted_from = models.JSONField(default=list)
    """The ids of the returns it was counted on."""
    figure_count = models.PositiveIntegerField(default=0)
    exposed_count = models.PositiveIntegerField(default=0)
    """Withheld counts that earlier figures give away, and nothing can hide."""
    is_rough = models.BooleanField(default=False)
    """There was too much to weigh: more is withheld than is needed, never less."""

    class Meta:
        indexes = [
            models.Index(fields=["authority", "-made_at"], name="recount_by_time")
        ]

    def __str__(self) -> str:
        return f"recount {self.pk}"


class FigureAsShown(models.Model):
    """The columns of a figure as it may be shown. What is withheld is in none."""

    class PeriodKind(models.TextChoices):
        YEAR = "year", "Year to 31 March"
        QUARTER = "quarter", "Quarter"

    period = models.CharField(max_length=10)
    """2025 for the year that ends on 31 March 2025, or 2025-Q1."""
    period_kind = models.CharField(max_length=8, choices=PeriodKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    numerator = models.FloatField(null=True)
    """None when it is withheld."""
    denominator = models.FloatField(null=True)
    """None when it is withheld, or when there is none."""
    value = models.FloatField(null=True)
    """None when it is withheld, or when there is nothing to divide by."""
    is_withheld = models.BooleanField()
    """There is a value, and it is kept back so that no child can be told apart."""

    class Meta:
        abstract = True


class Figure(FigureAsShown, AuthorityOwned):
    """One measure in one period, or a part of it, as it may be shown.

    Only what the disclosure policy lets out is stored: what is withheld is in no row
    of this database. `breakdown` and `group` are "" for all cases.
    """

    recount = FencedKey(Recount, related_name="figures")
    code = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    breakdown = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=120, blank=True)
    place = models.PositiveIntegerField()
    """Its place among the figures of the recount: groups keep their order."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_withheld_holds_no_value",
                condition=Q(is_withheld=False) | Q(value=None),
            ),
            models.UniqueConstraint(
                fields=["authority", "recount", "place"], name="figure_once_in_place"
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "recount", "code", "place"], name="figure_by_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period} {self.breakdown} {self.group}".strip()
