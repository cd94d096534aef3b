"""Reading a return that was handed in: tables and findings, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.jobs import Progress
from kinfold.platform.viewer import Viewer
from kinfold.returns import keeping, policy
from kinfold.returns.actions.handing_in import forget_on_commit
from kinfold.returns.models import HandedReturn, ReturnFinding
from kinfold.returns.selectors.returns import authority_code, year_before
from kinfold_measures.checks.checking import YearBefore
from kinfold_measures.returns.findings import Fate, Finding
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.importing import CannotImport, read_bundle
from kinfold_measures.returns.kinds import Bundle, Kind
from kinfold_measures.returns.refusal import refusal

State = HandedReturn.State
PARTS: Final = 100
AT_ONCE: Final = 2_000
MOST_FINDINGS: Final = 200_000
"""With more than these it is not the file that was meant: nobody could mend it."""


@transaction.atomic
def read_return(*, return_id: UUID, progress: Progress, by: Viewer) -> HandedReturn:
    """Read a return into tables and findings; one that cannot be read is refused.

    What stops the reading (an error, or somebody who cancels it) leaves it waiting.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: no such return in the authority.
    """
    decision = policy.may_import_returns(by)
    if not decision:
        raise PermissionDenied(decision.reason)
    handed = (
        HandedReturn.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=return_id)
        .first()
    )
    if handed is None:
        raise NotFound("return")
    if handed.state != State.WAITING:
        return handed
    one = _read(handed, progress, by)
    if len(one.findings) > MOST_FINDINGS:
        one = _too_many(handed, len(one.findings))
    _keep(handed, one, progress, by)
    return handed


def _read(handed: HandedReturn, progress: Progress, by: Viewer) -> Return:
    names = _names(handed)
    handed.compared_with = year_before(by, handed)
    progress.expect(PARTS, "Reading")

    def tell(_: str, part: float) -> None:
        progress.step(max(0, int(part * PARTS) - progress.done_count))

    with keeping.under_their_names(by.in_authority(), names) as paths:
        bundle = Bundle(Kind[handed.kind.upper()], handed.year, tuple(paths.values()))
        if gone := [path.name for path in bundle.files if not path.exists()]:
            return _refused(gone[0], "a file whose bytes are gone", "its bytes",
                            "Hand the return in again")  # fmt: skip
        try:
            return read_bundle(
                bundle,
                authority=authority_code(by),
                before=_before(handed.compared_with),
                progress=tell,
            )
        except CannotImport as error:
            return _refused(
                bundle.called, str(error), "a return that can be read",
                "Check the year, and hand it in again",
            )  # fmt: skip


def _names(handed: HandedReturn) -> list[tuple[UUID, str]]:
    return list(handed.files.order_by("pk").values_list("pk", "name"))


def _before(held: HandedReturn | None) -> YearBefore | None:
    """What was kept of the year before, under the name that findings give it."""
    if held is None:
        return None
    files = tuple(Path(name) for _, name in _names(held))
    called = Bundle(Kind[held.kind.upper()], held.year, files).in_words
    return YearBefore(called, keeping.tables_of(held.authority_id, held.pk))


def _too_many(handed: HandedReturn, count: int) -> Return:
    first = handed.files.order_by("pk").values_list("name", flat=True)[0]
    return _refused(
        first, f"{count:,} things that are wrong", f"at most {MOST_FINDINGS:,}",
        "Is this the right file, and the right year?",
    )  # fmt: skip


def _refused(file: str, found: str, expected: str, mend: str) -> Return:
    return Return(None, {}, (refusal(file, 0, found, expected, mend),), {})


def _keep(handed: HandedReturn, one: Return, progress: Progress, by: Viewer) -> None:
    """The rows of what was read, and its tables beside them."""
    header = one.header
    kept = {name: t.num_rows for name, t in one.tables.items() if t.num_rows}
    handed.read_at, handed.finding_count = timezone.now(), len(one.findings)
    if header is None:
        why = one.findings[0]
        handed.state = State.REFUSED
        handed.message = _cut(f"{why.found}. Expected: {why.expected}. {why.mend}", 500)
        forget_on_commit(handed=handed, by=by)
    else:
        handed.state, handed.year = State.READ, header.year
        handed.years, handed.tables = list(header.years), kept
        handed.record_count = sum(kept.values())
        handed.child_count = kept.get("person", 0)
        handed.left_out_count = sum(
            found.fate is Fate.ROW_LEFT_OUT for found in one.findings
        )
        progress.say(f"{handed.record_count:,} records read, now kept")
        keeping.keep_tables(by.in_authority(), handed.pk, one.tables)
    handed.save()
    _keep_findings(handed, one.findings, progress)
    audit.record(
        by=by,
        action=f"return.{handed.state}",
        target=handed,
        changes={"records": handed.record_count, "findings": handed.finding_count},
    )


def _keep_findings(
    handed: HandedReturn, findings: Iterable[Finding], progress: Progress
) -> None:
    rows = (
        _finding(handed, number, one) for number, one in enumerate(findings, start=1)
    )
    while some := list(islice(rows, AT_ONCE)):
        ReturnFinding.objects.bulk_create(some)
        progress.step(0)


def _finding(handed: HandedReturn, number: int, one: Finding) -> ReturnFinding:
    return ReturnFinding(
        authority_id=handed.authority_id,
        handed=handed,
        number=number,
        about=_cut(f"{one.rule or one.field or one.module}: {one.expected}", 160),
        rule=_cut(one.rule, 20),
        file=_cut(one.file, 200),
        line=one.line,
        child=_cut(one.child_id, 80),
        module=_cut(one.module, 80),
        field=_cut(one.field, 80),
        found=_cut(one.found, 300),
        expected=_cut(one.expected, 500),
        mend=_cut(one.mend, 500),
        fate=one.fate.name.lower(),
    )


def _cut(text: str, most: int) -> str:
    """The text as the database takes it; a null byte it takes nowhere."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}")[:most]
