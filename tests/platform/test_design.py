"""The look's promises that need no browser: markup, ids, icons, the vendored files."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client

from kinfold.platform.components import Rating
from kinfold.platform.drawings import draw_scale

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/kinfold/platform/static/kinfold"
TEMPLATES = sorted(ROOT.glob("src/kinfold/*/templates/**/*.html"))
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "use"}


class Page(HTMLParser):
    """What the tests ask of a page: its ids, references, tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]


def page_of(client: Client, url: str, **post: Any) -> Page:
    response = client.post(url, post) if post else client.get(url)
    return Page(response.content.decode())


@pytest.fixture
def parts(client: Client, db: None) -> Page:
    return page_of(client, "/design/")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_keeps_the_content_policy(path: Path) -> None:
    """No inline script, style or handler, and no address outside our own for parts."""
    source = path.read_text()
    scripts = re.findall(r"<script\b[^>]*>", source)
    assert " style=" not in source
    assert "<style" not in source
    assert not re.search(r"\son[a-z]+=", source)
    assert "hx-on" not in source
    assert "javascript:" not in source
    assert all(" src=" in s or "application/json" in s for s in scripts)


def test_every_icon_named_in_a_template_or_a_menu_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite()))
    named = set()
    for path in TEMPLATES:
        named |= set(re.findall(r'{% icon "([\w-]+)"', path.read_text()))
    for path in (ROOT / "src/kinfold").rglob("*.py"):
        named |= set(re.findall(r'\bicon(?:_name)?="([\w-]+)"', path.read_text()))
    assert named <= drawn


def sprite() -> str:
    return (STATIC / "icons/sprite.svg").read_text()


def test_what_is_vendored_is_what_the_checksums_say() -> None:
    lines = (ROOT / "tools/vendor/SHA256SUMS").read_text().splitlines()
    wrong = [
        name
        for digest, name in (line.split("  ", 1) for line in lines)
        if hashlib.sha256((ROOT / name).read_bytes()).hexdigest() != digest
    ]
    assert len(lines) > 10
    assert wrong == []


def test_nothing_of_the_crowns_is_shipped() -> None:
    css = (STATIC / "vendor/govuk-frontend.css").read_text()
    assert "GDS Transport" not in css
    assert "crest" not in css
    assert "crown" not in css.lower()


def test_ids_are_used_once_and_every_reference_finds_its_id(parts: Page) -> None:
    assert len(parts.ids) == len(set(parts.ids))
    for name in ("aria-describedby", "aria-labelledby", "for", "aria-controls"):
        for value in parts.values(name):
            assert set(value.split()) <= set(parts.ids), (name, value)


def test_every_box_has_a_label(parts: Page) -> None:
    labelled = set(parts.values("for"))
    boxes = [
        attrs
        for tag, attrs in parts.tags
        if tag in {"input", "select", "textarea"} and attrs.get("type") != "hidden"
    ]
    assert len(boxes) > 10
    assert {box["id"] for box in boxes} <= labelled


def test_a_refused_form_says_so_in_the_title_and_links_to_each_box(
    client: Client, db: None
) -> None:
    response = client.post("/design/", {"name": "Amira", "born_on_day": "3"})
    html = response.content.decode()
    page = Page(html)
    summary = html.split("data-page-errors", 1)[1].split("</ul>", 1)[0]
    links = re.findall(r'href="#([\w-]+)"', summary)
    assert response.status_code == 422
    assert "<title>Error: " in html
    assert "asked_born_on_day" in links
    assert set(links) <= set(page.ids)
    assert 'value="Amira"' in html


def test_the_family_page_offers_a_quick_way_out_and_its_tabs(
    client: Client, db: None
) -> None:
    page = page_of(client, "/design/family/")
    assert len(page.values("data-quick-exit")) == 1
    assert page.values("aria-current") == ["page"]


class AnyForm(forms.Form):
    name = forms.CharField(label="Name", max_length=5, help_text="As they say it")
    notes = forms.CharField(required=False, widget=forms.Textarea, max_length=50)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("These two do not belong together")


