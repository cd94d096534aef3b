"""Rules import-linter cannot see. Each failure message says how to mend it."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from django.apps import apps
from django.db import models

from kinfold.platform.fences import (
    APP_ROLE,
    OPEN_TABLES,
    fenced_keys,
    owned_models,
    programme_models,
)
from kinfold.platform.models.bases import AuthorityOwned, FencedKey, ProgrammeOwned

SOURCE = Path(__file__).parents[1] / "src"
DOMAINS = (
    "records",
    "drafts",
    "recording",
    "people",
    "finding",
    "intake",
    "vocabulary",
    "expectations",
    "questions",
    "practice",
    "scaling",
    "versions",
    "networks",
    "sides",
    "child_no",
    "ledger",
    "circles",
    "family_picture",
    "trajectory",
    "family_time",
    "planning",
    "monitoring",
    "commitments",
    "kinship",
    "voice",
    "child_tools",
    "child_words",
    "supervision",
    "family_finding",
    "lifetime",
    "belonging",
    "offline",
    "inquiries",
    "stages",
    "long_haul",
    "copies",
    "own_copies",
    "meetings",
    "network_meetings",
    "whiteboard",
    "returns",
    "insight",
    "programme",
    "fidelity",
    "studies",
    "themes",
    "change_stories",
    "journeys",
    "development",
    "gatherings",
    "knowledge",
    "consultancy",
    "framework",
    "aims",
    "extracts",
    "implementation",
    "claims",
    "workshops",
    "lab",
)
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES, APP_LINES = 400, 50, 120, 4_500
NAMELESS_ROOMS = re.compile(r"(^|/)(utils|helpers|services|common|misc)(\.py|/)")


def python_files() -> list[Path]:
    return [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]


def modules_of_tests() -> list[Path]:
    return sorted((SOURCE.parent / "tests").rglob("*.py"))


def relative(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", python_files(), ids=relative)
def test_modules_and_functions_keep_their_size(path: Path) -> None:
    text = path.read_text()
    lines = text.count("\n")
    assert lines <= MODULE_LINES, f"{path.name} has {lines} lines: cut it in two"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"


def test_modules_of_tests_keep_their_size_too() -> None:
    long = {
        str(p.relative_to(SOURCE.parent)): p.read_text().count("\n")
        for p in modules_of_tests()
        if p.read_text().count("\n") > MODULE_LINES
    }
    assert long == {}, "Cut each along the words of its tests"


def test_templates_keep_their_size() -> None:
    long = {
        relative(p): p.read_text().count("\n")
        for p in SOURCE.rglob("templates/**/*.html")
        if p.read_text().count("\n") > TEMPLATE_LINES
    }
    assert long == {}, "Move parts into templates of their own"


def test_an_app_that_outgrows_its_room_is_two_apps() -> None:
    sizes = {
        app: sum(
            p.read_text().count("\n")
            for p in (SOURCE / "kinfold" / app).rglob("*.py")
            if "migrations" not in p.parts
        )
        for app in DOMAINS
    }
    assert all(size <= APP_LINES for size in sizes.values()), sizes


def test_no_room_without_a_name_of_its_own() -> None:
    found = [relative(p) for p in SOURCE.rglob("*") if NAMELESS_ROOMS.search(str(p))]
    assert found == [], "Name it by what it holds"


def test_no_guard_that_vanishes_under_python_o() -> None:
    found = [
        f"{relative(p)}:{node.lineno}"
        for p in python_files()
        for node in ast.walk(ast.parse(p.read_text()))
        if isinstance(node, ast.Assert)
    ]
    assert found == [], "`assert` is gone under -O: raise instead"


def test_templates_hold_no_inline_script_or_style() -> None:
    bad = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son\w+="
    )
    found = {
        relative(p): match.group(0)
        for p in SOURCE.rglob("templates/**/*.html")
        if (match := bad.search(p.read_text()))
    }
    assert found == {}, "The content security policy forbids it"


def public_functions(module: ModuleType) -> list[FunctionType]:
    return [
        f
        for name, f in inspect.getmembers(module, inspect.isfunction)
        if f.__module__ == module.__name__ and not name.startswith("_")
    ]


def collect(layer: str) -> Iterator[FunctionType]:
    """Public functions of a layer: one module, several of them, or a package."""
    for domain in DOMAINS:
        room = SOURCE / "kinfold" / domain
        several = [*room.glob(f"{layer}.py"), *room.glob(f"*_{layer}.py")]
        for path in sorted([*several, *(room / layer).glob("*.py")]):
            dotted = relative(path).removesuffix(".py").replace("/", ".")
            yield from public_functions(importlib.import_module(dotted))


@pytest.mark.parametrize(
    "selector", list(collect("selectors")), ids=lambda f: f.__qualname__
)
def test_every_selector_asks_who_is_looking(selector: FunctionType) -> None:
    first = next(iter(inspect.signature(selector).parameters), None)
    assert first == "viewer", f"{selector.__qualname__} must take `viewer` first"


@pytest.mark.parametrize(
    "action", list(collect("actions")), ids=lambda f: f.__qualname__
)
def test_every_action_is_keyword_only_and_says_by_whom(action: FunctionType) -> None:
    parameters = inspect.signature(inspect.unwrap(action)).parameters.values()
    assert all(p.kind is p.KEYWORD_ONLY for p in parameters)
    assert "by" in {p.name for p in parameters}


OURS = [m for m in apps.get_models() if m.__module__.startswith("kinfold.")]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_model_belongs_to_an_authority_or_says_why_not(
    model: type[models.Model],
) -> None:
    from kinfold.platform.fences import ACCOUNT_TABLES

    table = model._meta.db_table
    exempt = table in OPEN_TABLES or table in ACCOUNT_TABLES
    assert issubclass(model, AuthorityOwned | ProgrammeOwned) != exempt


def test_every_model_has_its_word_in_the_glossary() -> None:
    """As a term (`map entry` for MapEntry), or by its name in the last section."""
    text = (SOURCE.parent / "GLOSSARY.md").read_text()
    lines = [one for one in text.splitlines() if one.startswith("| ")]
    terms = {one.split("|")[1].split(" (")[0].strip().casefold() for one in lines}
    apart = re.compile(r"(?<!^)(?=[A-Z])")
    missing = [
        model._meta.label
        for model in OURS
        if apart.sub(" ", model.__name__).casefold() not in terms
        and f"`{model.__name__}`" not in text
    ]
    assert missing == [], "Say in GLOSSARY.md what it holds"


@pytest.mark.parametrize("model", owned_models(), ids=lambda m: m._meta.label)
def test_keys_and_indexes_of_fenced_tables_start_with_the_authority(
    model: type[AuthorityOwned],
) -> None:
    assert not model._meta.local_many_to_many, "a link table needs an authority too"
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(target, AuthorityOwned):
            assert isinstance(field, FencedKey), f"{field.name} must be a FencedKey"
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert constraint.fields[:1] == ("authority",), constraint.name
    assert fenced_keys(model) is not None


@pytest.mark.parametrize("model", programme_models(), ids=lambda m: m._meta.label)
def test_keys_and_indexes_of_a_programmes_tables_start_with_the_programme(
    model: type[ProgrammeOwned],
) -> None:
    assert not model._meta.local_many_to_many, "a link table needs a programme too"
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(
            target, ProgrammeOwned | AuthorityOwned
        ):
            assert isinstance(field, FencedKey), f"{field.name} must be a FencedKey"
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert constraint.fields[:1] == ("programme",), constraint.name


def test_every_exemption_gives_its_reason() -> None:
    assert all(len(one.why) > 10 for one in OPEN_TABLES.values())
    assert APP_ROLE == "kinfold_app"


def test_nothing_private_is_committed() -> None:
    """No key, password file, machine path or data folder in the repository."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=SOURCE.parent, capture_output=True, text=True
    ).stdout.split()
    named = re.compile(r"(^|/)(\.env|secrets\.json|id_rsa|.*\.pem|\.kinfold/)")
    assert [name for name in listed if named.search(name)] == []
