"""Pictures that people draw together: lines, and parts to put in. Our own drawings.

A picture is numbers and words of short lists, never markup: it is read strictly from
what a browser sends (`reading`), and drawn here as SVG (`svg`), the same on a page, on
paper and beside another version.
"""
