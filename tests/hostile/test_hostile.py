"""A stolen login of the application, trying every way into another authority."""

from __future__ import annotations

import statistics
import uuid
from time import perf_counter

import psycopg
import pytest
from psycopg import errors

from kinfold.platform.fences import fenced_keys, owned_models, programme_models

pytestmark = pytest.mark.slow

TABLES = sorted(model._meta.db_table for model in owned_models())
PROGRAMMES = sorted(model._meta.db_table for model in programme_models())
WITH_KEYS = [model for model in owned_models() if fenced_keys(model)]
# Tables that the made-up world must have filled on both sides, or this proves nothing.
AT_LEAST = {
    "records_person",
    "records_family",
    "records_familymember",
    "people_relationship",
    "platform_worker",
    "platform_team",
    "practice_mapentry",
    "practice_scalerating",
    "platform_auditevent",
    "whiteboard_keptrow",
}


def test_there_is_something_to_steal(their_ids):
    assert their_ids.keys() >= AT_LEAST


def test_the_stolen_login_is_no_more_than_the_application(stolen):
    row = stolen.execute(
        "SELECT session_user, current_user, rolsuper, rolbypassrls, rolcreaterole,"
        " rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert row == ("kinfold_app", "kinfold_app", False, False, False, False)


@pytest.mark.parametrize("table", TABLES)
def test_reading_counting_and_sorting_find_nothing(stolen, ground, their_ids, table):
    query = f'FROM "{table}" WHERE authority_id = %s'
    theirs = [ground.theirs]
    assert stolen.execute(f"SELECT count(*) {query}", theirs).fetchone() == (0,)
    assert stolen.execute(f"SELECT * {query} ORDER BY id", theirs).fetchall() == []
    assert stolen.execute(f"SELECT EXISTS (SELECT 1 {query})", theirs).fetchone() == (
        False,
    )
    if table in their_ids:
        by_id = f'SELECT 1 FROM "{table}" WHERE id = %s'
        assert stolen.execute(by_id, [their_ids[table]]).fetchone() is None


@pytest.mark.parametrize("table", TABLES)
def test_joins_find_nothing(stolen, ground, table):
    rows = stolen.execute(
        f'SELECT count(*) FROM platform_authority a LEFT JOIN "{table}" t'
        " ON t.authority_id = a.id WHERE a.id = %s AND t.id IS NOT NULL",
        [ground.theirs],
    ).fetchone()
    assert rows == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_an_error_cannot_be_made_to_tell(stolen, ground, table):
    """A condition that divides by nought on their rows never meets one of them."""
    stolen.execute(
        f'SELECT count(*) FROM "{table}"'
        " WHERE 1 / (CASE WHEN authority_id = %s THEN 0 ELSE 1 END) = 1",
        [ground.theirs],
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [("records_person", "known_as"), ("practice_mapentry", "text")],
)
def test_a_spying_function_is_shown_ones_own_rows_only(stolen, ground, table, column):
    """The classic leak: a cheap function that tells of every row it is asked about."""
    try:
        stolen.execute(
            "CREATE FUNCTION pg_temp.spy(who uuid) RETURNS boolean LANGUAGE plpgsql"
            " COST 0.0000001 AS $$ BEGIN RAISE NOTICE '%', who; RETURN true; END $$"
        )
    except errors.InsufficientPrivilege:
        return  # better still: the login may not even make one
    heard: set[str] = set()
    stolen.add_notice_handler(lambda notice: heard.add(notice.message_primary or ""))
    stolen.execute(
        f'SELECT count(*) FROM "{table}" WHERE pg_temp.spy(authority_id)'
        f" AND {column} >= ''"
    )
    assert heard == {str(ground.ours)}


@pytest.mark.parametrize("words", ["%", "a%", "%a%"])
def test_searching_finds_nothing(stolen, ground, words):
    rows = stolen.execute(
        "SELECT DISTINCT authority_id FROM records_person WHERE known_as ILIKE %s",
        [words],
    ).fetchall()
    assert rows in ([(ground.ours,)], [])


@pytest.mark.parametrize("table", TABLES)
def test_changing_and_deleting_touch_nothing(stolen, ground, table):
    for statement in (
        f'UPDATE "{table}" SET authority_id = authority_id WHERE authority_id = %s',
        f'DELETE FROM "{table}" WHERE authority_id = %s',
    ):
        try:
            with stolen.transaction():
                assert stolen.execute(statement, [ground.theirs]).rowcount == 0
        except errors.InsufficientPrivilege:
            continue  # append-only: not even one's own


@pytest.mark.parametrize("table", TABLES)
def test_nothing_can_be_planted_or_given_away(stolen, ground, table):
    columns = [
        name
        for (name,) in stolen.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [f'"{table}"'],
        )
    ]
    values = ", ".join(
        {"id": "gen_random_uuid()", "authority_id": "%s"}.get(c, f'"{c}"')
        for c in columns
    )
    names = ", ".join(f'"{c}"' for c in columns)
    has_row = stolen.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()
    if has_row == (False,):
        return
    for statement in (
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" LIMIT 1',
        f'UPDATE "{table}" SET authority_id = %s',
    ):
        with pytest.raises(errors.InsufficientPrivilege), stolen.transaction():
            stolen.execute(statement, [ground.theirs])


