"""Pictures of numbers, drawn on the server as SVG. Pure: plain values in, text out.

Colours are never in the drawing: each part has a class, and `charts.css` gives it a
colour for light, dark and print. Without the stylesheet the lines and words are still
there, in black. There is no `style` attribute, so a strict content policy holds.
"""
