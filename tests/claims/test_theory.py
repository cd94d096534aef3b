"""The theory of change: begun with what is shipped, adapted, and never lost."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinfold.claims.actions import theory as actions
from kinfold.claims.actions.theory import ClaimTyped, NodeTyped
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.models import Claim, NodeVersion, TheoryNode
from kinfold.claims.presenters.picture import theory_svg, wrapped
from kinfold.claims.selectors import theory as reads
from kinfold.claims.shipped import SHIPPED_WHY, shipped_theory
from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from kinfold_measures.catalogue import BY_CODE
from tests.factories.claims import SLUG, add_sound, make_learners
from tests.factories.platform import make_programme_viewer, make_worker_viewer

pytestmark = pytest.mark.django_db
PAGE = f"/evaluation/of/{SLUG}/"


@pytest.fixture
def learners(authority):
    return make_learners(authority)


@pytest.fixture
def lead(learners):
    return learners.lead


def test_what_is_shipped_hangs_together():
    shipped = shipped_theory()
    names = [one.name for one in shipped.nodes]
    assert len(names) == len(set(names))
    assert {c for one in shipped.nodes for c in one.indicators} <= BY_CODE.keys()
    assert {one.kind for one in shipped.nodes} == set(TheoryNode.Kind.values)
    tied = {n for one in shipped.claims for n in (one.cause, one.effect)}
    free = {one.name for one in shipped.nodes if one.kind == "moderator"}
    assert tied == set(names) - free


def test_two_who_begin_at_once_wait_for_each_other(learners):
    lead = learners.lead
    with as_viewer(lead), CaptureQueriesContext(connection) as asked:
        actions.begin_theory(slug=SLUG, by=lead)
    lock = next(n for n, q in enumerate(asked) if "advisory_xact_lock" in q["sql"])
    looked = next(n for n, q in enumerate(asked) if "claims_theorynode" in q["sql"])
    assert lock < looked


def test_a_programme_begins_with_it_once_and_says_whose_it_is(lead):
    with as_viewer(lead):
        actions.begin_theory(slug=SLUG, by=lead)  # again
        found = reads.theory_of(lead, SLUG)
        shipped = shipped_theory()
        assert len(found.nodes) == len(shipped.nodes)
        assert len(found.claims) == len(shipped.claims)
        assert {node.why for node in found.nodes} == {SHIPPED_WHY}
        assert "to be checked against the published appendix" in SHIPPED_WHY
        assert ProgrammeEvent.objects.filter(action="claim.added").count() == len(
            shipped.claims
        )


def test_what_is_adapted_stays_readable_and_two_at_once_are_shown(lead, sign_in):
    client = sign_in(lead)
    typed = {
        "words": "leaders sit in on the work",
        "is_kept": "yes",
        "why": "Seen in Bexley",
        "version": "1",
        "indicators": ["workforce.caseload"],
    }
    url = f"{PAGE}picture/3/change/"
    assert client.post(url, typed).status_code == 302
    page = client.get(f"{PAGE}picture/3/").content.decode()
    assert "<h1>Leaders sit in on the work</h1>" in page
    assert "Leaders stay close to the practice" in page  # what it said before
    assert "Seen in Bexley" in page
    late = client.post(url, {**typed, "words": "leaders ask", "why": "Mine"})
    said = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else saved while you were writing" in said
    assert "leaders sit in on the work" in said
    assert 'name="version" value="2"' in said
    assert client.post(url, {**typed, "version": "2"}).status_code == 302
    claim = {"because": "they see it", "holds_where": "", "is_kept": "yes",
             "why": "Said so", "version": "1"}  # fmt: skip
    url = f"{PAGE}claims/4/change/"
    assert client.post(url, claim).status_code == 302
    assert client.post(url, claim).status_code == 409
    assert "because they see it." in client.get(f"{PAGE}claims/4/").content.decode()


def test_what_is_dropped_leaves_the_picture_with_its_claims(lead):
    with as_viewer(lead):
        node = NodeTyped("leaders stay close", (), is_kept=False, why="Not ours")
        actions.change_node(slug=SLUG, number=3, typed=node, seen_version=1, by=lead)
        claim = ClaimTyped("so it is", "", is_kept=False, why="Not so")
        actions.change_claim(slug=SLUG, number=1, typed=claim, seen_version=1, by=lead)
        found = reads.theory_of(lead, SLUG)
        left = {one.number for one in found.claims}
        assert 3 not in {node.node.number for node in found.nodes}
        assert 1 not in left
        assert 4 not in left  # it began with what was dropped
        assert NodeVersion.objects.filter(node__number=3).count() == 2


def test_a_new_thing_and_a_new_claim(lead, sign_in):
    client = sign_in(lead)
    thing = {"kind": "outcome", "words": "brothers and sisters stay together",
             "why": "Families say so"}  # fmt: skip
    assert client.post(f"{PAGE}picture/add/", thing).status_code == 302
    claim = {"cause": "15", "effect": "27", "because": "kin take them all",
             "why": "A guess"}  # fmt: skip
    assert client.post(f"{PAGE}claims/add/", claim).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Brothers and sisters stay together" in page
    assert "25 claims" in page
    again = client.post(f"{PAGE}claims/add/", claim)
    assert again.status_code == 422
    assert "This is claimed already" in again.content.decode()
    itself = client.post(f"{PAGE}claims/add/", {**claim, "effect": "15"})
    assert "Choose two different things" in itself.content.decode()
    with as_viewer(lead):
        assert Claim.objects.count() == 25


@pytest.mark.parametrize(
    ("words", "codes", "why", "said"),
    [
        (" ", (), "because", "Say in a few words"),
        ("a thing", ("no.such",), "because", "Choose measures"),
        ("a thing", (), "", "Say why"),
    ],
)
def test_what_is_thin_is_refused_whole(lead, words, codes, why, said):
    with as_viewer(lead):
        with pytest.raises(CannotDo, match=said):
            typed = NodeTyped(words, codes, is_kept=True, why=why)
            actions.add_node(slug=SLUG, kind="input", typed=typed, by=lead)
        assert TheoryNode.objects.count() == len(shipped_theory().nodes)


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.TRAINER])
def test_others_read_it_and_keep_it_not(lead, sign_in, role):
    other = make_programme_viewer(role)
    client = sign_in(other)
    page = client.get(PAGE).content.decode()
    assert "Put something in" not in page
    for url in ("picture/add/", "picture/1/change/", "claims/1/change/",
                "claims/1/story/write/"):  # fmt: skip
        assert client.get(PAGE + url).status_code == 403
    with as_viewer(other), pytest.raises(PermissionDenied):
        actions.begin_theory(slug=SLUG, by=other)


def test_the_picture_is_all_links_and_tells_more_than_colour(lead):
    add_sound(lead, 3, says="against")
    with as_viewer(lead):
        found = reads.theory_of(lead, SLUG)
    svg = theory_svg(found)
    assert svg.count("<a ") == len(found.nodes) + len(found.claims)
    assert svg.count("aria-label") == len(found.claims) + 1
    said = re.sub("<[^>]+>", "", svg)
    assert "Harm, danger and goals are said in plain words" in said
    assert "theory-line--against" in svg
    assert re.search(r'aria-label="Claim 3: If a group.*?Spoken against\."', svg)
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    places = [(float(x), float(y)) for x, y in marks]
    apart = [
        abs(a - c) + abs(b - d)
        for i, (a, b) in enumerate(places)
        for c, d in places[i + 1 :]
    ]
    assert min(apart) > 30  # no number lies on another


def test_a_long_word_is_cut_and_nothing_runs_out_of_its_box():
    lines = wrapped("Pneumonoultramicroscopicsilicovolcanoconiosis is rare")
    assert max(map(len, lines)) <= 20
    assert "".join(lines).replace(" ", "").startswith("Pneumonoultramicroscopic")


def test_two_who_write_the_same_version_at_once_lose_nothing(lead):
    with as_viewer(lead):
        typed = ClaimTyped("first", "", is_kept=True, why="Mine")
        actions.change_claim(slug=SLUG, number=1, typed=typed, seen_version=1, by=lead)
        with pytest.raises(WrittenMeanwhile) as raised:
            actions.change_claim(
                slug=SLUG, number=1, typed=typed, seen_version=1, by=lead
            )
        assert raised.value.standing.because == "first"


def test_a_thing_shows_the_published_figures_of_each_authority(
    lead, authority, sign_in
):
    worker = make_worker_viewer(authority, Role.QUALITY_LEAD)
    page = sign_in(lead).get(f"{PAGE}picture/20/").content.decode()
    assert "Families do not have to come back" in page
    assert "Re-referrals within 12 months, in each authority" in page
    assert f'Larger<span class="visually-hidden"> picture of {authority.name}' in page
    assert "?measure=plan.repeat" in page
    second = sign_in(lead).get(f"{PAGE}picture/20/?measure=plan.repeat")
    assert "Repeat child protection plans, in each" in second.content.decode()
    own = sign_in(worker).get(f"{PAGE}picture/20/").content.decode()
    assert "/measures/referral.rereferral_12_months/" in own


def test_the_pages_cost_the_same_whatever_they_hold(
    lead, sign_in, django_assert_max_num_queries
):
    client = sign_in(lead)
    client.get(PAGE)
    with django_assert_max_num_queries(16):
        client.get(PAGE)
    for claim in range(1, 6):
        add_sound(lead, claim)
        add_sound(lead, claim, says="against")
    with django_assert_max_num_queries(16):
        client.get(PAGE)
    with django_assert_max_num_queries(18):
        client.get(f"{PAGE}claims/1/")