@pytest.mark.parametrize("model", WITH_KEYS, ids=lambda m: m._meta.label)
def test_no_row_of_ours_can_hang_on_one_of_theirs(stolen, ground, their_ids, model):
    table = model._meta.db_table
    for key in fenced_keys(model):
        target = their_ids.get(key.related_model._meta.db_table)
        if target is None:
            continue
        refused = (
            errors.ForeignKeyViolation,
            errors.InsufficientPrivilege,
            errors.CheckViolation,
            errors.UniqueViolation,
        )
        with stolen.transaction(force_rollback=True):
            try:
                with stolen.transaction():
                    changed = stolen.execute(
                        f'UPDATE "{table}" SET "{key.column}" = %s WHERE id ='
                        f' (SELECT id FROM "{table}" LIMIT 1)',
                        [target],
                    ).rowcount
                    stolen.execute("SET CONSTRAINTS ALL IMMEDIATE")
            except refused:
                continue
        assert changed == 0, f"{table}.{key.column} now points into another authority"


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE kinfold_migrate",
        "SET SESSION AUTHORIZATION kinfold_migrate",
        "ALTER TABLE records_person DISABLE ROW LEVEL SECURITY",
        "ALTER ROLE kinfold_app BYPASSRLS",
        "CREATE POLICY mine ON records_person USING (true)",
        "TRUNCATE records_person CASCADE",
        "CREATE TABLE public.mine (id int)",
        "CREATE VIEW public.mine AS SELECT * FROM records_person",
        "SELECT rolpassword FROM pg_authid",
        "COPY records_person TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
        "UPDATE platform_auditevent SET why = 'x'",
        "DELETE FROM platform_auditevent",
        "INSERT INTO platform_auditlink SELECT * FROM platform_auditlink",
        "UPDATE platform_auditlink SET hash = ''",
        "UPDATE practice_scalerating SET value = 10",
        "SELECT kinfold_chain_audit()",
    ],
)
def test_the_login_cannot_raise_itself(stolen, statement):
    refused = (errors.InsufficientPrivilege, errors.FeatureNotSupported)
    with pytest.raises(refused), stolen.transaction():
        stolen.execute(statement)


def test_turning_the_fence_off_is_an_error_not_a_way_round(stolen):
    stolen.execute("SET LOCAL row_security = off")
    with pytest.raises(errors.InsufficientPrivilege):
        stolen.execute("SELECT count(*) FROM records_person")


def test_statistics_of_fenced_tables_are_hidden(stolen):
    rows = stolen.execute(
        "SELECT count(*) FROM pg_stats WHERE tablename = ANY(%s)", [TABLES]
    ).fetchone()
    assert rows == (0,)


def test_no_view_looks_round_the_fence(stolen):
    rows = stolen.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce("
        "   reloptions @> ARRAY['security_invoker=true'], false))"
    ).fetchall()
    assert rows == []


def test_another_account_is_not_shown(stolen, ground):
    rows = stolen.execute("SELECT id FROM platform_user").fetchall()
    assert rows == [(ground.user_id,)]


def test_saying_no_viewer_shows_no_record(ground):
    with psycopg.connect(ground.url) as connection:
        for table in (*TABLES, *PROGRAMMES):
            row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            assert row == (0,), table


def test_the_viewer_does_not_outlive_its_transaction(ground):
    with psycopg.connect(ground.url, autocommit=True) as connection:
        with connection.transaction():
            connection.execute(
                "SELECT set_config('app.authority_id', %s, true)", [str(ground.ours)]
            )
            seen = connection.execute("SELECT count(*) FROM records_person").fetchone()
            assert seen is not None
            assert seen[0] > 0
        after = connection.execute("SELECT count(*) FROM records_person").fetchone()
        assert after == (0,)


def test_time_does_not_tell_an_id_of_theirs_from_one_that_never_was(stolen, their_ids):
    """A difference that tells is there every time; a busy machine's is not."""
    ratios = [_time_of(stolen, their_ids["records_person"]) for _ in range(5)]
    assert any(0.6 < ratio < 1.6 for ratio in ratios), ratios


def _time_of(stolen, theirs):
    """Beside an id that never was; turn and turn about, so noise falls on both."""
    times = {True: [], False: []}
    for _ in range(100):
        for is_theirs, value in ((True, theirs), (False, uuid.uuid4())):
            begin = perf_counter()
            stolen.execute("SELECT 1 FROM records_person WHERE id = %s", [value])
            times[is_theirs].append(perf_counter() - begin)
    return statistics.median(times[True]) / statistics.median(times[False])
