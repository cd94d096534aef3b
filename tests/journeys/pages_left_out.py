"""Addresses that axe is not sent to, and why."""

from __future__ import annotations

from tests.journeys.pages import FRANCES, NEVER
from tests.journeys.pages_of_figures import MEI
from tests.journeys.pages_of_meetings import AMINA

# Addresses that are asked for and are no page: a file, a picture, a part of a page.
NO_PAGE = {
    "home", "platform:live", "platform:ready", "platform:metrics", "platform:file",
    "platform:empty", "platform:places", "copies:family-copy-pdf",
    "copies:family-copy-text", "copies:pictures-pdf", "own_copies:member-copy-pdf",
    "insight:compare-csv", "insight:authority-csv", "insight:picture-csv",
    "insight:drawing", "insight:own-drawing", "insight:picture-workbook",
    "insight:counted-figures", "insight:counted-drawing",
    "fidelity:figures",
    "studies:file",
    "intake:import-findings", "returns:findings", "monitoring:export-journal",
    "supervision:clock",
    "meetings:follow", "offline:worker", "offline:manifest", "offline:tools",
    "offline:standing", "offline:held-sound",
    "programme:glance",
    "development:csv", "development:xlsx", "aims:csv", "aims:xlsx",
    "framework:csv", "framework:xlsx",
    "gatherings:file", "gatherings:visit-file", "gatherings:whole-file",
    "gatherings:feed",
    "implementation:file", "implementation:share-file", "knowledge:file",
    "workshops:live", "workshops:now", "workshops:paper",
    "voice:book", "voice:pages", "child_tools:file",
}  # fmt: skip


# Pages that need a row the made-up world has none of. Each is one of the forms and
# lists that are in the list above, with other words.
LIKE_ANOTHER = {
    "platform:kept", "platform:join", "platform:job", "platform:file-delete",
    "intake:import", "records:emergency-review", "records:reopen",
    "records:lift-restriction", "finding:undo-merge", "people:show-contact",
    "people:change-contact", "people:show-address", "people:unhide-home",
    # the ends of each scale are asked alike
    "scaling:ends-confidence", "scaling:ends-capacity", "scaling:ends-network",
    # the pens of a meeting differ from `write-harm` in one word
    "meetings:write-factor", "meetings:write-strength",
    # asks as the tapped person does, of a place that has been tapped
    "belonging:put-who",
}  # fmt: skip


# Pages that axe is asked of where they are walked: test_words_and_pictures.
IN_THEIR_JOURNEY = {
    "voice:story", "voice:begin-story", "voice:one-story", "voice:edit-story",
    "voice:say", "voice:decide", "voice:read-to", "voice:give-copy", "voice:together",
    "voice:add-frame", "voice:frame", "voice:draw", "voice:parts",
    "voice:frame-history",
}  # fmt: skip


# What is answered with something other than the page that was asked for.
REFUSED = {
    (AMINA, f"/families/{NEVER}/"): 404,
    (AMINA, "/families/{other}/"): 403,  # of another team: emergency access is shown
    (AMINA, "/workers/"): 403,
    (FRANCES, "/families/"): 404,
    (AMINA, "/families/{planning}/network/{member}/copy/?chosen=1&phone=Nan"): 422,
    (MEI, "/fidelity/?quarter=no-such"): 422,
    (MEI, "/fidelity/outcomes/?outcome=no-such"): 422,
    ("", "/no-such-page/"): 404,
    ("", "/w/NOCODE/"): 404,
    ("", "/c/not-a-link"): 404,
    ("", "/a/not-a-link"): 404,
    ("", "/learning/not-a-link/"): 404,
}


THEIRS = ("account_", "mfa_", "socialaccount_", "openid_")
