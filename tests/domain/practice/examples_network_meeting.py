"""Examples for the rules of meetings with the network."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.rules.network_meeting import NetworkMeetingFacts
from tests.domain.practice.examples import Examples

MET = NetworkMeetingFacts(
    counts_as=("network", "family_group"),
    own=5,
    professionals=2,
    private_minutes=40,
    coordinator="Ros Whitby",
    child_wanted="“Can Nan sleep over?”",
    child_said="said",
)
OFFICE = replace(MET, counts_as=("core_group",), own=0, private_minutes=None)

EXAMPLES = {
    "R-NM1": Examples((MET, OFFICE), (replace(MET, own=0),)),
    "R-NM2": Examples((MET, OFFICE), (replace(MET, private_minutes=None),)),
    "R-NM3": Examples(
        (MET, replace(OFFICE, service_in_private=("Amina",))),
        (replace(MET, service_in_private=("Amina",)),),
    ),
    "R-NM4": Examples(
        (MET, OFFICE), (replace(MET, own=2), replace(MET, professionals=9))
    ),
    "R-NM5": Examples((MET, OFFICE), (replace(MET, coordinator=" "),)),
    "R-NM6": Examples(
        (MET, replace(MET, child_wanted="", child_said="not_said")),
        (replace(MET, child_said="not_said"), replace(MET, child_said="not_asked")),
    ),
    "R-NM7": Examples(
        (MET,), (replace(MET, loose_decisions=1), replace(MET, loose_decisions=3))
    ),
}
