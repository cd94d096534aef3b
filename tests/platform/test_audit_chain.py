"""A tampered audit is found, and the first wrong row is named."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from kinfold.platform import audit
from kinfold.platform.chain import Head, heads, verify
from kinfold.platform.fences import APP_ROLE
from kinfold.platform.models import AuditEvent, AuditLink, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer

EVENTS = 5


@pytest.fixture
def chain(information_governance: Viewer, authority: Authority) -> Authority:
    """Five events, chained as a commit would chain them."""
    with as_viewer(information_governance):
        for number in range(EVENTS):
            audit.record(
                by=information_governance,
                action=f"thing.changed_{number}",
                target=authority,
                changes={"naïve": [number, None, "it’s \x7f 😀"], "a": 1.50},
                why="because \u202e of this",
            )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return authority


@contextmanager
def tampering() -> Iterator[Callable[[str, list[object]], None]]:
    """SQL as the owner of the tables would run it, with every trigger off."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE platform_auditevent DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE platform_auditlink DISABLE TRIGGER USER")
        yield lambda sql, values: cursor.execute(sql, values)
        cursor.execute("ALTER TABLE platform_auditevent ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE platform_auditlink ENABLE TRIGGER USER")
        cursor.execute(f"SET ROLE {APP_ROLE}")


def links(viewer: Viewer) -> list[AuditLink]:
    with as_viewer(viewer):
        return list(AuditLink.objects.order_by("position"))


def broken(viewer: Viewer, authority: Authority, expected: Head | None = None) -> str:
    with as_viewer(viewer):
        report = verify(authority, expected=expected)
    return str(report.broken) if report.broken else ""


