"""Which PostgreSQL server this installation uses, ready to take connections.

Three ways, tried in this order:
given     KINFOLD_APP_DATABASE_URL and KINFOLD_MIGRATE_DATABASE_URL are set: production
external  DATABASE_URL is an administrator's login on a server of your own
embedded  a server of our own, in the data folder
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kinfold_launcher import os_user
from kinfold_launcher.cluster import OWNER, Cluster
from kinfold_launcher.login import Login
from kinfold_launcher.passwords import (
    Passwords,
    keep_passwords,
    load_passwords,
    make_passwords,
)
from kinfold_launcher.places import ENVIRONMENT_MARK, Home, make_private
from kinfold_launcher.programs import newest_wheel_programs, wheel_programs
from kinfold_launcher.roles import APP, DATABASE, MIGRATE, ensure_roles
from kinfold_launcher.sql import SqlFailed, run_sql
from kinfold_launcher.words import Problem, say

# A Unix socket's whole path has at most 107 bytes (Linux; 103 on macOS).
SOCKET_PATH_LIMIT = 103
SOCKET_NAME = "/.s.PGSQL.5432"
_YES = frozenset({"1", "true", "yes", "on"})
# The administrator's login and our own switches are not for the application.
_STOPS_HERE = frozenset(
    {
        *("DATABASE_URL", "KINFOLD_TEST_DATABASE_URL", ENVIRONMENT_MARK),
        *("PYTHONDONTWRITEBYTECODE", "KINFOLD_AS_OWNER"),
    }
)


@dataclass(frozen=True, slots=True)
class Server:
    """A server with its roles and database in place."""

    kind: str
    app: Login
    migrate: Login
    admin: Login | None
    secret_key: str
    cluster: Cluster | None = None
    was_started: bool = False

    @property
    def is_real(self) -> bool:
        """A server that is not the embedded one."""
        return self.cluster is None


def ready_server(home: Home, environment: Mapping[str, str]) -> Server:
    """Start or find the server; make roles and database when they are missing."""
    given = given_server(environment, is_test=home.is_test)
    if given:
        return given
    prepare_home(home)
    with _one_at_a_time(home):
        kept = load_passwords(home.secrets)
        if kept is None:
            kept = make_passwords()
            keep_passwords(home.secrets, kept)
        url = environment.get(_url_name(home))
        if url:
            return _external(url, kept, named=_url_name(home))
        return _embedded(home, kept)


def given_server(
    environment: Mapping[str, str], *, is_test: bool = False
) -> Server | None:
    """The server of a production environment, used as it is."""
    app = environment.get("KINFOLD_APP_DATABASE_URL")
    migrate = environment.get("KINFOLD_MIGRATE_DATABASE_URL")
    if is_test or environment.get(ENVIRONMENT_MARK) or not (app or migrate):
        return None
    if not (app and migrate):
        missing = "KINFOLD_MIGRATE_DATABASE_URL" if app else "KINFOLD_APP_DATABASE_URL"
        raise Problem(
            "Half of the database's logins is set.",
            f"Set {missing} too, or unset both.",
        )
    key = environment.get("KINFOLD_SECRET_KEY")
    if not key:
        raise Problem("The database logins are set but KINFOLD_SECRET_KEY is not.")
    return Server(
        "given",
        Login.from_url(app, named="KINFOLD_APP_DATABASE_URL"),
        Login.from_url(migrate, named="KINFOLD_MIGRATE_DATABASE_URL"),
        None,
        key,
    )


def _url_name(home: Home) -> str:
    # The tests make and drop databases: never on the server the work is on.
    return "KINFOLD_TEST_DATABASE_URL" if home.is_test else "DATABASE_URL"


def _external(url: str, kept: Passwords, *, named: str) -> Server:
    admin = Login.from_url(url, named=named)
    database = admin.database
    if database in {"", "postgres", "template1", "defaultdb"}:
        database = DATABASE
    # The database may not exist yet: the administrator joins one that always does.
    admin = admin.to("postgres")
    ensure_roles(admin, kept, database=database, for_real_server=True)
    return Server(
        "external",
        admin.to(database).as_user(APP, kept.app),
        admin.to(database).as_user(MIGRATE, kept.migrate),
        admin,
        kept.secret_key,
    )


def _embedded(home: Home, kept: Passwords) -> Server:
    cluster = embedded_cluster(home)
    if not cluster.is_made:
        say("Making a PostgreSQL server in the data folder")
        cluster.make(kept.owner)
    was_started = cluster.start()
    admin = Login(OWNER, kept.owner, "postgres", str(cluster.socket))
    try:
        ensure_roles(admin, kept, database=DATABASE, for_real_server=False)
    except SqlFailed as failure:
        if "password authentication failed" not in failure.what:
            raise
        say("The secrets are newer than the database: giving it the new passwords")
        cluster.reset_owner_password(kept.owner)
        was_started = cluster.start()
        ensure_roles(admin, kept, database=DATABASE, for_real_server=False)
    return Server(
        "embedded",
        admin.to(DATABASE).as_user(APP, kept.app),
        admin.to(DATABASE).as_user(MIGRATE, kept.migrate),
        admin,
        kept.secret_key,
        cluster,
        was_started,
    )


def embedded_cluster(home: Home) -> Cluster:
    """The embedded server of `home`, made or not, running or not.

    Raises:
        Problem: the wheel is missing, or the data needs another major version.
    """
    folder, user = _server_folder(home)
    data = folder / "data"
    programs = newest_wheel_programs()
    if (data / "PG_VERSION").exists():
        programs = _programs_for(data, programs)
    return Cluster(
        os_user.reachable_programs(programs, user),
        data,
        socket_folder(folder, user),
        home.logs / "postgres.log",
        user,
        home.is_test,
    )


def _programs_for(data: Path, newest: Path) -> Path:
    major = int((data / "PG_VERSION").read_text(encoding="ascii"))
    carried = wheel_programs()
    if major not in carried:
        raise Problem(
            f"The data folder was made by PostgreSQL {major}, and the installed"
            f" programs are {', '.join(map(str, sorted(carried)))}.",
            "Nothing was touched. Go back to the version of Kinfold that made it and",
            "type ./kinfold backup FILE there, then ./kinfold restore FILE here.",
        )
    if carried[major] != newest:
        say(
            f"The data is PostgreSQL {major}'s; it runs as it is."
            " To bring it up to date type:  ./kinfold upgrade-database"
        )
    return carried[major]


def prepare_home(home: Home) -> None:
    """Make the data folder and its parts, closed to everyone else."""
    make_private(home.path)
    for folder in (home.files, home.logs, home.run, home.stamps):
        make_private(folder)


def _server_folder(home: Home) -> tuple[Path, os_user.OsUser | None]:
    """Where the server's data and socket live, and who runs it."""
    user = os_user.server_user(home.server / "data")
    if user is None:
        return make_private(home.server), None
    if os_user.can_reach(user, home.path):
        # The server's user may pass through the data folder but not list it.
        os.chown(home.path, 0, user.gid)
        home.path.chmod(0o710)
        folder = home.server
    else:
        folder = os_user.SHARED / _short_name(home.path)
        user = os_user.server_user(folder / "data") or user
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    if folder.stat().st_uid == 0:
        folder.chmod(0o711)
    return folder, user


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def socket_folder(folder: Path, user: os_user.OsUser | None) -> Path:
    """A private folder for the socket, short enough for the kernel."""
    near = folder / "socket"
    if len(os.fsencode(near)) + len(SOCKET_NAME) <= SOCKET_PATH_LIMIT:
        return near
    name = _short_name(folder)
    choices = [Path(f"/tmp/kinfold-{os.geteuid()}-{name}")]  # noqa: S108 - checked below
    if user is None:
        choices.insert(0, Path.home() / ".local/state/kinfold" / name)
    for choice in choices:
        if len(os.fsencode(choice)) + len(SOCKET_NAME) > SOCKET_PATH_LIMIT:
            continue
        choice.parent.mkdir(parents=True, exist_ok=True)
        choice.mkdir(mode=0o700, exist_ok=True)
        _refuse_a_trap(choice, user)
        return choice
    raise Problem(
        f"The path {folder} is too long for a socket.",
        "Set KINFOLD_HOME to a folder with a shorter path.",
    )


