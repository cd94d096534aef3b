"""What people do at a browser, in words: the vocabulary the journeys are told in.

Everything is found as a person finds it, by its role and its name. Nothing here knows
an id, a class or the shape of a page.
"""

from __future__ import annotations

from tests.journeys.steps.browsing import Browsing
from tests.journeys.steps.child_tools import WithTheirTools
from tests.journeys.steps.closing import AtTheEnd
from tests.journeys.steps.finding import InFamilyFinding
from tests.journeys.steps.kinship import WithKin
from tests.journeys.steps.mapping import OnTheMap
from tests.journeys.steps.network import InTheNetwork
from tests.journeys.steps.people import Child, WithRecords
from tests.journeys.steps.planning import OnThePlan
from tests.journeys.steps.reading import ReadingAll
from tests.journeys.steps.road import OnTheRoad
from tests.journeys.steps.supervising import InSupervision
from tests.journeys.steps.visiting import OnAVisit
from tests.journeys.steps.voice import WithTheChild

__all__ = ["Browsing", "Child", "Somebody"]


class Somebody(
    WithRecords,
    OnTheMap,
    InTheNetwork,
    InFamilyFinding,
    WithKin,
    OnTheRoad,
    OnThePlan,
    WithTheChild,
    WithTheirTools,
    OnAVisit,
    ReadingAll,
    InSupervision,
    AtTheEnd,
):
    """One person at one browser, and all they can do there."""
