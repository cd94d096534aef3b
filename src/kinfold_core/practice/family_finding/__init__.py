"""Family Finding: from a few names to people who stay for life.

Practice design section 5, after Kevin Campbell's six steps; wording and numbers that
the design leaves open are Kinfold's own proposals.
"""
