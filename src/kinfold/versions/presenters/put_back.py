"""What is said of something that was taken off, before it is put back."""

from __future__ import annotations

from kinfold_core.practice.living_map import DangerRow, EntryRow


def stays_hidden(row: EntryRow | DangerRow) -> str:
    """That the family does not read it then either; "" when they do."""
    if row.showing.is_visible:
        return ""
    said = "Put back, it is still hidden from the family"
    if row.showing.is_childs_choice:
        return f"{said}: a child chose so, and only the child can open it again."
    return f"{said}. Whoever changes it can show it to them."
