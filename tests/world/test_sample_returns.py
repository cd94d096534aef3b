"""The demo's analyst has measures to look at, and they say that they are made up."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from kinfold.platform.files.names import clean_name
from kinfold.platform.jobs import Progress
from kinfold.platform.tenancy import as_viewer
from kinfold.returns.jobs import count_measures, read_handed_return
from kinfold.returns.models import HandedReturn
from kinfold.world import returns
from kinfold.world.loading import Made
from kinfold.world.management.commands import world
from kinfold.world.returns import CALLED, demo_analyst
from kinfold.world.staffing import demo_accounts
from tests.factories.platform import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_analyst_of_the_demo_has_an_account():
    assert demo_analyst() in {email for email, *_ in demo_accounts()}


def test_a_made_up_census_is_read_by_the_job_and_drawn(
    settings, tmp_path, monkeypatch, sign_in, authority, analyst
):
    settings.KINFOLD_DEMO = True
    settings.FILES_ROOT = tmp_path
    authority.ons_code = "E10000019"
    as_owner(authority.save)
    monkeypatch.setattr(returns, "CHILDREN", 200)
    monkeypatch.setattr(world, "load_world", lambda **_: Made())
    monkeypatch.setattr(world, "viewer_called", lambda email: analyst)
    monkeypatch.setattr(world, "ask_and_give", lambda: False)
    out = StringIO()
    call_command("world", "--returns", stdout=out)
    assert demo_analyst() in out.getvalue()
    with as_viewer(analyst):
        handed = HandedReturn.objects.get()
        read_handed_return(analyst, Progress(), return_id=handed.pk)
        count_measures(analyst, Progress())
        handed.refresh_from_db()
        name = handed.files.get().name
    assert name == clean_name(CALLED)
    assert "made-up" in name.lower()
    assert (handed.state, handed.child_count) == ("read", 200)
    client = sign_in(analyst)
    assert name in client.get(f"/returns/{handed.pk}/").content.decode()
    page = client.get("/measures/returns/referral.rate/").content.decode()
    assert "<svg" in page
    again = StringIO()
    call_command("world", "--returns", stdout=again)
    assert "handed in before" in again.getvalue()
