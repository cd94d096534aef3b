"""References, log lines without personal data, error pages, health and metrics."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from kinfold.platform import readiness
from kinfold.platform.errors import Conflict
from kinfold.platform.fences import APP_ROLE
from kinfold.platform.jobs import selectors as job_selectors
from kinfold.platform.limits import Allowance, limited
from kinfold.platform.logs import JsonFormatter, current_request
from kinfold.platform.references import new_reference
from kinfold.platform.viewer import Viewer
from kinfold.platform.views import jobs as job_views

SignIn = Callable[[Viewer], Client]


class Lines(logging.Handler):
    """What the log would hold, as its JSON lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.text: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(self.format(record))

    def of(self, message: str) -> list[dict[str, object]]:
        lines = [json.loads(line) for line in self.text]
        return [line for line in lines if line["message"] == message]


@pytest.fixture
def lines() -> object:
    handler = Lines()
    roots = [logging.getLogger(), logging.getLogger("kinfold")]
    before = [(one, one.level) for one in roots]
    for one in roots:
        one.setLevel("INFO")
    roots[0].addHandler(handler)
    yield handler
    roots[0].removeHandler(handler)
    for one, level in before:
        one.setLevel(level)


def test_a_reference_can_be_read_out() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(len(r) == 8 and not set(r) & set("01ILO") for r in references)


class TestLines:
    def test_a_request_is_told_by_its_route_never_its_path(
        self, practitioner: Viewer, sign_in: SignIn, lines: Lines
    ) -> None:
        run = "01890000-0000-7000-8000-000000000000"
        response = sign_in(practitioner).get(f"/jobs/{run}/?q=Ana+Smith")
        (line,) = lines.of("request")
        assert line["route"] == "/jobs/<uuid:run_id>/"
        assert line["status"] == 404
        assert line["user"] == practitioner.user_id
        assert line["authority"] == str(practitioner.authority_id)
        assert line["request"] == response["X-Request-Id"]
        everything = "".join(lines.text)
        for kept_out in (run, "Ana", practitioner.name, "example.org"):
            assert kept_out not in everything

    def test_arguments_and_error_texts_stay_out(self, db: None, lines: Lines) -> None:
        log = logging.getLogger("kinfold.test")
        try:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 'Ana Smith'::uuid")
            except DatabaseError as cause:
                raise IntegrityError("Key (name)=(Ana Smith) exists") from cause
        except IntegrityError:
            log.exception("could not save %s", "Ana Smith")
        (line,) = lines.of("could not save %s")
        assert "Ana" not in lines.text[0]
        error = line["error"]
        assert isinstance(error, dict)
        assert error["type"] == "django.db.utils.IntegrityError"
        assert error["cause"]["cause"]["sqlstate"] == "22P02"
        assert "test_watch.py" in error["where"][-1]

    def test_static_files_are_not_told(self, client: Client, lines: Lines) -> None:
        client.get("/static/nothing.css")
        assert lines.of("request") == []

    def test_the_reference_ends_with_the_request(self, client: Client) -> None:
        client.get("/health/live/")
        assert current_request.get() == ""


