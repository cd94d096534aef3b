"""Reading what authorities already send, and saying what cannot be read.

A reader turns one return into the tables of `kinfold_measures.tables` and a list of
findings. Nothing is dropped unseen: every record is a row, or a finding that says
where it stands and how to mend it. Structures and codes are data, by collection year.
"""
