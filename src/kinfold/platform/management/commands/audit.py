"""`audit verify`: is every authority's audit whole?  `audit heads`: what to keep."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinfold.platform.chain import Head, heads, verify
from kinfold.platform.models import Authority

_COLUMNS = ("authority", "authority_id", "position", "hash")


class Command(BaseCommand):
    help = (
        "verify: compute every hash again and name the first row that is wrong. "
        "heads: print the last link of each chain as CSV, to keep somewhere else; "
        "with verify --heads FILE a chain that was cut short or made anew is found too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "heads"])
        parser.add_argument("--authority", metavar="SLUG", help="only this one")
        parser.add_argument("--heads", type=Path, metavar="FILE", help="heads kept")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "heads":
            self._print_heads()
            return
        chosen = Authority.objects.order_by("name")
        if slug := options["authority"]:
            chosen = chosen.filter(slug=slug)
            if not chosen:
                raise CommandError(f"There is no authority with the slug {slug!r}")
        kept = _read_heads(options["heads"])
        broken = sum(self._verify(one, kept.pop(one.pk, None)) for one in chosen)
        if kept and not options["authority"]:
            gone = ", ".join(head.authority for head in kept.values())
            raise CommandError(f"A head was kept of an authority that is gone: {gone}")
        if broken:
            raise CommandError(f"{broken} of {len(chosen)} audits do not hold")

    def _verify(self, authority: Authority, expected: Head | None) -> bool:
        report = verify(authority, expected=expected)
        if report.broken is None:
            hold = "event holds" if report.event_count == 1 else "events hold"
            self.stdout.write(f"{report.authority}: {report.event_count:,} {hold}")
        else:
            self.stdout.write(
                self.style.ERROR(
                    f"{report.authority}: BROKEN: {report.broken} "
                    f"(events before it that hold: {report.event_count:,})"
                )
            )
        return report.broken is not None

    def _print_heads(self) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(
            (one.authority, one.authority_id, one.position, one.hash) for one in heads()
        )


def _read_heads(path: Path | None) -> dict[UUID, Head]:
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            if tuple(rows.fieldnames or ()) != _COLUMNS:
                raise ValueError(f"its first line is not {','.join(_COLUMNS)}")
            return {head.authority_id: head for head in _rows(rows)}
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{path} is not a file written by `audit heads`: {error}"
        ) from error


def _rows(lines: Iterable[dict[str, str]]) -> Iterable[Head]:
    for row in lines:
        yield Head(
            row["authority"],
            UUID(row["authority_id"]),
            int(row["position"]),
            row["hash"],
        )