class TestErrorPages:
    def test_a_500_gives_the_reference_that_is_in_the_log(
        self,
        practitioner: Viewer,
        sign_in: SignIn,
        lines: Lines,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def fail(*args: object) -> None:
            raise ZeroDivisionError("Ana Smith")

        monkeypatch.setattr(job_views.selectors, "runs_for", fail)
        client = sign_in(practitioner)
        client.raise_request_exception = False
        response = client.get("/jobs/")
        reference = response["X-Request-Id"]
        assert response.status_code == 500
        assert reference in response.content.decode()
        assert "Ana" not in "".join(lines.text)
        (line,) = lines.of("unhandled error")
        assert line["request"] == reference

    def test_a_500_is_drawn_when_the_database_is_gone(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> list[str]:
            raise DatabaseError("gone")

        monkeypatch.setattr(readiness, "troubles", fail)
        client.raise_request_exception = False
        response = client.get("/health/ready/")
        assert response.status_code == 500
        assert "Something went wrong here, not with you" in response.content.decode()

    def test_a_refusal_says_why(self, practitioner: Viewer, sign_in: SignIn) -> None:
        response = sign_in(practitioner).post("/jobs/verify-audit/")
        assert response.status_code == 403
        assert "Your role does not include this" in response.content.decode()

    def test_a_conflict_says_what_happened(
        self,
        practitioner: Viewer,
        sign_in: SignIn,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def fail(*args: object) -> None:
            raise Conflict("This work had already ended")

        monkeypatch.setattr(job_views.selectors, "runs_for", fail)
        response = sign_in(practitioner).get("/jobs/")
        assert response.status_code == 409
        assert "This work had already ended" in response.content.decode()

    def test_an_unknown_page(self, practitioner: Viewer, sign_in: SignIn) -> None:
        response = sign_in(practitioner).get("/no/such/page/")
        assert response.status_code == 404
        assert "We cannot find that page" in response.content.decode()


class TestHealth:
    def test_alive_asks_the_database_nothing(
        self,
        client: Client,
        db: None,
        django_assert_num_queries: Callable[[int], object],
    ) -> None:
        with django_assert_num_queries(0):  # type: ignore[attr-defined]
            assert client.get("/health/live/").content == b"alive\n"

    def test_ready_tells_strangers_one_word(
        self, client: Client, db: None, settings: Settings
    ) -> None:
        settings.KINFOLD_DEMO = False
        response = client.get("/health/ready/")
        assert (response.status_code, response.content) == (200, b"ready\n")

    def test_a_fence_that_fell_turns_people_away(
        self, client: Client, db: None, settings: Settings
    ) -> None:
        settings.KINFOLD_METRICS_TOKEN = "sesame"
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("ALTER TABLE platform_team NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"SET ROLE {APP_ROLE}")
        stranger = client.get("/health/ready/")
        assert (stranger.status_code, stranger.content) == (503, b"not ready\n")
        monitor = client.get(
            "/health/ready/", headers={"Authorization": "Bearer sesame"}
        )
        assert monitor.json()["troubles"] == ["fences"]

    def test_a_login_that_passes_the_fences_by_is_not_ready(
        self, client: Client, db: None
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            try:
                assert client.get("/health/ready/").status_code == 503
            finally:
                cursor.execute(f"SET ROLE {APP_ROLE}")

    def test_no_database_is_not_ready(
        self, client: Client, db: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> bool:
            raise DatabaseError("gone")

        monkeypatch.setattr(readiness, "_is_migrated", fail)
        assert client.get("/health/ready/").status_code == 503


class TestMetrics:
    @pytest.mark.parametrize("sent", [None, "Bearer wrong", "sesame", "Bearer "])
    def test_strangers_find_no_such_page(
        self, client: Client, db: None, settings: Settings, sent: str | None
    ) -> None:
        settings.KINFOLD_METRICS_TOKEN = "sesame"
        headers = {"Authorization": sent} if sent else {}
        assert client.get("/metrics", headers=headers).status_code == 404

    def test_without_a_token_only_the_demo_shows_them_and_only_here(
        self, client: Client, db: None, settings: Settings
    ) -> None:
        settings.KINFOLD_METRICS_TOKEN = ""
        assert client.get("/metrics").status_code == 200
        assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 404
        settings.KINFOLD_DEMO = False
        assert client.get("/metrics").status_code == 404

    def test_routes_are_counted_and_no_path_is_shown(
        self, practitioner: Viewer, sign_in: SignIn
    ) -> None:
        client = sign_in(practitioner)
        run = "01890000-0000-7000-8000-000000000001"
        client.get(f"/jobs/{run}/")
        text = client.get("/metrics").content.decode()
        assert (
            'kinfold_requests_total{method="GET",route="/jobs/<uuid:run_id>/",'
            'status="404"}' in text
        )
        assert 'kinfold_request_seconds_bucket{le="0.3",route="/jobs/' in text
        assert 'kinfold_jobs{state="waiting"}' in text
        assert "kinfold_worker_alive 0.0" in text
        assert run not in text

    def test_a_worker_is_alive_while_it_says_so(self, db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT procrastinate_register_worker_v1()")
        assert job_selectors.is_worker_alive()
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_workers"
                " SET last_heartbeat = now() - interval '2 minutes'"
            )
        assert not job_selectors.is_worker_alive()


class TestLimits:
    def test_an_allowance_empties_and_fills_again(self) -> None:
        allowance = Allowance(per_minute=3)
        assert [allowance.take(1, now=0.0) for _ in range(4)] == [0, 0, 0, 20]
        assert allowance.take(2, now=0.0) == 0
        assert allowance.take(1, now=19.0) == 1
        assert allowance.take(1, now=20.1) == 0
        assert [allowance.take(1, now=500.0) for _ in range(4)] == [0, 0, 0, 20]

    def test_people_at_rest_are_forgotten(self) -> None:
        allowance = Allowance(per_minute=3)
        for user in range(10_002):
            allowance.take(user, now=0.0)
        allowance.take(1, now=100.0)
        assert len(allowance._buckets) == 1

    def test_too_often_is_a_page_that_says_how_long(
        self, rf: RequestFactory, practitioner: Viewer
    ) -> None:
        @limited("searches", per_minute=1)
        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse("found")

        request = rf.get("/")
        assert view(request).content == b"found"  # nobody signed in: another door's
        request.viewer = practitioner  # type: ignore[attr-defined]
        request._messages = []  # type: ignore[attr-defined]
        assert view(request).content == b"found"
        refused = view(request)
        assert refused.status_code == 429
        assert refused["Retry-After"] == "60"
        assert "You have asked for searches very often" in refused.content.decode()