def _refuse_a_trap(folder: Path, user: os_user.OsUser | None) -> None:
    """In /tmp someone else may have made the folder first: never use theirs."""
    found = folder.lstat()
    ours = {os.geteuid(), user.uid if user else os.geteuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours:
        raise Problem(
            f"{folder} was made by someone else, so its socket cannot be trusted.",
            "Remove it, or set KINFOLD_HOME to a folder with a shorter path.",
        )


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    """Hold the data folder's lock. The kernel drops it if we die: never stale."""
    with (home.run / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_login(server: Server) -> str:
    """The server's version, asked as the application's own role."""
    sql = "SHOW server_version;"
    return run_sql(server.app, sql, for_real_server=server.is_real)[0][0]


def wants_demo(environment: Mapping[str, str]) -> bool:
    """Made-up families unless a production database, or KINFOLD_DEMO=0, says not."""
    is_given = given_server(environment) is not None
    return environment.get("KINFOLD_DEMO", "0" if is_given else "1") in _YES


def child_environment(
    home: Home, server: Server, environment: Mapping[str, str]
) -> dict[str, str]:
    """What every child process of the application is given."""
    values = {
        name: value
        for name, value in environment.items()
        if name not in _STOPS_HERE and not name.startswith("PYTHONHOME")
    }
    return values | exports(home, server, environment)


def exports(
    home: Home, server: Server, environment: Mapping[str, str]
) -> dict[str, str]:
    """The variables that the application's settings read."""
    values = {
        "KINFOLD_APP_DATABASE_URL": server.app.url(),
        "KINFOLD_MIGRATE_DATABASE_URL": server.migrate.url(),
        "KINFOLD_SECRET_KEY": server.secret_key,
        "KINFOLD_HOME": str(home.path),
    }
    if not home.is_test:
        is_demo = wants_demo(environment)
        settings = "demo" if is_demo else "production"
        usual = f"kinfold.config.settings.{settings}"
        values["KINFOLD_DEMO"] = str(int(is_demo))
        values["DJANGO_SETTINGS_MODULE"] = _settings_chosen(environment) or usual
    return values


def _settings_chosen(environment: Mapping[str, str]) -> str:
    # A shell set up for the tests must not make the demo run on their settings.
    if environment.get(ENVIRONMENT_MARK):
        return ""
    return environment.get("DJANGO_SETTINGS_MODULE", "")
