"""The data folder: which one, and closed to everybody else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kinfold_launcher.passwords import (
    keep_passwords,
    load_passwords,
    make_passwords,
)
from kinfold_launcher.places import CHECKOUT, home_for, make_private
from kinfold_launcher.words import Problem


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_usual_folders_are_in_the_checkout_and_apart() -> None:
    assert home_for({}).path == CHECKOUT / ".kinfold"
    assert home_for({}, is_test=True).path == CHECKOUT / ".kinfold-test"


def test_a_shell_set_up_for_the_tests_does_not_lend_its_folder_to_the_demo() -> None:
    shell = {"KINFOLD_HOME": "/somewhere/test", "KINFOLD_ENV_OF": "test"}
    assert home_for(shell).path == CHECKOUT / ".kinfold"
    assert home_for({"KINFOLD_HOME": "/data"}).path == Path("/data")


def test_a_new_folder_is_closed_and_an_open_one_is_closed(tmp_path: Path) -> None:
    assert mode(make_private(tmp_path / "a" / "b")) == 0o700
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    assert mode(make_private(tmp_path / "open")) & 0o067 == 0


def test_a_link_or_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").touch()
    for name in ("link", "file"):
        with pytest.raises(Problem, match="should be a folder"):
            make_private(tmp_path / name)


def test_secrets_are_read_back_and_only_the_owner_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    kept = make_passwords()
    keep_passwords(path, kept)
    assert load_passwords(path) == kept
    assert mode(path) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["secrets.json"]


def test_no_two_secrets_are_the_same() -> None:
    kept, other = make_passwords(), make_passwords()
    values = [getattr(one, name) for one in (kept, other) for name in kept.__slots__]
    assert len(set(values)) == len(values)
    assert min(map(len, values)) >= 43  # 256 bits


@pytest.mark.parametrize("text", ["", "{", "[]", '{"owner": "a"}', "null"])
def test_damaged_secrets_are_explained_and_not_replaced(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(text)
    with pytest.raises(Problem, match="is damaged"):
        load_passwords(path)
    assert path.read_text() == text


def test_no_secrets_yet_is_no_problem(tmp_path: Path) -> None:
    assert load_passwords(tmp_path / "secrets.json") is None
