"""Another language is put beside English as data; no code changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinfold_core.practice import words
from kinfold_core.practice.facts import DangerStatementFacts, Standards
from kinfold_core.practice.rules.danger_statement import RULES
from kinfold_core.practice.rules.rule import apply
from kinfold_core.practice.wording import content_words, labels_in

CYMRAEG = '''
LABELS = """esgeulustod > Beth aeth y plentyn hebddo, a pha mor aml?"""
ACRONYMS = """GC > gweithiwr cymdeithasol"""
NAMELESS = ("mam", "tad")
OWNERS = frozenset({"ei", "eu"})
FUTURE = ("gallai",)
GROUPS = frozenset({"pawb"})
EMPTY = frozenset({"y", "a"})
'''


@pytest.fixture
def cymraeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of word lists in another language, beside ours."""
    lists = set(words.WordLists.__annotations__)
    rest = "\n".join(f"{one} = ()" for one in sorted(lists) if one not in CYMRAEG)
    (tmp_path / "cy.py").write_text(CYMRAEG + rest)
    monkeypatch.setattr(words, "__path__", [*words.__path__, str(tmp_path)])
    monkeypatch.setattr(words, "lists_of", words.lists_of.__wrapped__)
    return tmp_path


def test_a_text_is_looked_at_in_its_language(cymraeg: Path) -> None:
    with words.looking_in("cy"):
        (found,) = labels_in("Roedd esgeulustod yno.")
        assert "hebddo" in found.suggestion
        assert labels_in("There was neglect.") == ()
        assert content_words("y plentyn a gath") == ("plentyn", "gath")
    assert labels_in("Roedd esgeulustod yno.") == ()
    assert labels_in("There was neglect.") != ()


def test_the_rules_look_in_the_language_of_the_standards(cymraeg: Path) -> None:
    facts = DangerStatementFacts(
        worried_people=("pawb",), what_might_happen="gallai Kai syrthio"
    )

    def found(language: str) -> set[str]:
        standards = Standards(language=language)
        return {finding.rule for finding in apply(RULES, facts, standards)}

    assert "R-DS2" in found("cy")
    assert "R-DS8" not in found("cy")
    assert "R-DS2" not in found("en")
    assert "R-DS8" in found("en")


def test_a_language_with_lists_missing_is_refused_by_name(cymraeg: Path) -> None:
    with pytest.raises(words.MissingWordsError, match="LABELS"), words.looking_in("xx"):
        labels_in("anything")
    (cymraeg / "ga.py").write_text('LABELS = ""')
    with pytest.raises(words.MissingWordsError, match="ACRONYMS") as caught:
        words.lists_of("ga")
    assert "LABELS" not in str(caught.value)


def test_every_list_of_english_is_one_that_is_asked_for() -> None:
    """Or another language would have to guess which lists matter."""
    assert set(vars(words.lists_of("en"))) == set(words.WordLists.__annotations__)