def test_an_untouched_chain_holds(
    chain: Authority, information_governance: Viewer
) -> None:
    steps: list[int] = []
    with as_viewer(information_governance):
        report = verify(chain, step=steps.append)
    assert report.broken is None
    assert report.event_count == sum(steps) == EVENTS


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("by_name", "Somebody else"),
        ("at", "2020-01-01T00:00:00Z"),
        ("changes", '{"a": 2}'),
        ("why", ""),
        ("action", "thing.changed"),
        ("by_user_id", 0),
        ("person_id", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_an_altered_field_is_named(
    chain: Authority, information_governance: Viewer, column: str, value: object
) -> None:
    victim = links(information_governance)[2]
    with tampering() as run:
        run(
            f"UPDATE platform_auditevent SET {column} = %s WHERE id = %s",
            [value, victim.event_id],
        )
    found = broken(information_governance, chain)
    assert found.startswith(f"altered at position 3, event {victim.event_id}")


def test_an_altered_event_with_its_hash_made_new_is_found_at_the_next_link(
    chain: Authority, information_governance: Viewer
) -> None:
    victim = links(information_governance)[2]
    with tampering() as run:
        run("UPDATE platform_auditevent SET why = 'x' WHERE id = %s", [victim.event_id])
        run(
            "UPDATE platform_auditlink l SET hash ="
            " kinfold_audit_digest(e, l.previous_hash) FROM platform_auditevent e"
            " WHERE e.id = l.event_id AND l.position = 3",
            [],
        )
    assert "at position 4" in broken(information_governance, chain)


def test_a_deleted_event_is_named(
    chain: Authority, information_governance: Viewer
) -> None:
    victim = links(information_governance)[1]
    with tampering() as run:
        run("DELETE FROM platform_auditevent WHERE id = %s", [victim.event_id])
    found = broken(information_governance, chain)
    assert found.startswith(f"missing event at position 2, event {victim.event_id}")


def test_a_deleted_link_is_named(
    chain: Authority, information_governance: Viewer
) -> None:
    with tampering() as run:
        run("DELETE FROM platform_auditlink WHERE position = %s", [4])
    assert broken(information_governance, chain).startswith(
        "missing link at position 4"
    )


def test_a_last_event_deleted_with_its_link_is_found_by_a_kept_head(
    chain: Authority, information_governance: Viewer
) -> None:
    last = links(information_governance)[-1]
    kept = Head(chain.name, chain.pk, last.position, last.hash)
    with tampering() as run:
        run("DELETE FROM platform_auditlink WHERE position = %s", [last.position])
        run("DELETE FROM platform_auditevent WHERE id = %s", [last.event_id])
    assert broken(information_governance, chain) == ""
    assert "shorter than its head" in broken(information_governance, chain, kept)


def test_swapped_links_are_found(
    chain: Authority, information_governance: Viewer
) -> None:
    with tampering() as run:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            run(
                "UPDATE platform_auditlink SET position = %s WHERE position = %s",
                [new, old],
            )
    assert broken(information_governance, chain).startswith("reordered at position 2")


def test_an_event_put_in_without_a_link_is_named(
    chain: Authority, information_governance: Viewer
) -> None:
    with tampering() as run:
        run(
            "INSERT INTO platform_auditevent (id, authority_id, at, kind, action,"
            " by_user_id, by_name, target, target_id, why, changes)"
            " SELECT gen_random_uuid(), authority_id, at, kind, action, by_user_id,"
            " by_name, target, target_id, why, changes FROM platform_auditevent"
            " LIMIT 1",
            [],
        )
    assert broken(information_governance, chain).startswith(
        "unlinked event at no position, event "
    )


def test_a_chain_made_anew_is_found_by_a_kept_head(
    chain: Authority, information_governance: Viewer
) -> None:
    last = links(information_governance)[-1]
    kept = Head(chain.name, chain.pk, last.position, "0" * 64)
    assert "written down before" in broken(information_governance, chain, kept)


def test_another_authoritys_chain_is_not_seen(
    chain: Authority, elsewhere: Viewer
) -> None:
    with as_viewer(elsewhere):
        assert verify(chain).event_count == 0
        assert all(head.position == 0 for head in heads())
        assert not AuditEvent.objects.exists()


class TestCommand:
    """Runs as the owner does, who sees every authority."""

    def run(self, *words: str) -> str:
        out = io.StringIO()
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            try:
                with transaction.atomic():
                    call_command("audit", *words, stdout=out, no_color=True)
            except CommandError as error:
                out.write(f"exit: {error}")
            finally:
                cursor.execute(f"SET ROLE {APP_ROLE}")
        return out.getvalue()

    def test_verify_says_how_many_hold(self, chain: Authority) -> None:
        assert self.run("verify") == f"{chain.name}: {EVENTS} events hold\n"
        with tampering() as run:
            run("DELETE FROM platform_auditlink WHERE position > %s", [1])
            run(
                "DELETE FROM platform_auditevent WHERE action <> %s",
                ["thing.changed_0"],
            )
        assert self.run("verify") == f"{chain.name}: 1 event holds\n"

    def test_verify_names_the_row_and_fails(
        self, chain: Authority, information_governance: Viewer
    ) -> None:
        victim = links(information_governance)[0]
        with tampering() as run:
            run("UPDATE platform_auditevent SET why = %s", ["x"])
        found = self.run("verify", "--authority", chain.slug)
        assert f"BROKEN: altered at position 1, event {victim.event_id}" in found
        assert "exit: 1 of 1 audits do not hold" in found

    def test_heads_can_be_kept_and_checked_against(
        self, chain: Authority, tmp_path: Path, information_governance: Viewer
    ) -> None:
        kept = tmp_path / "heads.csv"
        kept.write_text(self.run("heads"), encoding="utf-8")
        assert "events hold" in self.run("verify", "--heads", str(kept))
        with tampering() as run:
            run("DELETE FROM platform_auditlink WHERE position = %s", [EVENTS])
            run(
                "DELETE FROM platform_auditevent WHERE action = %s", ["thing.changed_4"]
            )
        assert "shorter than its head" in self.run("verify", "--heads", str(kept))

    @pytest.mark.parametrize(
        "text", ["", "nonsense\n1", "authority,authority_id,position,hash\na,x,1,0"]
    )
    def test_a_file_that_is_not_heads_is_refused(
        self, chain: Authority, tmp_path: Path, text: str
    ) -> None:
        kept = tmp_path / "heads.csv"
        kept.write_text(text, encoding="utf-8")
        found = self.run("verify", "--heads", str(kept))
        assert "not a file written by" in found

    def test_an_unknown_authority_is_refused(self, chain: Authority) -> None:
        assert "no authority with the slug 'x'" in self.run("verify", "--authority=x")
