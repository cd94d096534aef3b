"""People, families and who is related to whom."""
