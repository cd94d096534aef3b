"""Rows made from what is known, not saved: for one form, an import or a world."""
