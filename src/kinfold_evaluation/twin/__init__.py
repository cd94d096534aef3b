"""A synthetic twin of England: made-up children pass through made-up authorities.

What an embedding did is chosen there, so that what an estimator says can be held
against the truth: for tests of recovery, for power, and for teaching. Nobody in it is
real, and nothing in it is evidence.
"""
