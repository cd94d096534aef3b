"""A made-up Children in Need census of any size, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CLOSES = date(2025, 3, 31)
FACTORS = ("1B", "2B", "3A", "3B", "4B", "7A", "16A", "17A", "18C", "24A")
SOURCES = ("1A", "1C", "2A", "3A", "3B", "3E", "4", "5B", "5D", "6", "8", "10")
ETHNICITIES = ("WBRI", "WBRI", "WBRI", "APKN", "BAFR", "MWBC", "NOBT")


def write_census(
    path: Path, children: int, *, seed: int = 1, authority: str = "925"
) -> int:
    """Write a census of so many children; the number of bytes."""
    chance = random.Random(seed)  # noqa: S311  made up, no secret
    with path.open("w", encoding="utf-8") as file:
        file.write(_head(authority))
        for number in range(children):
            file.writelines(_child(chance, number))
        file.write("  </Children>\n</Message>\n")
    return path.stat().st_size


def _head(authority: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n  <Header>\n'
        "    <CollectionDetails><Collection>CIN</Collection><Year>2025</Year>"
        f"<ReferenceDate>{CLOSES}</ReferenceDate></CollectionDetails>\n"
        f"    <Source><SourceLevel>L</SourceLevel><LEA>{authority}</LEA>"
        "<SoftwareCode>made up</SoftwareCode><Release>1</Release>"
        "<SerialNo>001</SerialNo><DateTime>2025-05-01T10:00:00</DateTime></Source>\n"
        "  </Header>\n  <Children>\n"
    )


def _element(name: str, value: object, depth: int) -> str:
    return f"{'  ' * depth}<{name}>{value}</{name}>\n"


def _day(chance: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange(max(1, (last - first).days)))


def _child(chance: random.Random, number: int) -> Iterator[str]:
    born = _day(chance, date(2007, 4, 1), date(2025, 1, 1))
    yield "    <Child>\n      <ChildIdentifiers>\n"
    yield _element("LAchildID", f"K{number:09d}", 4)
    yield _element("UPNunknown", "UN5", 4)
    yield _element("PersonBirthDate", born, 4)
    yield _element("Sex", chance.choice("FM"), 4)
    yield "      </ChildIdentifiers>\n      <ChildCharacteristics>\n"
    yield _element("Ethnicity", chance.choice(ETHNICITIES), 4)
    disability = chance.choice(("NONE", "NONE", "NONE", "LD", "AUT"))
    yield "        <Disabilities>\n" + _element("Disability", disability, 5)
    yield "        </Disabilities>\n      </ChildCharacteristics>\n"
    began = _day(chance, max(born, date(2023, 4, 1)), CLOSES - timedelta(days=60))
    for _ in range(1 + (chance.random() < 0.25)):
        yield from _episode(chance, began)
        began = min(began + timedelta(days=200), CLOSES - timedelta(days=30))
    yield "    </Child>\n"


def _episode(chance: random.Random, began: date) -> Iterator[str]:
    closed = began + timedelta(days=chance.randrange(30, 500))
    is_nothing = chance.random() < 0.15
    yield "      <CINdetails>\n"
    yield _element("CINreferralDate", began, 4)
    yield _element("ReferralSource", chance.choice(SOURCES), 4)
    yield _element("PrimaryNeedCode", f"N{chance.randrange(1, 9)}", 4)
    if closed <= CLOSES:
        yield _element("CINclosureDate", closed, 4)
        yield _element("ReasonForClosure", chance.choice(("RC7", "RC8", "RC9")), 4)
    if not is_nothing:
        yield from _assessment(chance, began)
        if chance.random() < 0.35:
            yield from _enquiry(chance, began)
    yield _element("ReferralNFA", "true" if is_nothing else "false", 4)
    if not is_nothing and chance.random() < 0.2:
        yield from _plan(chance, began)
    yield "      </CINdetails>\n"


def _assessment(chance: random.Random, began: date) -> Iterator[str]:
    yield "        <Assessments>\n"
    yield _element("AssessmentActualStartDate", began, 5)
    signed = min(began + timedelta(days=chance.randrange(5, 90)), CLOSES)
    yield _element("AssessmentAuthorisationDate", signed, 5)
    yield "          <FactorsIdentifiedAtAssessment>\n"
    for factor in chance.sample(FACTORS, chance.randrange(1, 4)):
        yield _element("AssessmentFactors", factor, 6)
    yield "          </FactorsIdentifiedAtAssessment>\n        </Assessments>\n"


def _enquiry(chance: random.Random, began: date) -> Iterator[str]:
    held = began + timedelta(days=chance.randrange(5, 40))
    has_conference = chance.random() < 0.5
    yield "        <Section47>\n" + _element("S47ActualStartDate", began, 5)
    if has_conference:
        yield _element("InitialCPCtarget", began + timedelta(days=21), 5)
        yield _element("DateOfInitialCPC", held, 5)
    not_required = "false" if has_conference else "true"
    yield _element("ICPCnotRequired", not_required, 5) + "        </Section47>\n"


def _plan(chance: random.Random, began: date) -> Iterator[str]:
    made = began + timedelta(days=20)
    yield "        <ChildProtectionPlans>\n" + _element("CPPstartDate", made, 5)
    category = chance.choice(("NEG", "EMO", "PHY", "SAB"))
    yield _element("InitialCategoryOfAbuse", category, 5)
    yield _element("LatestCategoryOfAbuse", category, 5)
    yield _element("NumberOfPreviousCPP", int(chance.random() < 0.22), 5)
    yield "          <Reviews>\n"
    for months in (3, 9):
        yield _element("CPPreviewDate", made + timedelta(days=30 * months), 6)
    yield "          </Reviews>\n        </ChildProtectionPlans>\n"
