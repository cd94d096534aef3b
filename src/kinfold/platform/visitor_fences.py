"""What somebody without an account may reach: one workshop, from one device."""

from __future__ import annotations

# Whoever votes in a workshop has no account: they are known by its code and by the
# number of their device, and reach that one workshop and what they sent (ADR 41).
_CODE = "(SELECT NULLIF(current_setting('app.workshop_code', true), ''))"
_DEVICE = "(SELECT NULLIF(current_setting('app.device_id', true), '')::uuid)"
_WORKSHOP = f"w.id FROM workshops_workshop w WHERE w.code = {_CODE}"
_VISITED = f"workshop_id = (SELECT {_WORKSHOP})"
_OPEN = f"{_WORKSHOP} AND w.state = 'open' AND w.open_until > now()"
_TAKES = f"workshop_id = (SELECT {_OPEN})"
_ON = "i.id FROM workshops_workshopitem i WHERE i.state = 'open'"
_ASKED = f"device_id = {_DEVICE} AND {_TAKES} AND item_id IN (SELECT {_ON})"
_SENT = (
    ("visitor_read", f"FOR SELECT USING (device_id = {_DEVICE} AND {_VISITED})"),
    ("visitor_add", f"FOR INSERT WITH CHECK ({_ASKED})"),
    ("visitor_change", f"FOR UPDATE USING ({_ASKED}) WITH CHECK ({_ASKED})"),
)
VISITORS: dict[str, tuple[tuple[str, str], ...]] = {
    "workshops_workshop": (("visitor_read", f"FOR SELECT USING (code = {_CODE})"),),
    "workshops_workshopitem": (("visitor_read", f"FOR SELECT USING ({_VISITED})"),),
    "workshops_device": (
        ("visitor_read", f"FOR SELECT USING (id = {_DEVICE} AND {_VISITED})"),
        ("visitor_add", f"FOR INSERT WITH CHECK (id = {_DEVICE} AND {_TAKES})"),
        (
            "visitor_change",
            f"FOR UPDATE USING (id = {_DEVICE} AND {_TAKES})"
            f" WITH CHECK (id = {_DEVICE} AND {_TAKES})",
        ),
    ),
    "workshops_vote": _SENT,
    "workshops_wallnote": _SENT,
}
