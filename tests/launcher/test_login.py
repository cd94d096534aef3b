"""Connection addresses survive any password, and nothing leaks through them."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinfold_launcher.login import Login, scram_verifier, without_login
from kinfold_launcher.words import Problem

NO_NULL = st.characters(blacklist_characters="\0", blacklist_categories=["Cs"])
TEXT = st.text(NO_NULL, min_size=1, max_size=30)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(user=TEXT, password=TEXT, database=TEXT, folder=TEXT)
def test_a_socket_login_survives_being_written_as_an_address(
    user: str, password: str, database: str, folder: str
) -> None:
    login = Login(user, password, database.lstrip("/") or "d", f"/{folder}")
    assert Login.from_url(login.url()) == login


def test_a_server_address_keeps_its_host_port_and_tls() -> None:
    url = "postgresql://ann:p%40ss@db.example:6432/kinfold?sslmode=verify-full"
    login = Login.from_url(url)
    assert (login.host, login.port, login.password) == ("db.example", "6432", "p@ss")
    assert login.environment()["PGSSLMODE"] == "verify-full"
    assert Login.from_url(login.url()) == login


@pytest.mark.parametrize(
    "url", ["", "mysql://a:b@c/d", "postgresql:///kinfold", "postgresql://a@[::1/d"]
)
def test_a_bad_address_is_explained_with_its_name_and_an_example(url: str) -> None:
    with pytest.raises(Problem) as problem:
        Login.from_url(url, named="DATABASE_URL")
    assert "DATABASE_URL" in problem.value.what
    assert "postgresql://user:password@host" in str(problem.value)


def test_a_bad_address_is_not_repeated_since_it_may_hold_a_password() -> None:
    with pytest.raises(Problem) as problem:
        Login.from_url("postgres//ann:secret@db/kinfold")
    assert "secret" not in str(problem.value)


def test_a_verifier_is_what_the_standard_says() -> None:
    """RFC 5802: stored key is H(HMAC(salted, "Client Key"))."""
    salt = b"0123456789abcdef"
    method, rest = scram_verifier("secret", salt=salt).split("$", 1)
    rounds, keys = rest.split("$")
    stored, server = (base64.b64decode(key) for key in keys.split(":"))
    salted = hashlib.pbkdf2_hmac("sha256", b"secret", salt, 4096)
    assert method == "SCRAM-SHA-256"
    assert rounds == "4096:" + base64.b64encode(salt).decode()
    client = hmac.digest(salted, b"Client Key", "sha256")
    assert stored == hashlib.sha256(client).digest()
    assert server == hmac.digest(salted, b"Server Key", "sha256")


def test_settings_that_would_send_us_to_another_server_are_dropped() -> None:
    kept = without_login({"PGHOST": "x", "PGSERVICE": "y", "PATH": "z", "PGrade": "k"})
    assert kept == {"PATH": "z", "PGrade": "k"}
