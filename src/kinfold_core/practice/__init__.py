"""Rules of practice: what makes a danger statement, a goal, a scale or a plan clear.

They are help, not police. Each is a pure function that returns findings; only those
of level "block" stop a change of state. Source of every rule: the practice design,
sections 2 and 3, shown with each rule in docs/practice-rules.md.
"""
