"""Meeting mode: the record on the wall, written together."""
