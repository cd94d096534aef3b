"""A made-up census for the demo, handed in as an analyst hands in a real one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.core.files import File

from kinfold.platform.viewer import Viewer
from kinfold.returns.actions.handing_in import HandedIn, hand_in, known_code
from kinfold.returns.jobs import read_handed_return
from kinfold.world.family import place_of
from kinfold.world.loading import STORY
from kinfold.world.staffing import demo_accounts
from kinfold_measures.made_census import write_census

CHILDREN: Final = 1_500
CALLED: Final = "Made-up census 2025.xml"
ANALYST: Final = "Performance analyst"


def demo_analyst() -> str:
    """The account of the analyst where the demo's story is."""
    home = place_of(STORY).name
    [email] = [
        email
        for email, _, job, where in demo_accounts()
        if (job, where) == (ANALYST, home)
    ]
    return email


def hand_in_sample(*, seed: int, by: Viewer) -> HandedIn:
    """Hand the census in, to be read by the job that reads real ones.

    The same again changes nothing. Its name says that it is made up.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: nobody knows the authority's code in returns.
    """
    code = known_code(by=by)
    with TemporaryDirectory(prefix="kinfold-world-") as folder:
        path = Path(folder) / CALLED
        write_census(path, CHILDREN, seed=seed, authority=code)
        with path.open("rb") as file:
            upload = File(file, CALLED)
            return hand_in(uploads=[upload], year=0, job=read_handed_return, by=by)
