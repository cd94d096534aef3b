"""The database fences between authorities, made from the models after every migrate.

One place says what stands where. For each table of an `AuthorityOwned` model: forced
row-level security, a policy on the viewer's authority, a key that other rows of the
same authority can point at, composite foreign keys and the application's grants. For
each of a `ProgrammeOwned` model the same, by the programmes the viewer is in. Any
other table must be in `OPEN_TABLES` with the reason why it may be. See ADR 3 and 38.

Everything here is idempotent and reads the catalogue first, so a second run does
nothing. A policy carries a digest of its own text in its name: a changed rule is a new
policy, and any policy that is not ours is taken away. Lock: brief ACCESS EXCLUSIVE per
statement, on tables that lack a fence.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from kinfold.platform.calendar_fences import CALENDAR
from kinfold.platform.cohort_fences import BY_RULES, OPEN_TO_READ
from kinfold.platform.fence_rules import (
    OF_PLACE,
    OF_PROGRAMME,
    ON_SHELF,
    OURS,
    USER,
)
from kinfold.platform.framework_fences import FRAMEWORK, FRAMEWORK_GRANTS
from kinfold.platform.handed_on_fences import handed_on_rules
from kinfold.platform.knowledge_fences import KNOWLEDGE, KNOWLEDGE_GRANTS
from kinfold.platform.lab_fences import LAB
from kinfold.platform.models.bases import (
    AppendOnly,
    AuthorityOwned,
    FencedKey,
    HandedOn,
    HandedOnForGood,
    PlaceAppendOnly,
    PlaceOwned,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    ProgrammeShelf,
)
from kinfold.platform.visitor_fences import VISITORS

APP_ROLE = "kinfold_app"
NONE, READ, ADD, ALL = "", "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE, DELETE"


@dataclass(frozen=True, slots=True)
class Open:
    """A table that belongs to no authority: what the application may do, and why."""

    grant: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A table of accounts: once a viewer is set, only their own rows are seen."""

    column: str
    why: str


_SIGN_IN = "read at sign-in, before anybody is known; afterwards only one's own row"
ACCOUNT_TABLES: dict[str, OwnRow] = {
    "platform_user": OwnRow("id", _SIGN_IN),
    "account_emailaddress": OwnRow("user_id", _SIGN_IN),
    "mfa_authenticator": OwnRow("user_id", _SIGN_IN),
    "socialaccount_socialaccount": OwnRow("user_id", _SIGN_IN),
    "signin_session": OwnRow("user_id", "hashed keys, read before anybody is known"),
    "signin_keptpost": OwnRow("user_id", "encrypted; written after a stay has ended"),
}

_PUBLIC = "published statistics, the same for everybody"
_PROGRAMME = "facts of a programme, no person's record; written by cohort_fences"
OPEN_TABLES: dict[str, Open] = {
    "platform_authority": Open(READ, "the list of authorities is public"),
    "platform_programme": Open(
        f"{ADD}, UPDATE (name), UPDATE (starts_on), UPDATE (ends_on)", _PROGRAMME
    ),
    "platform_programmeauthority": Open(f"{ADD}, UPDATE (left_on)", _PROGRAMME),
    "platform_programmemember": Open(f"{ADD}, DELETE, UPDATE (roles)", _PROGRAMME),
    "django_session": Open(ALL, "keys are hashed; holds no person's record"),
    "django_migrations": Open(READ, "which migrations ran; no person's record"),
    "django_content_type": Open(READ, "names of models"),
    "auth_permission": Open(NONE, "unused: our policy table is kinfold_core.access"),
    "auth_group": Open(NONE, "unused, as above"),
    "auth_group_permissions": Open(NONE, "unused, as above"),
    "account_emailconfirmation": Open(ALL, "random keys, read before sign-in"),
    "socialaccount_socialapp": Open(READ, "an authority's directory, set by command"),
    "socialaccount_socialapp_sites": Open(READ, "unused link table of allauth"),
    "socialaccount_socialtoken": Open(ALL, "unused: no token is stored"),
    "kinfold_cache": Open(ALL, "counters of the rate limits; keys are hashed"),
    "procrastinate_jobs": Open(ALL, "arguments are ids only"),
    "procrastinate_events": Open(ALL, "when jobs changed state"),
    "procrastinate_periodic_defers": Open(ALL, "when periodic jobs were last put off"),
    "procrastinate_workers": Open(ALL, "heartbeats of the workers"),
}

# Tables of a programme that have rules of their own, and not the usual one.
OWN_RULES = LAB | KNOWLEDGE | FRAMEWORK | BY_RULES | CALENDAR

# Written by a trigger that the migration owns; the application only reads it.
READ_ONLY = {"platform_auditlink"}

# A worker's own row is how sign-in learns where somebody works, so it is seen by its
# owner too; it can only be written from inside the authority.
ALSO_VISIBLE = {"platform_worker": f"user_id = {USER}"}


