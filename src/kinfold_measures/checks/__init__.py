"""Checks across records: what must be so for a return's figures to be trusted."""
