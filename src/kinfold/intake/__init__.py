"""Extracts of the Standard Safeguarding Dataset, read into records and people."""
