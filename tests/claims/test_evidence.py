"""Evidence for and against, other explanations, and a claim's story on one sheet."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from kinfold.claims.actions import evidence as actions
from kinfold.claims.errors import WrittenMeanwhile
from kinfold.claims.models import Evidence, EvidenceTakenBack
from kinfold.claims.selectors import theory as reads
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from kinfold_core.practice.claim_strength import Strength
from tests.factories.claims import SLUG, add_sound, make_learners
from tests.factories.platform import make_worker_viewer

pytestmark = pytest.mark.django_db
PAGE = f"/evaluation/of/{SLUG}/"
TYPED = {
    "kind": "survey", "says": "against", "words": "Families said they were not told",
    "quality": "4", "facts": ["is_independent"], "source": "Survey of spring",
    "who_says": "The quality team", "day": "March 2024",
    "link": "https://www.example.org/survey",
}  # fmt: skip


@pytest.fixture
def learners(authority):
    return make_learners(authority)


@pytest.fixture
def lead(learners):
    return learners.lead


@pytest.fixture
def quality(authority, learners):
    return make_worker_viewer(authority, Role.QUALITY_LEAD)


def strength_of(viewer, claim=1):
    with as_viewer(viewer):
        return reads.theory_of(viewer, SLUG).claim(claim).verdict.strength


def test_a_quality_lead_adds_what_is_against_it_as_their_authoritys(
    quality, authority, lead, sign_in
):
    add_sound(lead)
    client = sign_in(quality)
    form = client.get(f"{PAGE}claims/1/evidence/add/").content.decode()
    assert "Name no child, no family and nobody from a record" in form
    assert "Of which authority" not in form  # it can only be theirs
    assert client.post(f"{PAGE}claims/1/evidence/add/", TYPED).status_code == 302
    page = client.get(f"{PAGE}claims/1/").content.decode()
    assert f"A survey</strong>, {authority.name}. Families said" in page
    assert page.index("Families said they were not told") < page.index("More kin")
    assert 'href="https://www.example.org/survey" rel="noreferrer"' in page
    assert strength_of(lead) is Strength.CONTESTED
    with as_viewer(lead):
        assert Evidence.objects.get(number=2).of_authority_id == authority.pk


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"link": "javascript:alert(1)"}, "no address of the web"),
        ({"link": "//evil.example/"}, "no address of the web"),
        ({"link": "/no-such-page/"}, "no address of the web"),
        ({"link": "http://[bad"}, "no address of the web"),
        ({"quality": ""}, "Choose how good it is"),
        ({"day": "5 May 2199"}, "day"),
        ({"words": "x" * 1001}, "1,001 letters long"),
        ({"says": "perhaps"}, "not on the list"),
        ({"source": " "}, "Say where it can be looked up"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(quality, sign_in, changed, said):
    answer = sign_in(quality).post(f"{PAGE}claims/1/evidence/add/", TYPED | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with as_viewer(quality):
        assert not Evidence.objects.exists()


def test_it_may_point_at_a_page_of_kinfold(quality, sign_in):
    client = sign_in(quality)
    own = "/authorities/measures/plan.repeat/#how"
    typed = TYPED | {"link": own}
    assert client.post(f"{PAGE}claims/1/evidence/add/", typed).status_code == 302
    assert f'href="{own}"' in client.get(f"{PAGE}claims/1/").content.decode()


def test_it_is_taken_back_with_a_reason_by_its_own_people_and_stays(
    quality, lead, sign_in
):
    of_lead, own = add_sound(lead), add_sound(quality, says="against")
    client = sign_in(quality)
    page = client.get(f"{PAGE}claims/1/").content.decode()
    assert f"evidence/{own}/take-back/" in page
    assert f"evidence/{of_lead}/take-back/" not in page
    url = f"{PAGE}evidence/{own}/take-back/"
    assert client.post(url, {"why": "Counted twice"}).status_code == 302
    assert client.post(url, {"why": "Again"}).status_code == 302  # changes nothing
    page = client.get(f"{PAGE}claims/1/").content.decode()
    assert "Taken back: Counted twice" in page
    assert strength_of(lead) is Strength.WEAK
    with as_viewer(quality):
        assert EvidenceTakenBack.objects.count() == 1
        with pytest.raises(PermissionDenied, match="another authority's"):
            actions.take_evidence_back(slug=SLUG, number=of_lead, why="x", by=quality)
        with pytest.raises(CannotDo, match="Say why"):
            actions.take_evidence_back(slug=SLUG, number=own, why=" ", by=quality)
        with pytest.raises(NotFound):
            actions.take_evidence_back(slug=SLUG, number=99, why="x", by=quality)


def test_another_explanation_is_open_until_it_is_ruled_out(quality, lead, sign_in):
    for kind, fidelity in (("study", False), ("audit", True)):
        add_sound(lead, kind=kind, is_of_fidelity=fidelity)
    assert strength_of(lead) is Strength.WEAK  # nobody thought of another
    words = {"words": "Another project began in that year"}
    added = sign_in(quality).post(f"{PAGE}claims/1/else/add/", words)
    assert added.status_code == 302
    assert sign_in(quality).get(f"{PAGE}else/1/").status_code == 403
    assert strength_of(lead) is Strength.WEAK
    client = sign_in(lead)
    answer = {"is_ruled_out": "yes", "how": "It ran elsewhere", "version": "0"}
    assert client.post(f"{PAGE}else/1/", answer).status_code == 302
    assert strength_of(lead) is Strength.STRONG
    late = client.post(f"{PAGE}else/1/", answer | {"how": "Mine"})
    assert late.status_code == 409
    assert "It ran elsewhere" in late.content.decode()
    reopened = answer | {"is_ruled_out": "no", "how": "It did not", "version": "1"}
    assert client.post(f"{PAGE}else/1/", reopened).status_code == 302
    assert strength_of(lead) is Strength.WEAK


def test_the_story_is_six_steps_on_one_sheet(lead, sign_in):
    add_sound(lead, says="against")
    client = sign_in(lead)
    url = f"{PAGE}claims/1/story/write/"
    told = {"story": "It is not known yet.", "version": "0"}
    assert client.post(url, told).status_code == 302
    late = client.post(url, told | {"story": "Mine"})
    assert late.status_code == 409
    assert "It is not known yet." in late.content.decode()
    assert client.post(url, told | {"story": "Now it is.", "version": "1"})
    page = client.get(f"{PAGE}claims/1/story/").content.decode()
    for number, words in enumerate(
        ("The question", "The theory", "The evidence", "The story so far",
         "What is still weak", "What to gather next"), 1,
    ):  # fmt: skip
        assert f"{number}. {words}</h2>" in page
    assert "Now it is." in page
    assert "It is not known yet." in page  # how it was told before
    assert "Find out where the evidence differs" in page
    assert client.post(url, {"story": " ", "version": "2"}).status_code == 422


def test_nothing_is_at_a_number_that_is_not_there(lead, sign_in):
    client = sign_in(lead)
    urls = """claims/99/ claims/99/story/ claims/99/change/ picture/99/ questions/99/
        evidence/99/take-back/ else/99/ cycles/99/ cycles/begin/?after=9
        cycles/begin/?after=x"""
    for url in urls.split():
        assert client.get(PAGE + url).status_code == 404, url


def test_a_version_that_was_taken_meanwhile_is_refused(lead):
    with as_viewer(lead):
        row = actions.add_rival(slug=SLUG, claim=1, words="Chance", by=lead)
        said = {"number": row.number, "is_ruled_out": True, "how": "Counted"}
        actions.answer_rival(slug=SLUG, seen_version=0, by=lead, **said)
        with pytest.raises(WrittenMeanwhile):
            actions.answer_rival(slug=SLUG, seen_version=0, by=lead, **said)
