"""What every picture of numbers is drawn with: elements, scales, and a file of its own.

Pure, and of the standard library, so that measures and evaluation draw alike. Colours
are never in a drawing: its parts have classes, which a style sheet colours.
"""
