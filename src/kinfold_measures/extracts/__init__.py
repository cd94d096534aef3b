"""De-identified tables for an evaluator: what is offered, how it is made, what it says.

    made = make(tables, Asked(columns, first, last, Grain.MONTH, alike=10), key)
    whole = packed(made, about={"study": "..."})

See ADR 39 for what this holds, and what it does not.
"""
