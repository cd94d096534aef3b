"""A PostgreSQL login, read from and written to a connection URL."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from kinfold_launcher.words import Problem

SCRAM_ROUNDS = 4096

# URL parameters that libpq's programs take from the environment.
_PARAMETERS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
    "application_name": "PGAPPNAME",
    "channel_binding": "PGCHANNELBINDING",
}


@dataclass(frozen=True, slots=True)
class Login:
    """Who connects to which database. The password never goes on a command line."""

    user: str
    password: str
    database: str
    host: str
    port: str = ""
    parameters: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def from_url(cls, url: str, *, named: str = "DATABASE_URL") -> Login:
        """Read `postgresql://user:password@host:port/database?host=/socket/folder`.

        Raises:
            Problem: not a PostgreSQL URL, or the user or the database is missing.
        """
        example = "postgresql://user:password@host:5432/database"
        try:
            parts = urlsplit(url)
            port = str(parts.port or "")
        except ValueError:
            raise Problem(
                f"{named} cannot be read.",
                f"It should look like {example}, with % codes for odd characters.",
            ) from None
        if parts.scheme not in {"postgresql", "postgres"} or not parts.username:
            raise Problem(
                f"{named} is not a PostgreSQL address with a user in it.",
                f"It should look like {example}",
            )
        parameters = dict(parse_qsl(parts.query))
        return cls(
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            database=unquote(parts.path.lstrip("/")),
            host=parameters.pop("host", "") or unquote(parts.hostname or "localhost"),
            port=parameters.pop("port", "") or port,
            parameters=tuple(sorted(parameters.items())),
        )

    def url(self) -> str:
        """The same login as a URL, percent-encoded; a socket folder goes in `host=`."""
        who = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        parameters = dict(self.parameters)
        place = ""
        if self.host.startswith("/"):
            parameters["host"] = self.host
        else:
            host = f"[{self.host}]" if ":" in self.host else self.host
            place = f"{host}:{self.port}" if self.port else host
        query = f"?{urlencode(parameters, quote_via=quote)}" if parameters else ""
        return f"postgresql://{who}@{place}/{quote(self.database, safe='')}{query}"

    def environment(self) -> dict[str, str]:
        """What psql, pg_dump and pg_restore read instead of a command line."""
        values = {
            "PGHOST": self.host,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.database,
            "PGCONNECT_TIMEOUT": "15",
            "PGCLIENTENCODING": "UTF8",
        }
        if self.port:
            values["PGPORT"] = self.port
        for name, value in self.parameters:
            if name in _PARAMETERS:
                values[_PARAMETERS[name]] = value
        return values

    def to(self, database: str) -> Login:
        """The same login to another database of the same server."""
        return replace(self, database=database)

    def as_user(self, user: str, password: str) -> Login:
        """The same server and database with another login."""
        return replace(self, user=user, password=password)


def without_login(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` with no libpq settings that could send us to another server."""
    return {
        name: value
        for name, value in environment.items()
        if not (name.startswith("PG") and name[2:3].isupper())
    }


def scram_verifier(password: str, *, salt: bytes | None = None) -> str:
    """What PostgreSQL keeps in place of `password` (RFC 5802, RFC 7677).

    Sending this, not the password, keeps the password out of the server's log.
    `password` must be ASCII: SASLprep is not applied.
    """
    salt = os.urandom(16) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, SCRAM_ROUNDS)
    client = hmac.digest(salted, b"Client Key", "sha256")
    stored = hashlib.sha256(client).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    salt64, stored64, server64 = (
        base64.b64encode(part).decode("ascii") for part in (salt, stored, server)
    )
    return f"SCRAM-SHA-256${SCRAM_ROUNDS}:{salt64}${stored64}:{server64}"
