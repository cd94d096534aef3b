"""The rules, one module for each part of the map. `rulebook.py` lists them all."""