def test_a_short_box_never_cuts_what_is_typed() -> None:
    """`maxlength` would drop the rest of a pasted name without a word."""
    html = str(AnyForm({"name": "Amira Okafor"}))
    assert "maxlength=" not in html.replace("data-maxlength=", "")
    assert 'value="Amira Okafor"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_an_error_of_the_whole_form_can_be_reached_from_the_summary() -> None:
    form = AnyForm({"name": "Amira"})
    summary = render_to_string("components/error_summary.html", {"form": form})
    assert 'href="#form_error"' in summary
    assert 'id="form_error"' in str(form)
    assert "One thing to mend" in summary


def test_a_question_that_may_be_left_says_so() -> None:
    html = str(AnyForm())
    assert html.count("(optional)") == 1


def test_words_from_people_are_escaped_in_every_part() -> None:
    rude = "<script>alert(1)</script>"
    source = (
        "{% load components %}{% tag w %}{% status_line w %}{% person w w %}"
        "{% stat w w %}{% card title=w %}{{ w }}{% endcard %}"
        "{% notice title=w %}{{ w }}{% endnotice %}{% empty title=w %}{% endempty %}"
        "{% column 'well' title=w add_url='#' add_label=w %}{% endcolumn %}"
        "{% dialog id='d' title=w %}{{ w }}{% enddialog %}{% progress 1 2 w %}"
        "{% scale r w w w w %}"
    )
    context = Context({"w": rude, "r": [Rating(rude, 3, rude)]})
    html = Template(source).render(context)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 15


@pytest.mark.parametrize("code", [400, 403, 404, 409, 500])
def test_an_error_page_stands_without_anyone_signed_in(code: int) -> None:
    html = render_to_string(f"{code}.html", {"reference": "7F3K2Q"})
    assert "<h1>" in html
    assert 'href="/"' in html


def test_the_refusal_says_why() -> None:
    html = render_to_string("403.html", {"reason": "Only a team manager can"})
    assert "Only a team manager can" in html


class TestScale:
    def test_each_rater_has_a_dot_and_a_name(self) -> None:
        svg = draw_scale([Rating("Mum", 0), Rating("Nan", 10), Rating("School", 5)])
        assert svg.count("<circle") == 3
        assert all(f">{name}<" in svg for name in ("Mum", "Nan", "School"))

    def test_people_who_agree_stand_above_one_another(self) -> None:
        svg = draw_scale([Rating("Mum", 4), Rating("Nan", 4)])
        heights = re.findall(r'cy="(\d+)"', svg)
        assert len(set(heights)) == 2
        assert "Mum · Nan" in svg

    def test_neighbouring_names_never_share_a_line(self) -> None:
        svg = draw_scale([Rating("Amina Bello", 4), Rating("Jo Price", 5)])
        heights = re.findall(r'class="scale__name" x="\d+" y="(\d+)"', svg)
        assert len(set(heights)) == 2

    @pytest.mark.parametrize("score", [-1, 11])
    def test_a_score_off_the_scale_is_refused(self, score: int) -> None:
        with pytest.raises(ValueError, match="from 0 to 10"):
            draw_scale([Rating("Mum", score)])


class TestTheme:
    def test_a_choice_is_kept_and_leads_back(self, client: Client, db: None) -> None:
        answer = client.post("/theme/", {"theme": "dark", "next": "/design/"})
        assert answer.url == "/design/"  # type: ignore[attr-defined]
        assert client.cookies["theme"].value == "dark"
        assert 'data-theme="dark"' in client.get("/design/").content.decode()

    def test_anything_else_follows_the_device(self, client: Client, db: None) -> None:
        client.cookies["theme"] = "dark"
        client.post("/theme/", {"theme": "<script>"})
        assert client.cookies["theme"].value == ""

    @pytest.mark.parametrize("away", ["https://elsewhere.example/", "//x.example", ""])
    def test_it_never_leads_away(self, client: Client, db: None, away: str) -> None:
        answer = client.post("/theme/", {"theme": "dark", "next": away})
        assert answer.url == "/"  # type: ignore[attr-defined]

    def test_it_is_only_ever_posted(self, client: Client, db: None) -> None:
        assert client.get("/theme/").status_code == 405
