"""The study as a page and a paper: whole, accessible, and saying what results say."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from kinfold_evaluation.pictures.answers import mixed_units
from kinfold_evaluation.registry.protocol import read_protocol
from kinfold_evaluation.registry.study import deviations_of
from kinfold_evaluation.report.paper import as_paper
from kinfold_evaluation.report.parts import (
    Figure,
    Report,
    Section,
    SideBySide,
    Table,
    Words,
)
from kinfold_evaluation.report.strength import Design, strength_of
from kinfold_evaluation.report.web import as_page
from kinfold_evaluation.ten import command
from kinfold_evaluation.ten.further import further_of
from kinfold_evaluation.ten.page import TITLES, raised_of, sentence
from kinfold_evaluation.ten.report import honest, report, strength
from tests.evaluation.test_pictures import RESULTS, ROOT

STUDY = ROOT / "studies" / "ten-authorities"
PROTOCOL = read_protocol(STUDY / "protocol.toml")
DEVIATIONS = deviations_of(STUDY / "registry.jsonl", PROTOCOL)
RAISED = raised_of(RESULTS)


def kept_of(name):
    home = STUDY / "further" / name
    results = json.loads((home / "results.json").read_text(encoding="utf-8"))
    return read_protocol(home / "protocol.toml"), results


@pytest.fixture(scope="module")
def whole():
    book = STUDY / "registry.jsonl"
    further = [further_of(name, *kept_of(name), book) for name in command.FURTHER]
    return report(PROTOCOL, RESULTS, DEVIATIONS, further)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The two files, as the command writes them."""
    to = tmp_path_factory.mktemp("report") / "new"
    before = (STUDY / "registry.jsonl").read_bytes()
    assert command.main(["--report", str(to)], out=io.StringIO()) == 0
    assert (STUDY / "registry.jsonl").read_bytes() == before  # only read
    return to


def parts_of(whole, kind):
    return [
        part
        for _, section in whole.walked()
        for part in section.parts
        if isinstance(part, kind)
    ]


def test_every_outcome_has_its_conclusion_and_each_question_or_why_not(whole):
    by_heading = {section.heading: section for section in whole.sections}
    for name, answers in RESULTS.items():
        section = by_heading[TITLES[name][0]]
        assert section.parts == (Words(sentence(name, answers, RAISED), True),)
        asked = [one.heading for one in section.inside]
        assert asked == [
            "Every way of asking", "What chance does", "Year by year",
            "Each authority", "Each authority beside its mix",
            "Were trends not parallel",
        ]  # fmt: skip
        assert all(one.parts for one in section.inside)
    said = [part.words for part in parts_of(whole, Words)]
    assert (
        "No picture can be drawn: Wokingham has no outcome in 2015, 2016, 2017." in said
    )
    keys = [section.key for _, section in whole.walked()]
    assert len(keys) == len(set(keys))


def test_every_figure_has_its_sentence_and_its_table(whole):
    figures = parts_of(whole, Figure)
    study = 10 * 2 + 9 + 10  # the ways, chance; paths; each authority
    assert len(figures) == study + 2 * 4 * 2  # and of two others, four by two
    for figure in figures:
        assert figure.picture.sentence
        assert figure.table.rows
    beside = parts_of(whole, SideBySide)
    mixed = [answers["each by its mix"] for answers in RESULTS.values()]
    mixed = [answer for answer in mixed if "units" in answer]
    assert [len(one.pictures) for one in beside] == [
        len(mixed_units(answer)) for answer in mixed
    ]
    untold = [
        len(table.rows)
        for table in parts_of(whole, Table)
        if "more mixes than one" in table.caption
    ]
    assert untold == [10 - len(one.pictures) for one in beside]


def test_the_paragraph_in_front_says_what_was_found_and_what_could_not_have_been():
    assert honest(RESULTS, RAISED).startswith(
        "None of the 4 primary outcomes differs by more than chance. That is not proof "
        "that nothing changed. This design would often have missed effects smaller "
        "than these: applications to the court for care, 2.57 of 10,000 children;"
    )
    told = honest(RESULTS, {**RAISED, "plan_again": 0.01})
    assert told.startswith(
        "Of 4 primary outcomes 1 differ by more than chance when all are looked at: "
        "plans for a child who had one before."
    )


