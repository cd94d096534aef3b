"""Pictures of what an evaluation found, each with its table and its sentence.

Plain values in, a `Picture` out: drawn for a page and for a phone, with no colour in
the drawing (`charts.css` and `alone.css` give it) and nothing told by colour alone.
"""
