"""The practice: maps, dangers, goals, scales."""
