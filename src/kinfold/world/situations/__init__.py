"""Made-up situations as text: what has happened, what might, and what good would be.

One file each, read by `kinfold.world.situation`. Every line is our own and about
nobody. `{c}` is the child, `{a}` the main carer, `{p}` the other adult, `{n}` somebody
in the network, `{w}` the worker, `{kids}` all the children by name.
"""
