"""A fingerprint of a whole database: every table's rows, and the shape around them.

Used to prove that what was restored is what was backed up.
"""

from __future__ import annotations

from dataclasses import dataclass

# Text forms of values must not depend on who asks.
SETTINGS = """
SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601'; SET timezone = 'UTC';
SET bytea_output = 'hex'; SET extra_float_digits = 1; SET row_security = off;
SET search_path = pg_catalog;
"""

# For each table: its name, the number of its rows, and the sum over its rows of the
# first 64 bits of each row's SHA-256. A sum does not depend on the order of the rows.
ROWS = r"""
SELECT format(
  'SELECT %L, count(*), coalesce(sum((''x'' || encode(substr(sha256(convert_to('
  't::text, ''UTF8'')), 1, 8), ''hex''))::bit(64)::bigint::numeric), 0) FROM %I.%I t',
  'rows of ' || n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY 1 \gexec
"""

# The fences are part of what must come back: columns, constraints, indexes, triggers,
# policies, forced row security and grants, each as PostgreSQL writes it down. Casts
# between kinds of text, and brackets, are left out: reading an expression back from a
# dump moves them about without changing what it means.
SHAPE = r"""
WITH ours AS (
  SELECT c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^(pg_|information_schema$)'
), written(kind, text) AS (
  SELECT 'columns', format('%s.%s %s %s', relname, attname,
         format_type(atttypid, atttypmod), attnotnull)
    FROM ours JOIN pg_attribute ON attrelid = oid
    WHERE relkind IN ('r','p','v') AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT 'row security', format('%s %s %s', relname, relrowsecurity,
         relforcerowsecurity) FROM ours WHERE relkind IN ('r','p')
  UNION ALL SELECT 'constraints', format('%s %s', relname, pg_get_constraintdef(k.oid))
    FROM ours JOIN pg_constraint k ON k.conrelid = ours.oid
  UNION ALL SELECT 'indexes', pg_get_indexdef(indexrelid)
    FROM ours JOIN pg_index ON indrelid = ours.oid
  UNION ALL SELECT 'triggers', pg_get_triggerdef(t.oid)
    FROM ours JOIN pg_trigger t ON tgrelid = ours.oid WHERE NOT tgisinternal
  UNION ALL SELECT 'policies', format('%s %s %s %s %s', relname, polname, polcmd,
         pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    FROM ours JOIN pg_policy ON polrelid = ours.oid
  UNION ALL SELECT 'grants', format('%s %s %s', relname, grantee::regrole,
         privilege_type) FROM ours, aclexplode(relacl)
    WHERE grantee <> 0 AND relkind IN ('r','p','v','S')
  UNION ALL SELECT 'functions', pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname !~ '^(pg_|information_schema$)' AND p.prokind IN ('f','p')
), parts(kind, text) AS (
  SELECT kind, regexp_replace(text,
         '::(character varying|text)(\[\])?|[()]', '', 'g') FROM written
)
SELECT 'shape: ' || kind, count(*),
       encode(sha256(convert_to(string_agg(text, E'\n' ORDER BY text COLLATE "C"),
       'UTF8')), 'hex')
FROM parts GROUP BY kind ORDER BY kind;
"""
EVERYTHING = SETTINGS + ROWS + SHAPE


@dataclass(frozen=True, slots=True)
class Content:
    """One table or one part of the shape: how many, and the hash of them all."""

    name: str
    count: int
    hash: str


def contents(rows: list[list[str]]) -> list[Content]:
    """What the server answered to `EVERYTHING`."""
    return [Content(name, int(count), hash_) for name, count, hash_ in rows]


def differences(kept: list[Content], found: list[Content]) -> list[str]:
    """In words: every table and part of the shape that is not the same."""
    before = {content.name: content for content in kept}
    after = {content.name: content for content in found}
    told = []
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            told.append(f"{name}: {'missing' if now is None else 'not in the backup'}")
        elif was.count != now.count:
            told.append(f"{name}: {was.count} in the backup, {now.count} here")
        elif was.hash != now.hash:
            told.append(f"{name}: {was.count} as in the backup, but changed")
    return told
