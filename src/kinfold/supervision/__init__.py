"""Thinking together about the work, in a group and one to one."""
