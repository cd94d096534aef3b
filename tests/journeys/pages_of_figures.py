"""Every kind of page of returns, measures and extracts of them."""

from __future__ import annotations

MEI = "mei@lincolnshire.example"
OWEN = "owen@lincolnshire.example"
DANIEL = "daniel@programme.example"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_FIGURES: list[tuple[str, str, str]] = [
    (MEI, "/returns/", ""),
    (MEI, "/returns/", "Hand in"),
    (MEI, "/returns/{handed_return}/", ""),
    (MEI, "/returns/{handed_return}/delete/", "Delete this return"),
    (DANIEL, "/extracts/", ""),
    (DANIEL, "/extracts/ask/", ""),
    (DANIEL, "/extracts/ask/", "Ask for it"),
    (OWEN, "/extracts/{extract}/", ""),
    (OWEN, "/extracts/{extract}/decide/", ""),
    (OWEN, "/extracts/{extract}/decide/", "Decide"),
    (OWEN, "/extracts/{extract}/end/", "End it"),
    (MEI, "/imports/", ""),
    (MEI, "/imports/", "Import"),
    (MEI, "/authorities/", ""),
    (MEI, "/authorities/?q=zzyzx", ""),
    (MEI, "/authorities/lincolnshire/", ""),
    (MEI, "/authorities/lincolnshire/{measure}/", ""),
    (MEI, "/authorities/lincolnshire/{measure}/?change=p", ""),
    (MEI, "/authorities/lincolnshire/{measure}/?change=no-such", ""),
    (MEI, "/authorities/measures/", ""),
    (MEI, "/authorities/measures/{measure}/", ""),
    (MEI, "/measures/", ""),
    (MEI, "/measures/{measure}/", ""),
    (MEI, "/measures/choose/", ""),
    (MEI, "/measures/choose/{measure}/", ""),
    (MEI, "/measures/choose/{measure}/", "Save this choice"),
    (MEI, "/measures/changes/", ""),
    (MEI, "/measures/returns/", ""),
    (MEI, "/measures/returns/plan.repeat/", ""),
    (MEI, "/measures/returns/plan.repeat/?change=xmr&quarters=run", ""),
    (MEI, "/fidelity/", ""),
    (MEI, "/fidelity/?quarter=no-such", ""),
    (MEI, "/fidelity/teams/{team}/", ""),
    (MEI, "/fidelity/outcomes/", ""),
    (MEI, "/fidelity/outcomes/?outcome=no-such", ""),
    (MEI, "/fidelity/elements/danger_statement/", ""),
    (MEI, "/measures/changes/{practice_change}/take-back/", "Take it back"),
    (MEI, "/measures/changes/add/", ""),
    (MEI, "/measures/changes/add/", "Add it to the charts"),
    (MEI, "/programme/measures/", ""),
    (MEI, "/programme/show/plan.repeat/", "Show it"),
    (MEI, "/programme/measures/{shown_measure}/", ""),
    (MEI, "/programme/measures/{shown_measure}/take-back/", "Take it back"),
]