def owned_models() -> list[type[AuthorityOwned]]:
    """Every concrete model whose rows belong to an authority."""
    return [m for m in apps.get_models() if issubclass(m, AuthorityOwned)]


def programme_models() -> list[type[ProgrammeOwned]]:
    """Every concrete model whose rows belong to a programme."""
    return [m for m in apps.get_models() if issubclass(m, ProgrammeOwned)]


def unexplained_tables(cursor: Any) -> list[str]:
    """Tables in the database that are neither fenced nor exempted with a reason."""
    known = {m._meta.db_table for m in (*owned_models(), *programme_models())}
    known |= OPEN_TABLES.keys() | ACCOUNT_TABLES.keys()
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )
    return [name for (name,) in cursor.fetchall() if name not in known]


def raise_fences_after_migrate(app_config: AppConfig, **kwargs: Any) -> None:
    """`post_migrate` handler; runs once, after the last app."""
    if app_config.label != _last_app_label():
        return
    raise_fences(connections[kwargs.get("using", "default")])


def _last_app_label() -> str:
    migrated = [c for c in apps.get_app_configs() if c.models_module is not None]
    return migrated[-1].label


def raise_fences(connection: BaseDatabaseWrapper) -> list[str]:
    """Raise every missing fence. Returns the statements that were needed."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        needed = missing_fences(cursor)
        for sql in needed:
            cursor.execute(sql)
    return needed


def missing_fences(cursor: Any) -> list[str]:
    """The statements that would make every fence stand. Empty when all do."""
    present = _present(cursor)
    statements = list(_statements())
    needed = [sql for key, sql in statements if key not in present]
    wanted = {key for key, _ in statements}
    for key in sorted(present - wanted):
        if key.startswith("policy "):
            _, name, _, table = key.split(" ", 3)
            needed.append(f'DROP POLICY "{name}" ON "{table}"')
    return needed + _grants(cursor)


def _present(cursor: Any) -> set[str]:
    """Names of the fences already standing: policies, constraints, indexes."""
    cursor.execute(
        """
        SELECT 'constraint ' || conname FROM pg_constraint
        UNION ALL SELECT 'index ' || indexname FROM pg_indexes
         WHERE schemaname = 'public'
        UNION ALL SELECT 'policy ' || policyname || ' on ' || tablename FROM pg_policies
         WHERE schemaname = 'public'
        UNION ALL SELECT 'forced ' || relname FROM pg_class
         WHERE relrowsecurity AND relforcerowsecurity
        UNION ALL SELECT 'enabled ' || relname FROM pg_class WHERE relrowsecurity
        """
    )
    return {name for (name,) in cursor.fetchall()}


def _statements() -> Iterator[tuple[str, str]]:
    for model in owned_models():
        yield from _table_fence(model)
    for programmes in programme_models():
        yield from _programme_fence(programmes)
    for each in (*owned_models(), *programme_models()):
        yield from _key_fences(each)
    tables = {m._meta.db_table for m in apps.get_models(include_auto_created=True)}
    for table, own in ACCOUNT_TABLES.items():
        if table in tables:
            yield from _own_row_fence(table, own.column)
    for table, rules in OPEN_TO_READ.items():
        yield from (_policy(table, kind, rule) for kind, rule in rules)
        yield (
            f"enabled {table}",
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        )


def _table_fence(model: type[Model]) -> Iterator[tuple[str, str]]:
    table = model._meta.db_table
    yield (
        f"constraint fence_{table}_own",
        (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "fence_{table}_own" '
            f"UNIQUE (authority_id, id)"
        ),
    )
    yield _policy(table, "authority", f"USING ({OURS}) WITH CHECK ({OURS})")
    if extra := ALSO_VISIBLE.get(table):
        yield _policy(table, "own", f"FOR SELECT USING ({extra})")
    yield _force(table)


def _programme_fence(model: type[ProgrammeOwned]) -> Iterator[tuple[str, str]]:
    table = model._meta.db_table
    yield (
        f"constraint fence_{table}_own",
        (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "fence_{table}_own" '
            f"UNIQUE (programme_id, id)"
        ),
    )
    is_between = issubclass(model, PlaceOwned)
    if is_between:
        yield (
            f"constraint fence_{table}_place",
            (
                f'ALTER TABLE "{table}" ADD CONSTRAINT "fence_{table}_place" '
                f"UNIQUE (programme_id, authority_id, id)"
            ),
        )
    if issubclass(model, HandedOn):
        yield from (_policy(table, kind, one) for kind, one in handed_on_rules(model))
        yield _force(table)
        return
    if rules := OWN_RULES.get(table):
        yield from (_policy(table, kind, rule) for kind, rule in rules)
        yield _force(table)
        return
    theirs = OF_PLACE if is_between else OF_PROGRAMME
    if issubclass(model, ProgrammeShelf):
        theirs = f"({theirs}) AND {ON_SHELF}"
    yield _policy(table, "programme", f"USING ({theirs}) WITH CHECK ({theirs})")
    for kind, rule in VISITORS.get(table, ()):
        yield _policy(table, kind, rule)
    yield _force(table)


def _own_row_fence(table: str, column: str) -> Iterator[tuple[str, str]]:
    own = f"{USER} IS NULL OR {column} = {USER}"
    yield _policy(table, "own", f"USING ({own}) WITH CHECK ({own})")
    yield _force(table)


def _policy(table: str, kind: str, rule: str) -> tuple[str, str]:
    name = f"{kind}_{zlib.crc32(rule.encode()):08x}"
    sql = f'CREATE POLICY "{name}" ON "{table}" {rule}'
    return f"policy {name} on {table}", sql


def _force(table: str) -> tuple[str, str]:
    return f"forced {table}", (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY; '
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    )


def fenced_keys(model: type[Model]) -> list[FencedKey]:
    return [f for f in model._meta.local_fields if isinstance(f, FencedKey)]


def _key_fences(model: type[Model]) -> Iterator[tuple[str, str]]:
    table = model._meta.db_table
    for key in fenced_keys(model):
        target, column = key.related_model._meta.db_table, key.column
        owner = _owner_of(key)
        is_between = issubclass(model, PlaceOwned) and issubclass(
            key.related_model, PlaceOwned
        )
        # a row between a programme and one authority hangs on no other authority's
        owners = "programme_id, authority_id" if is_between else f"{owner}_id"
        name = _short(f"fence_{table}_{column}{'_place' if is_between else ''}")
        yield (
            f"constraint {name}",
            (
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" '
                f'FOREIGN KEY ({owners}, "{column}") '
                f'REFERENCES "{target}" ({owners}, id) '
                f"DEFERRABLE INITIALLY DEFERRED"
            ),
        )
        if not _is_indexed(model, key, owner):
            index = _short(f"fence_{table}_{column}_ix")
            yield (
                f"index {index}",
                (f'CREATE INDEX "{index}" ON "{table}" ({owner}_id, "{column}")'),
            )


def _owner_of(key: FencedKey) -> str:
    """Inside what the key stays: the authority's rows, or the programme's."""
    is_programmes = issubclass(key.related_model, ProgrammeOwned)
    return "programme" if is_programmes else "authority"


def _is_indexed(model: type[Model], key: FencedKey, owner: str) -> bool:
    """Whether the model declares an index on (owner, this key, ...) itself."""
    begin = [owner, key.name]
    return any(list(index.fields)[:2] == begin for index in model._meta.indexes)


def _short(name: str) -> str:
    """PostgreSQL cuts names at 63 bytes; cut ours first, and keep the telling end."""
    return name if len(name) <= 63 else f"{name[:40]}_{name[-22:]}"


def _wanted_grants() -> dict[str, str]:
    wanted = {name: one.grant for name, one in OPEN_TABLES.items()}
    wanted |= dict.fromkeys(ACCOUNT_TABLES, ALL)
    for model in owned_models():
        table = model._meta.db_table
        if table in READ_ONLY:
            wanted[table] = READ
        else:
            wanted[table] = ADD if issubclass(model, AppendOnly) else ALL
    for each in programme_models():
        is_added_to = issubclass(
            each, ProgrammeAppendOnly | PlaceAppendOnly | HandedOnForGood
        )
        wanted[each._meta.db_table] = ADD if is_added_to else ALL
    return wanted | KNOWLEDGE_GRANTS | FRAMEWORK_GRANTS


def _grants(cursor: Any) -> list[str]:
    """Statements that make the application's rights exactly what is wanted."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
    if cursor.fetchone() is None:
        return []
    cursor.execute(
        """
        SELECT c.relname, coalesce(string_agg(a.held, ', '), '')
          FROM pg_class c LEFT JOIN LATERAL (
            SELECT privilege_type AS held FROM aclexplode(c.relacl)
             WHERE grantee = %s::regrole
             UNION ALL
            SELECT privilege_type || ' (' || t.attname || ')'
              FROM pg_attribute t, aclexplode(t.attacl)
             WHERE t.attrelid = c.oid AND grantee = %s::regrole
          ) a ON true
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         GROUP BY 1
        """,
        [APP_ROLE, APP_ROLE],
    )
    standing = {name: set(held.split(", ")) - {""} for name, held in cursor.fetchall()}
    needed = []
    for table, grant in _wanted_grants().items():
        if table in standing and standing[table] != set(grant.split(", ")) - {""}:
            needed.append(f'REVOKE ALL ON "{table}" FROM {APP_ROLE}')
            if grant:
                needed.append(f'GRANT {grant} ON "{table}" TO {APP_ROLE}')
    if needed:
        needed.append(
            f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}; "
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}"
        )
    return needed
