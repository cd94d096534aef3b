"""What may be shown of counts of children, so that no child can be told apart.

Small counts are withheld, and as many others as it takes that nobody can work the small
ones out from totals, from other breakdowns or from what was published before. Nothing
here knows of measures but `figures`.
"""