def test_what_was_done_otherwise_is_all_there(whole):
    (table,) = (one for one in parts_of(whole, Table) if one.caption == "Deviations")
    assert [row[1] for row in table.rows] == [one["done"] for one in DEVIATIONS]
    answers = {name: RESULTS["plan_again"][name] for name in ("main", "power")}
    bare = report(PROTOCOL, {"plan_again": answers}, [])
    (section,) = (one for one in bare.sections if one.key == "deviations")
    assert section.parts == (Words("Nothing was done otherwise."),)


class Page(HTMLParser):
    """What of a page can be checked without a browser."""

    VOID = frozenset({"meta", "circle", "line", "path", "rect"})

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.levels, self.tags, self.links = [], [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_needs_nothing_beside_it_and_is_in_order(written):
    text = (written / "ten-authorities.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert "script" not in page.tags
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    assert all(link[1:] in page.ids for link in page.links)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    steps = zip(page.levels, page.levels[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert text.startswith('<!doctype html>\n<html lang="en-GB">')
    assert text.count("<caption>") == text.count("<table>")
    assert " style=" not in text


def kinds(node, found):
    """How often each kind of element is in the tree that is read out."""
    node = node.get_object()
    for one in node if isinstance(node, list) else [node]:
        item = one.get_object() if hasattr(one, "get_object") else one
        if not hasattr(item, "get"):
            continue
        if kind := item.get("/S"):
            found[str(kind)] = found.get(str(kind), 0) + 1
            if str(kind) == "/Figure":
                assert str(item["/Alt"])
        if "/K" in item:
            kinds(item["/K"], found)
    return found


def test_the_paper_is_tagged_named_and_told(written, whole):
    pages = PdfReader(written / "ten-authorities.pdf")
    root = pages.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "en-GB"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert pages.metadata.title == whole.title
    found = kinds(root["/StructTreeRoot"]["/K"], {})
    pictures = len(parts_of(whole, Figure)) + sum(
        len(one.pictures) for one in parts_of(whole, SideBySide)
    )
    assert found["/Figure"] == pictures
    tables = [*parts_of(whole, Table), *parts_of(whole, Figure)]
    assert found["/Table"] == len(tables) + len(parts_of(whole, SideBySide))
    assert found["/H1"] == len(whole.sections)
    assert "None of the 4 primary outcomes" in " ".join(
        pages.pages[0].extract_text().split()
    )


def test_words_that_look_like_markup_stay_words():
    odd = Report(
        "A & B",
        "About <it>.",
        "Made.",
        (Section("k", "<i>#h</i>", (Words("<b>*x*</b>"),)),),
    )
    text = as_page(odd)
    assert "&lt;b&gt;*x*&lt;/b&gt;" in text
    assert "<i>" not in text
    paper = as_paper(odd)
    assert as_paper(odd) == paper  # the same bytes, whenever it is made
    (page,) = PdfReader(io.BytesIO(paper)).pages
    assert "<b>*x*</b>" in page.extract_text()
    assert "<i>#h</i>" in page.extract_text()


def test_nobody_left_out_of_a_mix_and_outcomes_without_further_questions_are_told():
    answers = {name: RESULTS["plan_again"][name] for name in ("main", "power")}
    bare = report(PROTOCOL, {"plan_again": answers}, [])
    (outcome,) = (one for one in bare.sections if one.key == "plan-again")
    assert len(outcome.inside) == 2
    mixed = json.loads(json.dumps(RESULTS["plan_again"]["each by its mix"]))
    mixed["units"] = [one for one in mixed["units"] if "gaps" in one]
    mixed["units"][0]["leave_one_out"] = {}
    told = report(PROTOCOL, {"plan_again": {**answers, "each by its mix": mixed}}, [])
    (beside,) = parts_of(told, SideBySide)
    assert beside.table.rows[0][-1] == "nobody to leave out"
    assert not [t for t in parts_of(told, Table) if "more mixes" in t.caption]


@pytest.mark.parametrize(
    ("design", "levels"),
    [
        ((True, True, False, 0, 4), ("3 of 5", "none for impact", "none for impact")),
        ((True, True, False, 1, 4), ("3 of 5", "3 of 5", "2, at most 3")),
        ((True, True, True, 1, 4), ("5 of 5", "3 of 5", "2, at most 3")),
        ((True, False, False, 1, 1), ("2 of 5", "2 of 5", "2")),
        ((False, True, False, 0, 1), ("2 of 5", "none for impact", "none for impact")),
        ((False, False, False, 1, 1), ("1 of 5", "2 of 5", "2")),
    ],
)
def test_a_ladder_is_climbed_by_design_and_by_what_was_found(design, levels):
    rungs = strength_of(Design(*design))
    assert tuple(one.level for one in rungs) == levels
    assert all(one.reason for one in rungs)


def test_the_study_s_design_is_a_comparison_before_and_after_that_found_nothing():
    def rungs(raised, results=RESULTS, said=PROTOCOL.said):
        return strength(results, raised, said)

    assert [one.level for one in rungs(RAISED)] == [
        "3 of 5", "none for impact", "none for impact",
    ]  # fmt: skip
    assert rungs({"plan_again": 0.01})[1].level == "3 of 5"
    worse = rungs({"agency": 0.01, "plan_again": 1.0})[1:]  # it rose
    assert {one.level for one in worse} == {"none: it was worse"}
    assert "1 of 2 primary outcomes is worse by more than chance" in worse[0].reason
    both = rungs({"agency": 0.01, "plan_again": 0.01})[1]
    assert both.level == "3 of 5"
    assert both.reason.endswith(
        "But 1 of 2 primary outcomes is worse by more than chance."
    )
    assert {one.level for one in rungs({})[1:]} == {"none: not judged"}


def test_a_before_is_told_from_the_design_and_chance_from_the_protocol():
    answers = RESULTS["plan_again"]
    refused = {"power": {"cannot_be_answered": "Too few."}}
    first = strength({"plan_again": {**answers, **refused}}, {}, PROTOCOL.said)[0]
    assert first.level == "3 of 5"  # what could be seen is another question
    main = answers["main"]
    design = {"units": 10, "treated": main["design"]["treated"], "starts": [2018, 2019]}
    wedge = {"plan_again": {**answers, "main": {**main, "design": design}}}
    drawn = {"analyses": [{"name": "main", "options": ["--orders"]}]}
    assert strength(wedge, {}, drawn)[0].level == "5 of 5"
    assert strength(wedge, {}, {"analyses": [{"name": "main"}]})[0].level == "3 of 5"


def test_the_mix_of_one_that_is_treated_alone_is_told_as_that_of_each():
    answers = dict(RESULTS["care_applications"])
    mixed = dict(answers["each by its mix"])
    alone = next(one for one in mixed.pop("units") if "gaps" in one)
    answers["each by its mix"] = mixed | alone
    made = report(PROTOCOL, {"care_applications": answers}, [])
    (beside,) = parts_of(made, SideBySide)
    assert [row[0] for row in beside.table.rows] == [alone["unit"]]
    assert len(beside.pictures) == 1


def test_what_cannot_be_told_of_bent_trends_is_left_out_with_its_note():
    answers = dict(RESULTS["plan_again"])
    told = {
        **answers["trends not parallel"],
        "smoothness": None,
        "notes": ["One lead."],
    }
    answers["trends not parallel"] = told
    made = report(PROTOCOL, {"plan_again": answers}, [])
    assert [
        one.caption for one in parts_of(made, Table) if one.caption.startswith("Trends")
    ] == ["Trends may jump, times as far as before"]
    assert "One lead." in [one.words for one in parts_of(made, Words)]


@pytest.mark.parametrize("name", command.FURTHER)
def test_what_was_asked_afterwards_says_so_first_and_judges_nothing(whole, name):
    protocol, results = kept_of(name)
    (section,) = (one for one in whole.sections if one.key == name)
    front = section.parts[0]
    assert front.is_strong
    assert front.words.startswith(
        "Exploratory: this was registered on 2026-11-26, after"
    )
    assert "referred again within a year" in front.words
    assert {one.rank for one in protocol.outcomes} == {"secondary"}
    (table,) = (one for one in section.parts if isinstance(one, Table))
    assert len(table.rows) == len(results) == 4
    keys = [one.key for one in whole.sections]
    assert keys.index(name) > keys.index("caseload")
    if name == "to-2025":
        said = " ".join(one.words for one in section.parts if isinstance(one, Words))
        assert "was looked at on these years before the protocol was registered" in said


def test_what_has_no_answer_afterwards_says_why():
    protocol, results = kept_of("wave-one")
    silent = {"cannot_be_answered": "Nobody is left."}
    results["plan_again"] = {**results["plan_again"], "every way": silent}
    told = further_of("wave-one", protocol, results, STUDY / "registry.jsonl")
    (plans,) = (one for one in told.inside if one.key == "wave-one-plan_again")
    assert plans.parts[1] == Words("No picture can be drawn: Nobody is left.")
