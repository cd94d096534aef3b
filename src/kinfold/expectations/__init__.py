"""Expectations: by when what is usually there, as each authority says."""
