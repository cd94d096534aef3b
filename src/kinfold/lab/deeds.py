"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "learning case": "Looked at a learning case of the family",
    "lab.session_set": "Set a day for the learning lab",
    "lab.booked": "Booked seats in the learning lab",
    "lab.case_begun": "Began a learning case of a family",
    "lab.case_written": "Changed the words of a learning case",
    "lab.case_decided": "Decided what may stay in a learning case",
    "lab.case_consent": "Wrote down what was said to telling a learning case",
    "lab.case_sent": "Confirmed a learning case and sent it to the lab",
    "lab.pack_shown": "Brought a learning case to the lab",
    "lab.pack_withdrawn": "Took a learning case back from the lab",
    "lab.noted": "Wrote a note of the learning lab",
    "lab.followed_up": "Wrote down what came of a learning case",
    "lab.learned": "Wrote a line of the learning register",
}
