"""What whoever takes an extract declares. It goes with the file."""

from __future__ import annotations

from kinfold.extracts.policy import USUAL_ALIKE
from kinfold.extracts.selectors import Extract
from kinfold_core.people.dates import day_in_words


def declaration_of(extract: Extract) -> str:
    """The declaration, with what was written of this one."""
    request, decision = extract.request, extract.decision
    alike = (decision and decision.alike) or USUAL_ALIKE
    until = (decision and decision.expires_on) or request.wanted_until
    return f"""Declaration for an extract of de-identified data

Authority: {request.authority.name}
Study: {request.study}
Held by: {request.holders}
Lawful basis, as {request.by_name} wrote it: {request.lawful_basis}
Data protection impact assessment: {request.dpia}

I use this extract for that study alone. I let nobody have it who is not named above.

I do not try to find out who a child or a family is, nor join it to anything that \
could tell me.

I publish no count from 1 to {alike - 1}, and no figure from which one follows.

I delete it, and every copy of it, by {day_in_words(until)}, or when the authority \
takes it back.
"""
