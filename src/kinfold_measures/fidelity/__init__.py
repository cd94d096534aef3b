"""Fidelity: which elements of the practice were recorded with families, and how good.

Two questions that are kept apart. An element is *used* with a family where the record
holds it; it is *good* where what the record holds also keeps the rules of the practice
that a database can see. There is no score of all elements together.
"""
