"""Rules about people: names, dates, relationships, and who may be the same person."""
